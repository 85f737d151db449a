package dev.paddock.horse.provider;

import dev.paddock.horse.rules.RaceStatus;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What providers call the stages of a race; case does not matter. What is not here is {@link RaceStatus#UNKNOWN}, never a failure. */
enum StatusWords {
  /** TAB NZ, Ladbrokes and Neds. */
  TAB(Map.of("open", RaceStatus.OPEN, "closed", RaceStatus.CLOSED, "live", RaceStatus.LIVE, "interim", RaceStatus.INTERIM,
      "final", RaceStatus.FINAL, "abandoned", RaceStatus.ABANDONED, "postponed", RaceStatus.POSTPONED, "scheduled", RaceStatus.SCHEDULED)),

  /** Betfair's life cycle of a race, not of its market. */
  BETFAIR(of(Map.of(
      RaceStatus.OPEN, "dormant delayed parading goingdown goingbehind approaching goingintraps atthepost underorders falsestart",
      RaceStatus.LIVE, "off harerunning",
      RaceStatus.INTERIM, "finished photograph result",
      RaceStatus.FINAL, "weighedin finalresult",
      RaceStatus.ABANDONED, "racevoid norace abandoned",
      RaceStatus.POSTPONED, "rerun"))),

  /** The Racing API does not list its words; these were seen or are plain English. */
  RACING_API(of(Map.of(
      RaceStatus.SCHEDULED, "scheduled declarations entries",
      RaceStatus.OPEN, "active open racecard delayed parading goingdown atthepost",
      RaceStatus.LIVE, "off running",
      RaceStatus.INTERIM, "finished photo result interim",
      RaceStatus.FINAL, "weighedin final complete",
      RaceStatus.ABANDONED, "abandoned void cancelled",
      RaceStatus.POSTPONED, "postponed")));

  private final Map<String, RaceStatus> words;

  StatusWords(Map<String, RaceStatus> words) {
    this.words = words;
  }

  RaceStatus of(String word) {
    return words.getOrDefault(word.toLowerCase(Locale.ROOT).replace(" ", ""), RaceStatus.UNKNOWN);
  }

  private static Map<String, RaceStatus> of(Map<RaceStatus, String> words) {
    var all = new TreeMap<String, RaceStatus>();
    words.forEach((status, list) -> {
      for (var word : list.split(" ")) all.put(word, status);
    });
    return Map.copyOf(all);
  }
}

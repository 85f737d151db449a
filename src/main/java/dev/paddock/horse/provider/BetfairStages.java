package dev.paddock.horse.provider;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Where races of the United Kingdom, Ireland and South Africa stand, minute by minute: Betfair's race status. */
final class BetfairStages {
  static final Set<String> COUNTRIES = Set.of("GB", "IE", "ZA");

  private static final int RACES_AT_MOST = 2000;
  private static final Set<String> DETAILS = Set.of("meetingId", "lastUpdated");

  private BetfairStages() {}

  /** Its words, by {@code <event>.<hhmm>}, the start by Greenwich. Races without an answer of their own are not in it. */
  static Map<String, String> read(Body body) throws IOException, Malformed {
    var words = new HashMap<String, String>();
    BetfairCall.result(body, RACES_AT_MOST, () -> {
      var row = new Object() {
        String race = "";
        String word = "";
        String code = "OK";
      };
      body.object(name -> {
        switch (name) {
          case "raceId" -> row.race = body.id();
          case "raceStatus" -> row.word = body.text(TabEvent.NAME_AT_MOST);
          case "responseCode" -> row.code = body.text(TabEvent.NAME_AT_MOST);
          default -> body.skip("details", DETAILS, name);
        }
      });
      if (row.code.equals("OK") && !row.word.isEmpty()) words.put(row.race, row.word);
    });
    return words;
  }
}

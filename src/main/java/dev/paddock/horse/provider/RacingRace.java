package dev.paddock.horse.provider;

import dev.paddock.horse.provider.RacingPage.Race;
import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.horse.rules.Sighting;
import dev.paddock.horse.rules.Sighting.Dividend;
import dev.paddock.horse.rules.Sighting.Placing;
import dev.paddock.horse.rules.Sighting.Price;
import dev.paddock.horse.rules.Sighting.Runner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One race of The Racing API, put together from its card and its result. */
final class RacingRace {
  private static final Pattern AMOUNT = Pattern.compile("[£€]?(\\d{1,6}\\.\\d{2})");
  /** Bets on the first so many. */
  private static final Map<String, Integer> TOTES =
      Map.of("tote_win", 1, "tote_ex", 2, "tote_csf", 2, "tote_tricast", 3, "tote_trifecta", 3);

  private RacingRace() {}

  /** At least one of them is there. A race with a result is final; one whose start has passed is closed. */
  static Sighting of(Optional<Race> card, Optional<Race> result, Instant now) {
    var race = card.or(() -> result).orElseThrow();
    var word = word(card, result, now);
    return new Sighting(race.raceId(), race.start(), Optional.empty(), status(word), word, told(race.text("going")),
        told(race.text("weather")), Optional.empty(), Optional.empty(), Optional.of(runners(card, result)),
        result.map(RacingRace::placings), result.map(RacingRace::dividends), Optional.empty());
  }

  private static String word(Optional<Race> card, Optional<Race> result, Instant now) {
    if (result.isPresent()) return "result";
    if (card.orElseThrow().abandoned()) return "abandoned";
    if (!card.get().text("race_status").isEmpty()) return card.get().text("race_status");
    return card.get().start().filter(start -> !start.isAfter(now)).isPresent() ? "off time passed" : "racecard";
  }

  private static RaceStatus status(String word) {
    return switch (word) {
      case "result" -> RaceStatus.FINAL;
      case "off time passed" -> RaceStatus.CLOSED;
      default -> StatusWords.RACING_API.of(word);
    };
  }

  private static Optional<String> told(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** A non-runner has lost its number: 0, and is found by its name. */
  private static List<Runner> runners(Optional<Race> card, Optional<Race> result) {
    var starting = new LinkedHashMap<Integer, Price>();
    result.ifPresent(race -> race.runners().forEach(it -> price("starting", it.get("sp_dec"))
        .ifPresent(price -> starting.put(RacingPage.whole(it.getOrDefault("number", "")), price))));
    var numbered = new LinkedHashMap<Integer, Runner>();
    var rest = new ArrayList<Runner>();
    for (var it : card.or(() -> result).orElseThrow().runners()) {
      var runner = runner(it, starting);
      if (runner.number() > 0) numbered.putIfAbsent(runner.number(), runner);
      else if (runner.scratched()) rest.add(runner);
    }
    rest.addAll(numbered.values());
    return rest;
  }

  private static Runner runner(Map<String, String> it, Map<Integer, Price> starting) {
    var number = it.getOrDefault("number", "");
    var prices = new ArrayList<Price>();
    price("fixed_win", it.get("odds")).ifPresent(prices::add);
    Optional.ofNullable(starting.get(RacingPage.whole(number))).ifPresent(prices::add);
    return new Runner(RacingPage.whole(number), it.getOrDefault("horse", ""), RacingPage.whole(it.getOrDefault("draw", "")),
        it.getOrDefault("jockey", ""), it.getOrDefault("trainer", ""),
        RacingPage.grams(it.getOrDefault("lbs", it.getOrDefault("weight_lbs", ""))), number.equalsIgnoreCase("NR"), false, Optional.empty(),
        prices);
  }

  private static Optional<Price> price(String market, String text) {
    int thousandths = text == null ? 0 : RacingPage.thousandths(text);
    return thousandths == 0 ? Optional.empty() : Optional.of(new Price(market, thousandths));
  }

  /** Who fell or was pulled up has letters for a position, and no place. */
  private static List<Placing> placings(Race result) {
    var placings = new LinkedHashMap<Integer, Placing>();
    for (var it : result.runners()) {
      int number = RacingPage.whole(it.getOrDefault("number", ""));
      int place = RacingPage.whole(it.getOrDefault("position", ""));
      var lengths = it.getOrDefault("btn", "");
      var margin = RacingPage.thousandths(lengths) == 0 ? "" : lengths + " L";
      if (number > 0 && place > 0) placings.putIfAbsent(number, new Placing(place, number, it.getOrDefault("horse", ""), margin));
    }
    return List.copyOf(placings.values());
  }

  /** Those of one amount: after a dead heat there are several, and who gets which is not told. */
  private static List<Dividend> dividends(Race result) {
    var first = placings(result).stream().filter(it -> it.place() <= 3)
        .sorted(Comparator.comparing(Placing::place)).map(it -> Integer.toString(it.number())).toList();
    var dividends = new ArrayList<Dividend>();
    TOTES.forEach((field, places) -> {
      var amounts = AMOUNT.matcher(result.text(field).replace(",", "")).results().toList();
      if (amounts.size() == 1 && first.size() >= places) {
        dividends.add(new Dividend(field.replace('_', ' '), String.join(":", first.subList(0, places)), "final",
            RacingPage.thousandths(amounts.getFirst().group(1))));
      }
    });
    return dividends;
  }
}

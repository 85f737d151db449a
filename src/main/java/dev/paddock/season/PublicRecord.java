package dev.paddock.season;

import dev.paddock.season.Classification.Fastest;
import dev.paddock.season.Classification.Finish;
import dev.paddock.season.Classification.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Corrections that everybody saw but F1DB did not keep as versions: the order in which the cars were first classified.
 * The provisional order is published 2 h after the flag and the official one 2 h later, unless F1DB has recorded its date:
 * at Las Vegas 07:45Z and 09:45Z, for a race that started at 04:00Z and a decision in the night after it.
 */
final class PublicRecord {
  static final Duration PROVISIONAL_AFTER = Duration.ofHours(2);
  static final Duration OFFICIAL_AFTER = Duration.ofHours(4);

  /** Points of a race by place; no race below had fewer. */
  private static final int[] POINTS = {2500, 1800, 1500, 1200, 1000, 800, 600, 400, 200, 100};

  /** A car's first place, and the time penalty that was lifted since. */
  private record Before(String driver, int place, Duration penalty) {
    static Before disqualification(String driver, int place) {
      return new Before(driver, place, Duration.ZERO);
    }
  }

  private record Case(String source, List<Before> cars) {}

  private static final Map<String, Case> CASES = Map.of(
      "2025-australian-R", new Case("FIA, right of review of Mercedes, 16 March 2025: car 12's five seconds for an unsafe release lifted",
          List.of(new Before("antonelli", 5, Duration.ofSeconds(5)))),
      "2025-chinese-R", new Case("FIA stewards' decisions, 23 March 2025: cars 16 and 10 underweight, car 44 skid block wear",
          List.of(Before.disqualification("leclerc", 5), Before.disqualification("hamilton", 6), Before.disqualification("gasly", 11))),
      "2025-bahrain-R", new Case("FIA stewards' decision, 13 April 2025: car 27 skid block wear",
          List.of(Before.disqualification("hulkenberg", 13))),
      "2025-las-vegas-R", new Case("FIA stewards' decisions after the race of 22 November 2025, local date: cars 4 and 81 skid block wear",
          List.of(Before.disqualification("norris", 2), Before.disqualification("piastri", 4))));

  private PublicRecord() {}

  static boolean knows(String sessionId) {
    return CASES.containsKey(sessionId);
  }

  /**
   * The rows as first classified, if this session is on record. A car disqualified later ran the winner's distance; its
   * total time is not in F1DB and is left out; its best lap is, so the laps are ranked with it.
   */
  static Optional<List<Finish>> provisional(String sessionId, List<Finish> official, Map<String, Fastest> fastest) {
    return Optional.ofNullable(CASES.get(sessionId)).map(known -> rows(known.cars(), official, fastest));
  }

  private static List<Finish> rows(List<Before> cars, List<Finish> official, Map<String, Fastest> fastest) {
    var rows = new ArrayList<>(official);
    rows.removeIf(row -> cars.stream().anyMatch(car -> car.driver().equals(row.driver())));
    for (var car : cars.stream().sorted(Comparator.comparingInt(Before::place)).toList()) {
      var now = official.stream().filter(row -> row.driver().equals(car.driver())).findFirst().orElseThrow();
      var laps = now.kind() == Kind.CLASSIFIED ? now.laps() : official.getFirst().laps();
      var millis = now.millis() == null ? null : Long.valueOf(now.millis() + car.penalty().toMillis());
      rows.add(car.place() - 1, new Finish(now.number(), now.driver(), now.constructor(), car.place(), Kind.CLASSIFIED, 0, now.grid(),
          laps, millis, null));
    }
    var numbered = new ArrayList<Finish>();
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      int points = row.kind() == Kind.CLASSIFIED && i < POINTS.length ? POINTS[i] : 0;
      numbered.add(new Finish(row.number(), row.driver(), row.constructor(), i + 1, row.kind(), points, row.grid(), row.laps(),
          row.millis(), fastest.get(row.driver())));
    }
    return List.copyOf(numbered);
  }
}

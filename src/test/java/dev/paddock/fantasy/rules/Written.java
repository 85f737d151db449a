package dev.paddock.fantasy.rules;

import dev.paddock.fantasy.rules.Classification.Car;
import dev.paddock.fantasy.rules.Classification.Kind;
import dev.paddock.fantasy.rules.Classification.Lap;
import dev.paddock.fantasy.rules.Classification.Outcome;
import dev.paddock.fantasy.store.RuleSetFile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Results as on paper: {@code 1 norris 2 fl 41 93.965}, place or letter, driver, grid if any (PL: pit lane), fastest lap if told. */
public final class Written {
  public static final RuleSet CLASSIC = RuleSetFile.bundled("classic").rules();

  private Written() {}

  public static Classification session(Kind kind, String cars) {
    var rows = cars.split("[,\n]");
    return new Classification("2025-x-" + kind.name().charAt(0), 1, kind,
        IntStream.range(0, rows.length).mapToObj(i -> car(rows[i].strip(), i + 1)).toList());
  }

  public static WeekendScore weekend(Classification... sessions) {
    return new WeekendScore(CLASSIC, Arrays.stream(sessions).map(session -> Scoring.score(CLASSIC, session)).toList());
  }

  /** The points that a driver got, as a sum: {@code 9+25+1+10}. */
  public static String sum(WeekendScore weekend, String driver) {
    return lines(weekend, driver).stream().map(line -> String.valueOf(line.points() / 100)).collect(Collectors.joining("+"))
        .replace("+-", "-");
  }

  public static List<Line> lines(WeekendScore weekend, String driver) {
    return weekend.sessions().stream().filter(s -> s.drivers().containsKey(driver)).flatMap(s -> s.drivers().get(driver).lines().stream())
        .toList();
  }

  private static Car car(String row, int at) {
    var words = row.split(" +");
    var outcome = switch (words[0]) {
      case "R" -> Outcome.RETIRED;
      case "N" -> Outcome.NOT_CLASSIFIED;
      case "D" -> Outcome.DISQUALIFIED;
      case "W" -> Outcome.DID_NOT_START;
      default -> Outcome.CLASSIFIED;
    };
    int position = outcome == Outcome.CLASSIFIED ? Integer.parseInt(words[0]) : at;
    Optional<Integer> grid = words.length < 3 || words[2].equals("-") ? Optional.empty()
        : Optional.of(words[2].equals("PL") ? 0 : Integer.parseInt(words[2]));
    Optional<Lap> lap = words.length < 6 ? Optional.empty()
        : Optional.of(new Lap(Integer.parseInt(words[4]), Math.round(Double.parseDouble(words[5]) * 1000)));
    return new Car(words[1], outcome, position, grid, lap);
  }
}

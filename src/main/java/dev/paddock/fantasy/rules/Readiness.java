package dev.paddock.fantasy.rules;

import java.util.List;
import java.util.Optional;

/**
 * Whether a team is ready for a round: what keeps its line-up from scoring.
 *
 * @param lineup whether there is one that holds in that round
 * @param absent those of it who will hardly score
 */
public record Readiness(boolean lineup, List<Absent> absent) {
  public Readiness {
    absent = List.copyOf(absent);
  }

  /** What he is in the line-up. */
  public enum Role { CAPTAIN, VICE, DRIVER }

  /** @param entered false: he is not, or not any more; true: he is, but took no part in the latest round */
  public record Absent(String driverId, String name, Role role, boolean entered) {}

  public static Readiness of(Optional<Lineup> lineup, SeasonBook book) {
    return lineup.map(picked -> new Readiness(true, book.doubtful(picked.drivers()).stream().map(id -> absent(id, picked, book)).toList()))
        .orElseGet(() -> new Readiness(false, List.of()));
  }

  private static Absent absent(String driver, Lineup lineup, SeasonBook book) {
    var role = driver.equals(lineup.captain()) ? Role.CAPTAIN : driver.equals(lineup.vice()) ? Role.VICE : Role.DRIVER;
    var known = Optional.ofNullable(book.drivers().get(driver));
    return new Absent(driver, known.map(SeasonBook.Driver::name).orElse(driver), role, known.isPresent());
  }
}

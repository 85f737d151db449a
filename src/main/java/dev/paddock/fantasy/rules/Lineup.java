package dev.paddock.fantasy.rules;

import java.util.List;
import java.util.Optional;

/**
 * What a team fields in a round. Ids are sorted: two line-ups of the same picks are equal.
 *
 * @param captain      one of the drivers; {@code vice} who steps in for him, another one
 * @param constructors under rules that have them
 * @param chip         played for this round alone
 * @param charged      transfers beyond the free ones, in this round alone
 */
public record Lineup(List<String> drivers, String captain, String vice, List<String> constructors, Optional<Chip> chip, int charged) {
  public Lineup {
    drivers = drivers.stream().sorted().toList();
    constructors = constructors.stream().sorted().toList();
  }

  /** Of drivers alone, as most rule sets want it. */
  public Lineup(List<String> drivers, String captain, String vice) {
    this(drivers, captain, vice, List.of(), Optional.empty(), 0);
  }

  /** The same in the rounds after the one it was saved for: nothing played, nothing charged. */
  public Lineup rolledOver() {
    return new Lineup(drivers, captain, vice, constructors, Optional.empty(), 0);
  }

  /** The same with that many transfers charged. */
  public Lineup charged(int transfers) {
    return new Lineup(drivers, captain, vice, constructors, chip, transfers);
  }
}

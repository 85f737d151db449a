package dev.paddock.fantasy.rules;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The locks of a season. */
public record Locks(List<RaceLock> races) {
  public Locks {
    races = List.copyOf(races);
  }

  public Optional<RaceLock> of(String raceId) {
    return races.stream().filter(race -> race.raceId().equals(raceId)).findFirst();
  }

  /** The next race to lock; empty when the season's last has. */
  public Optional<RaceLock> coming(Instant now) {
    return races.stream().filter(race -> race.open(now)).min(Comparator.comparing(RaceLock::lockAt));
  }

  /** The latest round that has locked, which everybody may see; 0 before the first. */
  public int shown(Instant now) {
    return locked(now).mapToInt(RaceLock::round).max().orElse(0);
  }

  /** Whether a round that takes place has locked. */
  public boolean locked(int round, Instant now) {
    return locked(now).anyMatch(race -> race.round() == round);
  }

  private Stream<RaceLock> locked(Instant now) {
    return races.stream().filter(race -> !race.cancelled() && race.passed(now));
  }
}

package dev.paddock.app;

import dev.paddock.fantasy.store.Seeding;
import dev.paddock.season.Season;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a season is replayed.
 *
 * @param rounds    first and last round that are followed
 * @param teams     drawn within budget from {@code seed}
 * @param pace      real time to read each event worth telling
 * @param untilDone end after the last round's last check, with the checks made
 * @param resume    go on where an earlier replay in this data folder ended
 * @param horses    a synthetic day of horse racing beside the season's beginning
 */
public record DemoOptions(Season season, Rounds rounds, int teams, long seed,
    Duration pace, boolean untilDone, Optional<Path> report, boolean resume, Horses horses) {
  /** No race day; one; one whose providers have their troubles. */
  public enum Horses { NONE, FAULTLESS, FAULTY }

  /** Both included, counted from 1. */
  public record Rounds(int from, int to) {
    public Rounds {
      if (from < 1 || to < from) throw new IllegalArgumentException(
          "rounds go from the first to the last, such as 1-24: " + from + "-" + to);
    }

    public boolean contains(int round) {
      return from <= round && round <= to;
    }
  }

  public DemoOptions {
    if (teams < 1 || teams > Seeding.MOST_TEAMS) throw new IllegalArgumentException("teams: from 1 to " + Seeding.MOST_TEAMS + ", not " + teams);
    if (pace.isNegative()) throw new IllegalArgumentException("pace: 0 or more milliseconds");
  }
}

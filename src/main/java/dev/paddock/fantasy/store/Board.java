package dev.paddock.fantasy.store;

import dev.paddock.fantasy.rules.BoardName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A snapshot of a board, without its rows.
 *
 * @param round     round, race, session and version are the cause; for a season's board too
 * @param previous  the snapshot it replaced
 * @param rounds    of a season's board: the rounds' snapshots that it adds up; none for one that an earlier version of Paddock stored
 */
public record Board(long id, String name, int season, int round, String raceId, String sessionId, int version, Instant madeAt,
                    Optional<Long> previous, int teams, String ruleSet, List<Long> rounds) {
  public Board {
    rounds = List.copyOf(rounds);
  }

  /** Of one round; otherwise of a season. */
  public boolean isRound() {
    return name.equals(BoardName.round(raceId, ruleSet));
  }
}

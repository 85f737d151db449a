package dev.paddock.fantasy.web;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the API reads of boards. The records are the contract's schemas: points as numbers, null components are those it does not
 * require.
 */
public interface Rankings {
  /**
   * A snapshot of a board.
   *
   * @param total rows
   */
  record Shown(String board, long snapshot, Instant at, int total, int season, String ruleSet) {}

  /** What a board shows now; empty before its first score. */
  Future<Optional<Shown>> latest(String board);

  /** Whether it is known to show that still; asked for every page that is sent again. */
  boolean isLatest(String board, long snapshot);

  /** What a board showed then; empty before its first score. */
  Future<Optional<Shown>> asOf(String board, Instant then);

  /** A snapshot of that board; empty if it has none of that id. */
  Future<Optional<Shown>> snapshot(String board, long id);

  /** At most {@code limit} rows from {@code offset} (from 0), in rank order. */
  Future<List<Row>> rows(long snapshot, int offset, int limit);

  /** The row (from 0) of whichever of these teams is ahead; empty if none of them is on the board. */
  Future<OptionalInt> best(long snapshot, List<Long> teams);

  /** A user's teams that play under a rule set. */
  Future<List<Long>> teamsOf(long user, int season, String ruleSet);

  /** A team's way through its season; empty: no such team. */
  Future<Optional<RankHistory>> history(long team);

  /** @param marked true for the team around which the page is; otherwise null */
  record Row(int rank, Integer previousRank, long teamId, String team, String player, double points, Boolean marked) {
    Row mark() {
      return new Row(rank, previousRank, teamId, team, player, points, true);
    }
  }

  /** @param next a cursor; {@code previous} another */
  record Page(String board, long snapshot, Instant at, int total, int offset, List<Row> rows, String next, String previous) {}

  record RankHistory(long teamId, int season, String board, List<Round> rounds) {}

  /** @param roundRank null: without a line-up; {@code seasonRank} after that round */
  record Round(String raceId, int round, double points, double total, Integer roundRank, Integer seasonRank) {}
}

package dev.paddock.fantasy.web;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the API reads of the game. The records are the contract's schemas:
 * points as numbers, null components are those it does not require.
 */
public interface Game {
  /** @param asking the user who asks, 0 for anybody: a team's owner sees the line-up that he is working on */
  Future<Optional<Team>> team(long teamId, long asking);

  Future<Optional<TeamScores>> scores(long teamId);

  /**
   * An empty answer: no such team, or nothing scored in that race yet.
   *
   * @param version of the race's score, from 1; empty: as it was at {@code asOf}, or as it is
   */
  Future<Optional<Explanation>> explanation(long teamId, String raceId, Optional<Integer> version, Optional<Instant> asOf);

  /** The teams that a correction changed, the largest change first. An empty answer: no such correction */
  Future<Optional<Impact>> impact(String raceId, String session, int version, int offset, int limit);

  /** @param revision of its name, for its owner; null for anybody else */
  record Team(long teamId, String team, long userId, String player, int season, String ruleSet, Long revision, int costTenths,
      double points, Integer rank, List<Pick> drivers) {}

  /** @param role captain, vice_captain or driver */
  record Pick(String driverId, String driver, String constructor, int priceTenths, String role) {}

  record TeamScores(long teamId, int season, List<Round> rounds) {}

  record Round(String raceId, int round, String race, double points, double total, Integer rank) {}

  /**
   * @param ruleset  id and version, {@code ruleHash} of its text
   * @param version  of the race's score, {@code of} so many; {@code scoredAt} when it was made
   * @param state    of the race, as results go
   * @param captain  who got the multiplier
   */
  record Explanation(long teamId, String raceId, String race, String ruleset, String ruleHash, int version, int of, Instant scoredAt,
      String state, String captain, String chip, List<Scored> versions, List<Line> lines, double points) {}

  record Scored(String session, int version) {}

  /** Null where it is no driver's line, no constructor's, of no session. */
  record Line(String what, String driverId, String driver, String constructorId, String constructor, String session,
      double points, double multiplier, double sum) {}

  /** @param gained how many of all changed teams won points; @param up how many of them moved up a rank or more */
  record Impact(String raceId, String session, int version, String board, long before, long after, List<DriverChange> drivers,
      int total, int gained, int lost, int up, int down, int offset, List<Moved> teams) {}

  record DriverChange(String driverId, String driver, double before, double after, double delta) {}

  record Moved(long teamId, String team, String player, double before, double after, double delta, int rankBefore, int rankAfter) {}
}

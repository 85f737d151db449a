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
  Future<Optional<Team>> team(long teamId);

  Future<Optional<TeamScores>> scores(long teamId);

  /** An empty answer: no such team, or nothing scored in that race yet */
  Future<Optional<Explanation>> explanation(long teamId, String raceId);

  /** The teams that a correction changed, the largest change first. An empty answer: no such correction */
  Future<Optional<Impact>> impact(String raceId, String session, int version, int offset, int limit);

  record Team(long teamId, String team, long userId, String player, int season, int costTenths,
      double points, Integer rank, List<Pick> drivers) {}

  /** @param role captain, vice_captain or driver */
  record Pick(String driverId, String driver, String constructor, int priceTenths, String role) {}

  record TeamScores(long teamId, int season, List<Round> rounds) {}

  record Round(String raceId, int round, String race, double points, double total, Integer rank) {}

  record Explanation(long teamId, String raceId, String race, String ruleset, List<Scored> versions, List<Line> lines, double points) {}

  record Scored(String session, int version) {}

  record Line(String what, String driverId, String driver, String session, double points, double multiplier, double sum) {}

  record Impact(String raceId, String session, int version, String board,
      long before, long after, int total, int offset, List<Moved> teams) {}

  record Moved(long teamId, String team, String player, double before, double after, double delta, int rankBefore, int rankAfter) {}
}

package dev.paddock.fantasy.web;

import dev.paddock.fantasy.web.Game.Ranking;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Problem;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The contract's operations on teams, scores and rankings. */
public final class GameOperations {
  private final Game game;

  public GameOperations(Game game) {
    this.game = game;
  }

  public List<Operation> list() {
    return List.of(
        new Operation("getTeam", request -> game.team(team(request)).map(found -> live(found, "team " + team(request)))),
        new Operation("getTeamScores", request -> game.scores(team(request)).map(found -> live(found, "team " + team(request)))),
        new Operation("explainScore", request -> game.explanation(team(request), request.text("raceId"))
            .map(found -> live(found, "score of team " + team(request) + " in " + request.text("raceId")))),
        new Operation("getLeaderboard", this::leaderboard),
        new Operation("getCorrectionImpact", this::impact));
  }

  private Future<Answer> leaderboard(Request request) {
    var snapshot = request.maybeNumber("snapshot");
    return game.leaderboard(request.text("board"), snapshot, request.count("offset"), request.count("limit")).map(ranking -> switch (ranking) {
      case Ranking.Page page -> snapshot.isPresent() ? Answer.lasting(page) : Answer.live(page);
      case Ranking.NoBoard() -> Answer.notFound("board " + request.text("board"));
      case Ranking.SnapshotGone() -> new Answer.Refused(Problem.of(Problem.Kind.SNAPSHOT_GONE, null));
    });
  }

  private Future<Answer> impact(Request request) {
    return game.impact(request.text("raceId"), request.text("session"), request.count("version"), request.count("offset"), request.count("limit"))
        .map(found -> live(found, "correction " + request.text("version") + " of " + request.text("raceId") + "-" + request.text("session")));
  }

  private static Answer live(Optional<?> found, String what) {
    return found.map(Answer::live).orElseGet(() -> Answer.notFound(what));
  }

  private static long team(Request request) {
    return request.number("teamId");
  }
}

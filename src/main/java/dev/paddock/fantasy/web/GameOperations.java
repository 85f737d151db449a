package dev.paddock.fantasy.web;

import dev.paddock.web.Answer;
import dev.paddock.web.Answer.Caching;
import dev.paddock.web.AnswerCache;
import dev.paddock.web.Operation;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The contract's operations on teams and scores. */
public final class GameOperations {
  private final Game game;
  private final AnswerCache answers;

  /** @param answers for corrections' effects: what one of them says can never change */
  public GameOperations(Game game, AnswerCache answers) {
    this.game = game;
    this.answers = answers;
  }

  public List<Operation> list() {
    return List.of(
        new Operation("getTeam", request -> game.team(team(request)).map(found -> live(found, "team " + team(request)))),
        new Operation("getTeamScores", request -> game.scores(team(request)).map(found -> live(found, "team " + team(request)))),
        new Operation("explainScore", request -> game.explanation(team(request), request.text("raceId"))
            .map(found -> live(found, "score of team " + team(request) + " in " + request.text("raceId")))),
        new Operation("getCorrectionImpact", this::impact));
  }

  private Future<Answer> impact(Request request) {
    var session = request.text("raceId") + "-" + request.text("session");
    var version = request.count("version");
    int offset = request.count("offset");
    int limit = request.count("limit");
    return answers.get("impact:" + session + ":" + version + ":" + offset + ":" + limit, Caching.LIVE,
        () -> game.impact(request.text("raceId"), request.text("session"), version, offset, limit)
            .map(found -> live(found, "correction " + version + " of " + session)));
  }

  private static Answer live(Optional<?> found, String what) {
    return found.map(Answer::live).orElseGet(() -> Answer.notFound(what));
  }

  private static long team(Request request) {
    return request.number("teamId");
  }
}

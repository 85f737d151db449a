package dev.paddock.fantasy.web;

import dev.paddock.web.Answer;
import dev.paddock.web.Answer.Caching;
import dev.paddock.web.AnswerCache;
import dev.paddock.web.Caller;
import dev.paddock.web.Operation;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.format.DateTimeParseException;
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
        new Operation("getTeam", this::team),
        new Operation("getTeamScores", request -> game.scores(id(request)).map(found -> live(found, "team " + id(request)))),
        new Operation("explainScore", this::explain),
        new Operation("getCorrectionImpact", this::impact));
  }

  /** To its owner as he edits it, to everybody else as they may see it. */
  private Future<Answer> team(Request request) {
    long asking = request.asking().map(Caller::user).orElse(0L);
    return game.team(id(request), asking).map(found -> found.filter(team -> team.revision() != null)
        .map(own -> Answer.revised(own, own.revision())).orElseGet(() -> live(found, "team " + id(request))));
  }

  private Future<Answer> explain(Request request) {
    Optional<Instant> asOf;
    try {
      asOf = request.maybeText("asOf").map(Instant::parse);
    } catch (DateTimeParseException e) {
      return Future.succeededFuture(Answer.malformed("asOf", "must be a time such as 2026-06-07T15:00:00Z"));
    }
    return game.explanation(id(request), request.text("raceId"), request.maybeNumber("version").map(Math::toIntExact), asOf)
        .map(found -> live(found, "such score of team " + id(request) + " in " + request.text("raceId")));
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

  private static long id(Request request) {
    return request.number("teamId");
  }
}

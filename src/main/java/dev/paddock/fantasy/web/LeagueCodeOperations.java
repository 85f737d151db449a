package dev.paddock.fantasy.web;

import dev.paddock.fantasy.rules.Ruling;
import dev.paddock.fantasy.store.LeagueCodes;
import dev.paddock.fantasy.store.LeagueCodes.Code;
import dev.paddock.fantasy.store.LeagueCodes.Terms;
import dev.paddock.fantasy.store.Leagues;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The contract's operations on the codes of a league. */
public final class LeagueCodeOperations {
  private final Leagues leagues;
  private final LeagueSight sight;
  private final LeagueCodes codes;
  private final InstantSource clock;

  public LeagueCodeOperations(Leagues leagues, LeagueCodes codes, InstantSource clock) {
    this.leagues = leagues;
    this.sight = new LeagueSight(leagues);
    this.codes = codes;
    this.clock = clock;
  }

  public List<Operation> list() {
    return List.of(
        new Operation("listLeagueCodes", request -> sight.asOwner(request, seen ->
            leagues.codes(seen.league().id(), clock.instant())
                .map(found -> Answer.personal(Map.of("codes", found.stream().map(LeagueView.Code::of).toList()))))),
        new Operation("createLeagueCode", this::create),
        new Operation("rotateLeagueCode", request -> codes.rotate(user(request), id(request), request.number("codeId"))
            .map(LeagueCodeOperations::made)),
        new Operation("revokeLeagueCode", request -> codes.revoke(user(request), id(request), request.number("codeId"))
            .map(ruling -> LeagueRefusals.answer(ruling, gone -> Answer.nothing()))));
  }

  private Future<Answer> create(Request request) {
    var body = request.json();
    var expires = Optional.ofNullable(body.getString("expiresAt")).map(LeagueCodeOperations::instant);
    if (expires.isPresent() && expires.get().filter(clock.instant()::isBefore).isEmpty()) {
      return Future.succeededFuture(Answer.invalid("/expiresAt", "Expected a time to come, such as 2026-12-01T12:00:00Z."));
    }
    return codes.create(user(request), id(request), new Terms(expires.flatMap(at -> at), Optional.ofNullable(body.getInteger("maxUses"))))
        .map(LeagueCodeOperations::made);
  }

  private static Answer made(Ruling<Code> ruling) {
    return LeagueRefusals.answer(ruling, code -> Answer.created(LeagueView.Code.of(code)));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  private static long user(Request request) {
    return request.caller().user();
  }

  private static long id(Request request) {
    return LeagueOperations.id(request);
  }
}

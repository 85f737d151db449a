package dev.paddock.fantasy.web;

import dev.paddock.fantasy.rules.League;
import dev.paddock.fantasy.rules.Refusal;
import dev.paddock.fantasy.store.Leagues;
import dev.paddock.web.Answer;
import dev.paddock.web.Answer.Caching;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import java.util.function.Function;
import java.util.function.Predicate;

/** Who sees what of a league. One that the asker cannot see does not exist for him. */
record LeagueSight(Leagues leagues) {
  Future<Answer> visible(Request request, Function<Leagues.Seen, Future<Answer>> then) {
    return leagues.league(LeagueOperations.id(request), LeagueOperations.user(request)).compose(found -> found.filter(Leagues.Seen::visible)
        .map(then).orElseGet(() -> Future.succeededFuture(LeagueRefusals.of(Refusal.NO_LEAGUE))));
  }

  Future<Answer> asMember(Request request, Function<Leagues.Seen, Future<Answer>> then) {
    return only(Leagues.Seen::isIn, Refusal.NOT_MEMBER, request, then);
  }

  Future<Answer> asOwner(Request request, Function<Leagues.Seen, Future<Answer>> then) {
    return only(seen -> seen.league().owner() == request.caller().user(), Refusal.NOT_OWNER, request, then);
  }

  private Future<Answer> only(Predicate<Leagues.Seen> who, Refusal otherwise, Request request,
      Function<Leagues.Seen, Future<Answer>> then) {
    return visible(request, seen -> who.test(seen) ? then.apply(seen) : Future.succeededFuture(LeagueRefusals.of(otherwise)));
  }

  /** What only some may see is kept by nobody. */
  static Caching caching(League league) {
    return league.open() ? Caching.LIVE : Caching.PERSONAL;
  }

  static Answer answer(League league, Object body) {
    return new Answer.Json(body, caching(league));
  }
}

package dev.paddock.fantasy.web;

import dev.paddock.bus.Bus;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.contract.Fantasy.LeagueChanged;
import dev.paddock.fantasy.rules.InviteCode;
import dev.paddock.fantasy.rules.League;
import dev.paddock.fantasy.rules.Refusal;
import dev.paddock.fantasy.rules.Ruling;
import dev.paddock.fantasy.store.LeagueDoor;
import dev.paddock.fantasy.store.LeagueMembers;
import dev.paddock.fantasy.store.Leagues;
import dev.paddock.web.Answer;
import dev.paddock.web.Answer.Caching;
import dev.paddock.web.Operation;
import dev.paddock.web.Request;
import dev.paddock.web.Seal;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The contract's operations on who is in a league: coming, asking, deciding, going, and to whom it belongs. */
public final class LeagueDoorOperations {
  private static final String MEMBERS = "league-members";
  private static final String REQUESTS = "league-requests";

  private final Bus bus;
  private final Leagues leagues;
  private final LeagueSight sight;
  private final LeagueDoor door;
  private final LeagueMembers members;
  private final Seal seal;
  private final InstantSource clock;

  public LeagueDoorOperations(Bus bus, Leagues leagues, LeagueDoor door, LeagueMembers members, Seal seal, InstantSource clock) {
    this.bus = bus;
    this.leagues = leagues;
    this.sight = new LeagueSight(leagues);
    this.door = door;
    this.members = members;
    this.seal = seal;
    this.clock = clock;
  }

  public List<Operation> list() {
    return List.of(
        new Operation("joinLeague", this::join),
        new Operation("getInvitation", this::invitation),
        new Operation("enterLeague", request -> door.byName(user(request), request.json().getLong("teamId"), id(request))
            .map(this::entered)),
        new Operation("listLeagueMembers", this::members),
        new Operation("removeLeagueMember", request ->
            members.go(user(request), id(request), request.number("teamId"), request.maybeText("reason").orElse("").strip())
                .map(ruling -> LeagueRefusals.answer(ruling, left -> changed(left, Answer.nothing())))),
        new Operation("listLeagueRequests", this::requests),
        new Operation("decideLeagueRequest", this::decide),
        new Operation("withdrawLeagueRequest", request -> door.withdraw(user(request), id(request), request.number("requestId"))
            .map(ruling -> LeagueRefusals.answer(ruling, gone -> Answer.nothing()))),
        new Operation("handOverLeague", this::handOver));
  }

  private Future<Answer> join(Request request) {
    var body = request.json();
    return InviteCode.parse(body.getString("code"))
        .map(code -> door.byCode(user(request), body.getLong("teamId"), code).map(this::entered))
        .orElseGet(() -> Future.succeededFuture(LeagueRefusals.of(Refusal.NO_CODE)));
  }

  private Answer entered(Ruling<LeagueDoor.Entry> ruling) {
    return LeagueRefusals.answer(ruling, entry -> switch (entry) {
      case LeagueDoor.Entry.CameIn(var league) ->
          changed(league, Answer.created(new LeagueView.Entry("joined", league.id(), league.name(), null)));
      case LeagueDoor.Entry.Asked(var league, var asked) ->
          Answer.accepted(new LeagueView.Entry("pending", league.id(), league.name(), asked));
    });
  }

  private Answer changed(League league, Answer answer) {
    bus.tell(Fantasy.LEAGUE_CHANGED, new LeagueChanged(league.id(), league.members(), league.open()));
    return answer;
  }

  private Future<Answer> invitation(Request request) {
    var code = InviteCode.parse(request.text("code"));
    return code.map(typed -> leagues.behind(typed, user(request), clock.instant()))
        .orElseGet(() -> Future.succeededFuture(Optional.empty()))
        .map(found -> found.map(seen -> Answer.personal(LeagueView.League.of(seen, user(request))))
            .orElseGet(() -> LeagueRefusals.of(Refusal.NO_CODE)));
  }

  private Future<Answer> members(Request request) {
    int limit = request.count("limit");
    return sight.asMember(request, seen -> after(request, MEMBERS, after -> leagues.members(id(request), after, limit)
        .map(found -> Answer.personal(new LeagueView.Members(
            found.stream().map(member -> LeagueView.Member.of(member, seen.league().owner())).toList(),
            found.size() < limit ? null : cursor(request, MEMBERS, found.getLast().came()))))));
  }

  private Future<Answer> requests(Request request) {
    int limit = request.count("limit");
    return sight.asOwner(request, seen -> after(request, REQUESTS, after -> leagues.requests(id(request), after, limit)
        .map(found -> Answer.personal(new LeagueView.Requests(found.stream().map(LeagueView.Request::of).toList(),
            found.size() < limit ? null : cursor(request, REQUESTS, found.getLast().id()))))));
  }

  private Future<Answer> decide(Request request) {
    var body = request.json();
    return door.decide(user(request), id(request), request.number("requestId"), body.getString("decision").equals("accept"),
        body.getString("reason", "").strip()).map(ruling -> LeagueRefusals.answer(ruling, league -> changed(league, Answer.nothing())));
  }

  private Future<Answer> handOver(Request request) {
    return members.handOver(user(request), id(request), request.json().getLong("userId"), request.revision())
        .compose(ruling -> switch (ruling) {
          case Ruling.Refused<League>(var why) -> Future.succeededFuture(LeagueRefusals.of(why));
          case Ruling.Done<League>(var league) -> leagues.league(league.id(), user(request)).map(seen ->
              new Answer.Revised(LeagueView.League.of(seen.orElseThrow(), user(request)), league.revision(), Caching.PERSONAL));
        });
  }

  /** What comes after the page before; a cursor belongs to its league. */
  private Future<Answer> after(Request request, String purpose, Function<Long, Future<Answer>> then) {
    var cursor = request.maybeText("cursor");
    if (cursor.isEmpty()) return then.apply(0L);
    return seal.open(purpose + ":" + id(request), cursor.get()).map(last -> then.apply(Long.parseLong(last)))
        .orElseGet(() -> Future.succeededFuture(Answer.malformed("cursor", "That is no cursor of this list.")));
  }

  private String cursor(Request request, String purpose, long last) {
    return seal.close(purpose + ":" + id(request), Long.toString(last));
  }

  private static long user(Request request) {
    return LeagueOperations.user(request);
  }

  private static long id(Request request) {
    return LeagueOperations.id(request);
  }
}

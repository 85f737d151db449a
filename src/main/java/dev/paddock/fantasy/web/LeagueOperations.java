package dev.paddock.fantasy.web;

import dev.paddock.bus.Bus;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.contract.Fantasy.LeagueChanged;
import dev.paddock.fantasy.rules.Charter;
import dev.paddock.fantasy.rules.League;
import dev.paddock.fantasy.rules.LeagueName;
import dev.paddock.fantasy.rules.Refusal;
import dev.paddock.fantasy.rules.Ruling;
import dev.paddock.fantasy.store.LeagueFounding;
import dev.paddock.fantasy.store.Leagues;
import dev.paddock.fantasy.store.Leagues.Search;
import dev.paddock.web.Answer;
import dev.paddock.web.Answer.Caching;
import dev.paddock.web.Caller;
import dev.paddock.web.Operation;
import dev.paddock.web.Request;
import dev.paddock.web.Seal;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The contract's operations on leagues themselves. */
public final class LeagueOperations {
  private static final String CURSOR = "leagues";

  /** Whether a user has shown that his e-mail address is his. */
  @FunctionalInterface
  public interface Verified {
    Future<Boolean> verified(long user);
  }

  private final Bus bus;
  private final Leagues leagues;
  private final LeagueFounding founding;
  private final Verified contact;
  private final Seal seal;
  private final InstantSource clock;

  public LeagueOperations(Bus bus, Leagues leagues, LeagueFounding founding, Verified contact, Seal seal, InstantSource clock) {
    this.bus = bus;
    this.leagues = leagues;
    this.founding = founding;
    this.contact = contact;
    this.seal = seal;
    this.clock = clock;
  }

  public List<Operation> list() {
    return List.of(
        new Operation("listLeagues", this::search),
        new Operation("createLeague", this::create),
        new Operation("getLeague", this::get),
        new Operation("changeLeague", this::change),
        new Operation("deleteLeague", this::delete),
        new Operation("renewLeague", request -> founding.renew(request.caller().user(), id(request), request.json().getLong("teamId"))
            .compose(ruling -> founded(ruling, request))));
  }

  private Future<Answer> search(Request request) {
    int limit = request.count("limit");
    var after = request.maybeText("cursor").map(cursor -> seal.open(CURSOR, cursor).flatMap(After::parse));
    if (after.isPresent() && after.get().isEmpty()) return Future.succeededFuture(Answer.malformed("cursor", "That is no cursor of ours."));
    var from = after.flatMap(last -> last).orElse(After.NONE);
    int season = request.maybeNumber("season").map(Math::toIntExact).orElseGet(() -> clock.instant().atOffset(ZoneOffset.UTC).getYear());
    var search = new Search(season, request.maybeText("ruleSet"), request.maybeText("query").orElse("").strip(), from.name, from.id);
    return leagues.search(user(request), search, limit)
        .map(found -> Answer.live(new LeagueView.Page(found.stream().map(seen -> LeagueView.League.of(seen, user(request))).toList(),
            found.size() < limit ? null : seal.close(CURSOR, After.of(found.getLast()).text()))));
  }

  /** The last league of a page. */
  private record After(long id, String name) {
    static final After NONE = new After(0, "");

    static After of(Leagues.Seen last) {
      return new After(last.league().id(), last.league().name());
    }

    static Optional<After> parse(String text) {
      int colon = text.indexOf(':');
      return Optional.of(new After(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1)));
    }

    String text() {
      return id + ":" + name;
    }
  }

  private Future<Answer> create(Request request) {
    var body = request.json();
    var name = LeagueName.of(body.getString("name"));
    if (name.isEmpty()) return Future.succeededFuture(badName());
    var charter = new Charter(name.get(), body.getString("visibility").equals("public"), body.getBoolean("approval", false),
        body.getInteger("sizeCap", 1000), body.getInteger("startRound", 1));
    return contact.verified(request.caller().user()).compose(verified -> !verified
        ? Future.succeededFuture(LeagueRefusals.of(Refusal.NOT_VERIFIED))
        : founding.found(request.caller().user(), body.getLong("teamId"), charter, Optional.ofNullable(body.getString("ruleSet")))
            .compose(ruling -> founded(ruling, request)));
  }

  private Future<Answer> founded(Ruling<LeagueFounding.Founded> ruling, Request request) {
    return switch (ruling) {
      case Ruling.Refused<LeagueFounding.Founded>(var why) -> Future.succeededFuture(LeagueRefusals.of(why));
      case Ruling.Done<LeagueFounding.Founded>(var made) -> seen(made.league().id(), request)
          .map(seen -> new Answer.Made(201, new LeagueView.Founded(LeagueView.League.of(seen.orElseThrow(), user(request)),
              LeagueView.Code.of(made.code())), Optional.of("/api/v1/leagues/" + made.league().id())));
    };
  }

  private Future<Answer> get(Request request) {
    return seen(id(request), request).map(found -> found.filter(Leagues.Seen::visible).map(seen -> answer(seen, request))
        .orElseGet(() -> LeagueRefusals.of(Refusal.NO_LEAGUE)));
  }

  private Future<Answer> change(Request request) {
    var body = request.json();
    var name = Optional.ofNullable(body.getString("name")).map(LeagueName::of);
    if (name.isPresent() && name.get().isEmpty()) return Future.succeededFuture(badName());
    return founding.change(user(request), id(request), request.revision(), was -> new Charter(name.flatMap(good -> good).orElse(was.name()),
            Optional.ofNullable(body.getString("visibility")).map("public"::equals).orElse(was.open()),
            body.getBoolean("approval", was.approval()), body.getInteger("sizeCap", was.cap()),
            body.getInteger("startRound", was.startRound())))
        .compose(ruling -> switch (ruling) {
          case Ruling.Refused<?>(var why) -> Future.succeededFuture(LeagueRefusals.of(why));
          case Ruling.Done<?> changed -> seen(id(request), request).map(Optional::orElseThrow).map(seen -> {
            tell(seen.league());
            return answer(seen, request);
          });
        });
  }

  /** Who listens to it is shut out. */
  private Future<Answer> delete(Request request) {
    return founding.delete(request.caller().user(), id(request), request.revision()).map(ruling -> LeagueRefusals.answer(ruling, gone -> {
      bus.tell(Fantasy.LEAGUE_CHANGED, new LeagueChanged(id(request), 0, false));
      return Answer.nothing();
    }));
  }

  /** Who listens to it may have been let in or shut out. */
  private void tell(League league) {
    bus.tell(Fantasy.LEAGUE_CHANGED, new LeagueChanged(league.id(), league.members(), league.open()));
  }

  private static Answer answer(Leagues.Seen seen, Request request) {
    return new Answer.Revised(LeagueView.League.of(seen, user(request)), seen.league().revision(), Caching.PERSONAL);
  }

  private Future<Optional<Leagues.Seen>> seen(long league, Request request) {
    return leagues.league(league, user(request));
  }

  /** 0: nobody that is known. */
  static long user(Request request) {
    return request.asking().map(Caller::user).orElse(0L);
  }

  static long id(Request request) {
    return request.number("leagueId");
  }

  private static Answer badName() {
    return Answer.invalid("/name", "A league's name has 3 to 60 characters that can be seen.");
  }
}

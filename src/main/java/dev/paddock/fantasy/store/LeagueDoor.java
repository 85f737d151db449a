package dev.paddock.fantasy.store;

import static dev.paddock.fantasy.store.LeagueActs.no;

import dev.paddock.fantasy.rules.Admission;
import dev.paddock.fantasy.rules.Admission.Applicant;
import dev.paddock.fantasy.rules.Admission.Door;
import dev.paddock.fantasy.rules.Admission.Past;
import dev.paddock.fantasy.rules.Admission.Verdict;
import dev.paddock.fantasy.rules.InviteCode;
import dev.paddock.fantasy.rules.League;
import dev.paddock.fantasy.rules.Refusal;
import dev.paddock.fantasy.rules.Ruling;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;

/** Where teams come into leagues: with a code, at a public league's open door, or by its owner's leave. */
public final class LeagueDoor {
  private static final String CODE = """
      select id, league_id from league_code
       where code = $1::text and revoked_at is null and (expires_at is null or expires_at > $2::timestamptz)
         and (max_uses is null or uses < max_uses)""";
  // Asked again under the lock of its league: of those who come with the last use of a code, one comes in.
  private static final String USE = CODE.replaceFirst("select id, league_id from league_code", "update league_code set uses = uses + 1");
  private static final String APPLICANT = """
      select t.season, t.rule_set, t.name,
             (select count(*)::int from league_member m join league l on l.id = m.league_id
               where m.team_id = t.id and m.went is null and l.deleted_at is null) as joined,
             exists (select 1 from league_member m where m.league_id = $3::bigint and m.team_id = t.id and m.went is null) as is_in,
             exists (select 1 from league_request r where r.league_id = $3::bigint and r.team_id = t.id and r.decided_at is null) as asked,
             exists (select 1 from league_request r where r.league_id = $3::bigint and r.team_id = t.id
                        and r.outcome = 'rejected' and r.decided_at > $4::timestamptz) as rejected,
             (select m.removed from league_member m where m.league_id = $3::bigint and m.user_id = $2::bigint and m.went is not null
               order by m.came desc limit 1) as removed
        from team t where t.id = $1::bigint and t.player_id = $2::bigint and t.deleted_at is null for share of t""";
  private static final String INVITED = """
      select 1 from league_member m where m.league_id = $1::bigint and m.user_id = $2::bigint and m.went is null""";
  private static final String ASK = """
      insert into league_request (league_id, user_id, team_id, asked_at)
      values ($1::bigint, $2::bigint, $3::bigint, $4::timestamptz) returning id""";
  private static final String OPEN_REQUEST = """
      select r.id, r.team_id, r.user_id, t.name from league_request r join team t on t.id = r.team_id
       where r.id = $1::bigint and r.league_id = $2::bigint and r.decided_at is null""";
  private static final String DECIDE = """
      update league_request set decided_at = $2::timestamptz, outcome = $3::text where id = $1::bigint""";
  private static final String WITHDRAW = """
      update league_request set decided_at = $4::timestamptz, outcome = 'withdrawn'
       where id = $1::bigint and league_id = $2::bigint and user_id = $3::bigint and decided_at is null""";

  /** What came of knocking. */
  public sealed interface Entry {
    League league();

    record CameIn(League league) implements Entry {}

    /** @param request that its owner decides about */
    record Asked(League league, long request) implements Entry {}
  }

  private record Code(long id, long league) {}

  private record Team(Applicant applicant, String name) {}

  private record Request(long id, long team, long user, String name) {}

  private final LeagueActs acts;

  public LeagueDoor(LeagueActs acts) {
    this.acts = acts;
  }

  /** With a code. Unknown, expired, taken back and used up are the same: no code. */
  public Future<Ruling<Entry>> byCode(long user, long team, InviteCode code) {
    return acts.act(act -> usable(act, code).compose(found -> found.isEmpty() ? no(Refusal.NO_CODE)
        : LeagueActs.<Entry>hold(act, found.get().league, league -> enter(act, league, user, team, Door.CODE, Optional.of(code)))
            .map(ruling -> ruling.equals(Ruling.<Entry>refused(Refusal.NO_LEAGUE)) ? Ruling.refused(Refusal.NO_CODE) : ruling)));
  }

  /** Into a public league, or into the one that continues one that the user was in. */
  public Future<Ruling<Entry>> byName(long user, long team, long league) {
    return acts.on(league, (act, found) -> invited(act, found, user).compose(invited -> invited || found.open()
        ? enter(act, found, user, team, invited ? Door.RENEWAL : Door.OPEN, Optional.empty()) : no(Refusal.NO_LEAGUE)));
  }

  private Future<Ruling<Entry>> enter(LeagueAct act, League league, long user, long team, Door door, Optional<InviteCode> code) {
    return team(act, league, user, team).compose(found -> {
      if (found.isEmpty()) return no(Refusal.NO_TEAM);
      return switch (Admission.judge(league, found.get().applicant, door)) {
        case Verdict.Refused(var why) -> no(why);
        case Verdict.Asks() -> used(act, code, () -> ask(act, league, user, team, found.get().name));
        case Verdict.ComesIn() -> used(act, code, () -> comeIn(act, league, user, team, found.get().name));
      };
    });
  }

  private static Future<Ruling<Entry>> used(LeagueAct act, Optional<InviteCode> code, Supplier<Future<Entry>> then) {
    return code.isEmpty() ? then.get().map(Ruling::done) : act.tx().preparedQuery(USE).execute(Tuple.of(code.get().text(), act.now()))
        .compose(used -> used.rowCount() == 0 ? no(Refusal.NO_CODE) : then.get().map(Ruling::done));
  }

  private static Future<Entry> ask(LeagueAct act, League league, long user, long team, String name) {
    return act.tx().preparedQuery(ASK).execute(Tuple.of(league.id(), user, team, act.now()))
        .map(rows -> rows.iterator().next().getLong("id"))
        .compose(id -> act.tell(league, league.owner(), "asked:" + id, name + " asks to join " + league.name(),
            "Accept or reject the request; until then " + name + " is not in.").map(new Entry.Asked(league, id)));
  }

  // Who owns a public league would hear of nothing else.
  private static Future<Entry> comeIn(LeagueAct act, League league, long user, long team, String name) {
    return act.come(league.id(), team, user).compose(grown -> league.open() || user == league.owner()
        ? Future.succeededFuture(new Entry.CameIn(grown))
        : act.tell(league, league.owner(), "joined:" + grown.members(), name + " has joined " + league.name(),
            grown.size() + " of " + grown.cap() + " places are taken.").map(new Entry.CameIn(grown)));
  }

  /** The owner lets a team in, or does not. */
  public Future<Ruling<League>> decide(long owner, long league, long request, boolean accept, String reason) {
    return acts.on(league, (act, found) -> act.asOwner(found, owner, () -> request(act, league, request).compose(open -> {
          if (open.isEmpty()) return no(Refusal.NO_REQUEST);
          if (!accept) return reject(act, found, open.get(), reason).map(Ruling.done(found));
          return found.full() ? no(Refusal.FULL) : accept(act, found, open.get()).map(Ruling::done);
        })));
  }

  private static Future<League> accept(LeagueAct act, League league, Request request) {
    return decided(act, request, "accepted").compose(decided -> act.come(league.id(), request.team, request.user))
        .compose(grown -> act.tell(league, request.user, "accepted:" + request.id, request.name + " is in " + league.name(),
            "Your request was accepted.").compose(told -> noted(act, league, request, "accept", "")).map(grown));
  }

  private static Future<Void> reject(LeagueAct act, League league, Request request, String reason) {
    return decided(act, request, "rejected").compose(decided -> act.tell(league, request.user, "rejected:" + request.id,
            request.name + " cannot join " + league.name(),
            reason.isEmpty() ? "Your request was turned down." : "Your request was turned down: " + reason))
        .compose(told -> noted(act, league, request, "reject", reason));
  }

  private static Future<Void> decided(LeagueAct act, Request request, String outcome) {
    return act.tx().preparedQuery(DECIDE).execute(Tuple.of(request.id, act.now(), outcome)).mapEmpty();
  }

  private static Future<Void> noted(LeagueAct act, League league, Request request, String did, String reason) {
    return act.note(league, league.owner(), did, reason, "{\"user\":%d,\"team\":%d}".formatted(request.user, request.team));
  }

  /** Who asked no longer wants to come in. */
  public Future<Ruling<Void>> withdraw(long user, long league, long request) {
    return acts.act(act -> act.tx().preparedQuery(WITHDRAW).execute(Tuple.of(request, league, user, act.now()))
        .map(gone -> gone.rowCount() == 0 ? Ruling.refused(Refusal.NO_REQUEST) : Ruling.done(null)));
  }

  private static Future<Optional<Code>> usable(LeagueAct act, InviteCode code) {
    return act.tx().preparedQuery(CODE).execute(Tuple.of(code.text(), act.now())).map(rows -> rows.size() == 0 ? Optional.empty()
        : Optional.of(new Code(rows.iterator().next().getLong("id"), rows.iterator().next().getLong("league_id"))));
  }

  private static Future<Boolean> invited(LeagueAct act, League league, long user) {
    return league.continues().isEmpty() ? Future.succeededFuture(false)
        : act.tx().preparedQuery(INVITED).execute(Tuple.of(league.continues().get(), user)).map(rows -> rows.size() > 0);
  }

  private static Future<Optional<Team>> team(LeagueAct act, League league, long user, long team) {
    var since = act.at().minus(Admission.REJECTED_FOR).atOffset(ZoneOffset.UTC);
    return act.tx().preparedQuery(APPLICANT).execute(Tuple.of(team, user, league.id(), since))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(team(rows.iterator().next())));
  }

  private static Team team(Row r) {
    var past = r.getBoolean("is_in") ? Past.IN : r.getBoolean("asked") ? Past.ASKED : r.getBoolean("rejected") ? Past.REJECTED_LATELY
        : Boolean.TRUE.equals(r.getBoolean("removed")) ? Past.REMOVED : Past.NONE;
    return new Team(new Applicant(r.getInteger("season"), r.getString("rule_set"), past, r.getInteger("joined")), r.getString("name"));
  }

  private static Future<Optional<Request>> request(LeagueAct act, long league, long request) {
    return act.tx().preparedQuery(OPEN_REQUEST).execute(Tuple.of(request, league)).map(rows -> rows.size() == 0 ? Optional.empty()
        : Optional.of(rows.iterator().next()).map(r ->
            new Request(r.getLong("id"), r.getLong("team_id"), r.getLong("user_id"), r.getString("name"))));
  }
}

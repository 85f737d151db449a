package dev.paddock.fantasy.store;

import static dev.paddock.fantasy.store.LeagueActs.no;

import dev.paddock.fantasy.rules.InviteCode;
import dev.paddock.fantasy.rules.League;
import dev.paddock.fantasy.rules.Refusal;
import dev.paddock.fantasy.rules.Ruling;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** The codes that open a league's door: its owner's to make, to take back and to replace. */
public final class LeagueCodes {
  /** Codes of a league that work at one time. */
  private static final int AT_MOST = 20;

  private static final String COLUMNS = "c.id, c.code, c.created_at, c.expires_at, c.max_uses, c.uses";
  private static final String LIVE = "revoked_at is null and (expires_at is null or expires_at > $2::timestamptz) "
      + "and (max_uses is null or uses < max_uses)";
  private static final String LIST = "select " + COLUMNS + " from league_code c where league_id = $1::bigint and " + LIVE + " order by id";
  private static final String COUNT = "select count(*)::int as codes from league_code where league_id = $1::bigint and " + LIVE;
  private static final String ADD = """
      insert into league_code as c (league_id, code, created_at, expires_at, max_uses)
      values ($1::bigint, $2::text, $3::timestamptz, $4::timestamptz, $5::int) returning %s""".formatted(COLUMNS);
  private static final String REVOKE = """
      update league_code c set revoked_at = $3::timestamptz
       where league_id = $1::bigint and id = $2::bigint and revoked_at is null returning %s""".formatted(COLUMNS);

  /** @param maxUses empty: as many as there are places */
  public record Code(long id, InviteCode code, Instant createdAt, Optional<Instant> expiresAt, Optional<Integer> maxUses, int uses) {}

  /** How long a code shall open, and how often; empty: until it is taken back, without end. */
  public record Terms(Optional<Instant> expiresAt, Optional<Integer> maxUses) {
    public static final Terms NONE = new Terms(Optional.empty(), Optional.empty());
  }

  private final LeagueActs acts;
  private final RandomGenerator random;

  /** @param random one that cannot be foretold */
  public LeagueCodes(LeagueActs acts, RandomGenerator random) {
    this.acts = acts;
    this.random = random;
  }

  /** Those that work. */
  static Future<List<Code>> list(SqlClient client, long league, Instant now) {
    return client.preparedQuery(LIST).collecting(Collectors.mapping(LeagueCodes::code, Collectors.toUnmodifiableList()))
        .execute(Tuple.of(league, now.atOffset(ZoneOffset.UTC))).map(found -> found.value());
  }

  public Future<Ruling<Code>> create(long owner, long league, Terms terms) {
    return acts.on(league, (act, found) -> act.asOwner(found, owner, () -> act.tx().preparedQuery(COUNT)
        .execute(Tuple.of(league, act.now())).map(rows -> rows.iterator().next().getInteger("codes"))
        .compose(codes -> codes >= AT_MOST ? no(Refusal.TOO_MANY_CODES) : add(act, found, terms).map(Ruling::done))));
  }

  /** From now on nobody comes in with it. */
  public Future<Ruling<Code>> revoke(long owner, long league, long code) {
    return acts.on(league, (act, found) -> act.asOwner(found, owner, () -> revoke(act, found, code)));
  }

  /** Another code in its place, on the same terms; its uses begin anew. */
  public Future<Ruling<Code>> rotate(long owner, long league, long code) {
    return acts.on(league, (act, found) -> act.asOwner(found, owner, () -> revoke(act, found, code).compose(revoked -> switch (revoked) {
          case Ruling.Refused<Code>(var why) -> no(why);
          case Ruling.Done<Code>(var old) -> add(act, found, new Terms(old.expiresAt, old.maxUses)).map(Ruling::done);
        })));
  }

  Future<Code> add(LeagueAct act, League league, Terms terms) {
    return act.tx().preparedQuery(ADD).execute(Tuple.of(league.id(), InviteCode.draw(random).text(), act.now(),
        terms.expiresAt.map(LeagueCodes::utc).orElse(null), terms.maxUses.orElse(null))).map(rows -> code(rows.iterator().next()));
  }

  private static Future<Ruling<Code>> revoke(LeagueAct act, League league, long code) {
    return act.tx().preparedQuery(REVOKE).execute(Tuple.of(league.id(), code, act.now()))
        .map(rows -> rows.size() == 0 ? Ruling.refused(Refusal.NO_CODE) : Ruling.done(code(rows.iterator().next())));
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private static Code code(Row r) {
    return new Code(r.getLong("id"), new InviteCode(r.getString("code")), r.getOffsetDateTime("created_at").toInstant(),
        Optional.ofNullable(r.getOffsetDateTime("expires_at")).map(OffsetDateTime::toInstant),
        Optional.ofNullable(r.getInteger("max_uses")), r.getInteger("uses"));
  }
}

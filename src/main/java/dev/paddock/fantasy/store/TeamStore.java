package dev.paddock.fantasy.store;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Teams as their owners make, name and give them up. One that was given up is nobody's to see; what it scored stays on the boards. */
public final class TeamStore {
  /** A user's, a season. */
  public static final int AT_MOST = 3;

  private static final String TEAM = """
      select t.id, t.name, t.season, t.player_id, p.name as player, t.rule_set, t.revision, t.created_at
        from team t join player p on p.id = t.player_id where t.deleted_at is null""";
  private static final String ONE = TEAM + " and t.id = $1::bigint";
  private static final String OF_USER = TEAM + " and t.player_id = $1::bigint and t.season = $2::int order by t.id";
  // Two of a user's requests are taken one after the other.
  private static final String HOLD = "select id from player where id = $1::bigint for no key update";
  private static final String COUNT =
      "select count(*)::int as teams from team where player_id = $1::bigint and season = $2::int and deleted_at is null";
  private static final String INSERT = """
      insert into team (player_id, season, name, rule_set, created_at)
      values ($1::bigint, $2::int, $3::text, $4::text, $5::timestamptz) returning id""";
  private static final String RENAME = """
      update team set name = $4::text, revision = revision + 1
       where id = $1::bigint and player_id = $2::bigint and revision = $3::bigint and deleted_at is null returning id""";
  private static final String GIVE_UP = """
      update team set deleted_at = $4::timestamptz, revision = revision + 1
       where id = $1::bigint and player_id = $2::bigint and revision = $3::bigint and deleted_at is null returning season""";
  private static final String WITHDRAW = """
      delete from lineup h where h.team_id = $1::bigint and not exists (
        select from round_lock l where l.season = h.season and l.round = h.round and not l.cancelled and l.lock_at <= $2::timestamptz)""";
  // What has locked would hold on.
  private static final String FIELD_NOBODY = """
      insert into lineup (team_id, season, round, drivers, captain, vice, saved_at)
      select h.team_id, h.season, max(l.round) + 1, '{}', '', '', $2::timestamptz
        from lineup h join round_lock l on l.season = h.season and not l.cancelled and l.lock_at <= $2::timestamptz
       where h.team_id = $1::bigint group by h.team_id, h.season""";

  public record Team(long id, String name, int season, long owner, String player, String ruleSet, long revision,
      Optional<Instant> createdAt) {}

  public sealed interface Made {
    record Done(Team team) implements Made {}

    /** He has as many as he may have. */
    record TooMany() implements Made {}

    /** Another of his is called so. */
    record NameTaken() implements Made {}
  }

  public sealed interface Edited {
    record Done(Team team) implements Edited {}

    record NameTaken() implements Edited {}

    record Stale() implements Edited {}

    /** None of his. */
    record NoSuchTeam() implements Edited {}

    /** A league that he owns would have no team of his any more. */
    record OwnsLeague() implements Edited {}
  }

  private final Pool pool;

  public TeamStore(Pool pool) {
    this.pool = pool;
  }

  public Future<Optional<Team>> team(long id) {
    return team(pool, id);
  }

  /** A user's teams of a season, the oldest first. */
  public Future<List<Team>> of(long user, int season) {
    return pool.preparedQuery(OF_USER).collecting(Collectors.mapping(TeamStore::team, Collectors.toUnmodifiableList()))
        .execute(Tuple.of(user, season)).map(found -> found.value());
  }

  public Future<Made> make(long user, int season, String name, String ruleSet, Instant now) {
    return pool.withTransaction(tx -> tx.preparedQuery(HOLD).execute(Tuple.of(user))
        .compose(held -> tx.preparedQuery(COUNT).execute(Tuple.of(user, season)))
        .compose(rows -> rows.iterator().next().getInteger("teams") >= AT_MOST ? Future.succeededFuture((Made) new Made.TooMany())
            : tx.preparedQuery(INSERT).execute(Tuple.of(user, season, name, ruleSet, now.atOffset(ZoneOffset.UTC)))
                .compose(made -> team(tx, made.iterator().next().getLong("id"))).map(team -> new Made.Done(team.orElseThrow()))))
        .recover(failure -> taken(failure) ? Future.succeededFuture(new Made.NameTaken()) : Future.failedFuture(failure));
  }

  /** @param revision that he edited */
  public Future<Edited> rename(long id, long user, long revision, String name) {
    return pool.withTransaction(tx -> tx.preparedQuery(RENAME).execute(Tuple.of(id, user, revision, name))
        .compose(rows -> rows.size() == 0 ? refused(tx, id, user)
            : team(tx, id).map(team -> (Edited) new Edited.Done(team.orElseThrow()))))
        .recover(failure -> taken(failure) ? Future.succeededFuture(new Edited.NameTaken()) : Future.failedFuture(failure));
  }

  /** It leaves its leagues, and from the next round to lock on it fields nobody. @param revision that he read */
  public Future<Edited> giveUp(long id, long user, long revision, Instant now) {
    return pool.withTransaction(tx -> team(tx, id).compose(team -> LeagueLeaving.strands(tx, id, user)
        .compose(strands -> strands ? Future.succeededFuture(new Edited.OwnsLeague()) : giveUp(tx, id, user, revision, now)
            .compose(gone -> gone ? Future.succeededFuture(new Edited.Done(team.orElseThrow())) : refused(tx, id, user)))));
  }

  private static Future<Boolean> giveUp(SqlConnection tx, long id, long user, long revision, Instant now) {
    var at = now.atOffset(ZoneOffset.UTC);
    return tx.preparedQuery(GIVE_UP).execute(Tuple.of(id, user, revision, at)).compose(rows -> rows.size() == 0
        ? Future.succeededFuture(false)
        : LeagueLeaving.leave(tx, id, now)
            .compose(left -> tx.preparedQuery(WITHDRAW).execute(Tuple.of(id, at)))
            .compose(v -> tx.preparedQuery(FIELD_NOBODY).execute(Tuple.of(id, at))).map(true));
  }

  private static Future<Edited> refused(SqlConnection tx, long id, long user) {
    return team(tx, id).map(team -> team.filter(found -> found.owner() == user).isPresent() ? new Edited.Stale() : new Edited.NoSuchTeam());
  }

  private static Future<Optional<Team>> team(SqlClient in, long id) {
    return in.preparedQuery(ONE).execute(Tuple.of(id))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(team(rows.iterator().next())));
  }

  private static boolean taken(Throwable failure) {
    return failure instanceof PgException refused && "23505".equals(refused.getSqlState());
  }

  private static Team team(Row r) {
    return new Team(r.getLong("id"), r.getString("name"), r.getInteger("season"), r.getLong("player_id"), r.getString("player"),
        r.getString("rule_set"), r.getLong("revision"), Optional.ofNullable(r.getOffsetDateTime("created_at")).map(at -> at.toInstant()));
  }
}

package dev.paddock.account.store;

import dev.paddock.account.rules.RefreshToken;
import dev.paddock.account.rules.Role;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Log-ins and their refresh tokens. */
public final class SessionStore {
  private static final String BEGIN = """
      insert into account_session (id, user_id, begun_at, used_at, expires_at, client, address)
      values ($1::uuid, $2::bigint, $3::timestamptz, $3::timestamptz, $4::timestamptz, $5::text, $6::text)""";
  private static final String ISSUE = """
      insert into refresh_token (id, session_id, hash, issued_at, expires_at)
      values ($1::uuid, $2::uuid, $3::bytea, $4::timestamptz, $5::timestamptz)""";
  private static final String LOCK = """
      select t.session_id, t.hash, t.expires_at, t.used_at, t.used_by, t.successor,
             s.user_id, s.expires_at as session_expires_at, s.ended_at
        from refresh_token t join account_session s on s.id = t.session_id
       where t.id = $1::uuid for update""";
  private static final String USE = """
      update refresh_token set used_at = $2::timestamptz, used_by = $3::text, successor = $4::uuid where id = $1::uuid""";
  private static final String SEEN = """
      update account_session set used_at = $2::timestamptz, address = $3::text where id = $1::uuid""";
  private static final String LIVE = """
      select s.user_id, a.role from account_session s join account a using (user_id)
       where s.id = $1::uuid and s.ended_at is null and s.expires_at > $2::timestamptz and a.forgotten_at is null""";
  private static final String LIST = """
      select id, begun_at, used_at, expires_at, client, address from account_session
       where user_id = $1::bigint and ended_at is null and expires_at > $2::timestamptz
       order by used_at desc, id limit $3::int""";
  private static final String END = """
      update account_session set ended_at = $3::timestamptz, ended_why = $4::text
       where id = $1::uuid and user_id = $2::bigint and ended_at is null and expires_at > $3::timestamptz returning id""";
  private static final String END_ALL = """
      update account_session set ended_at = $2::timestamptz, ended_why = $3::text
       where user_id = $1::bigint and ended_at is null and id is distinct from $4::uuid returning id""";
  private static final String DROP = """
      with tokens as (delete from refresh_token where expires_at < $1::timestamptz returning id),
           sessions as (delete from account_session
                         where coalesce(ended_at, expires_at) < $1::timestamptz - interval '30 days' returning id)
      select (select count(*) from tokens) as tokens, (select count(*) from sessions) as sessions""";

  /** More log-ins than somebody has devices. */
  private static final int AT_MOST = 200;

  private final SqlClient client;

  public SessionStore(SqlClient client) {
    this.client = client;
  }

  /** @param client what it called itself, at most 200 characters */
  public record Session(UUID id, Instant begunAt, Instant usedAt, Instant expiresAt, String client, String address) {}

  /** A log-in that goes on. */
  public record Live(long user, Role role) {}

  /**
   * A refresh token as it is kept.
   *
   * @param used      empty: it may be used
   * @param successor of one that was used
   */
  public record Kept(UUID session, long user, byte[] hash, Instant expiresAt, Instant sessionExpiresAt, boolean sessionEnded,
                     Optional<RefreshToken.Used> used, Optional<UUID> successor) {}

  public Future<Void> begin(SqlConnection tx, long user, Session session) {
    return tx.preparedQuery(BEGIN).execute(Tuple.of(session.id, user, utc(session.begunAt), utc(session.expiresAt), session.client,
        session.address)).mapEmpty();
  }

  public Future<Void> issue(SqlConnection tx, UUID session, RefreshToken token, Instant at, Instant expiresAt) {
    return tx.preparedQuery(ISSUE).execute(Tuple.of(token.id(), session, Buffer.buffer(token.secret().hash()), utc(at), utc(expiresAt)))
        .mapEmpty();
  }

  /** The token of that id, which nobody else can use until the transaction ends. */
  public Future<Optional<Kept>> lock(SqlConnection tx, UUID token) {
    return tx.preparedQuery(LOCK).execute(Tuple.of(token))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(kept(rows.iterator().next())));
  }

  public Future<Void> use(SqlConnection tx, UUID token, RefreshToken.Used used, UUID successor) {
    return tx.preparedQuery(USE).execute(Tuple.of(token, utc(used.at()), used.client(), successor)).mapEmpty();
  }

  public Future<Void> seen(SqlConnection tx, UUID session, Instant at, String address) {
    return tx.preparedQuery(SEEN).execute(Tuple.of(session, utc(at), address)).mapEmpty();
  }

  /** Empty: it has ended, or was never there. */
  public Future<Optional<Live>> live(UUID session, Instant now) {
    return client.preparedQuery(LIVE).execute(Tuple.of(session, utc(now))).map(rows -> StreamSupport.stream(rows.spliterator(), false)
        .map(row -> new Live(row.getLong("user_id"), Role.of(row.getString("role")))).findFirst());
  }

  /** Those that go on, the last used first. */
  public Future<List<Session>> list(long user, Instant now) {
    return client.preparedQuery(LIST).collecting(Collectors.mapping(SessionStore::session, Collectors.toUnmodifiableList()))
        .execute(Tuple.of(user, utc(now), AT_MOST)).map(found -> found.value());
  }

  /** False: there is no such log-in of that user, or not any more. */
  public Future<Boolean> end(SqlConnection tx, UUID session, long user, Instant at, String why) {
    return tx.preparedQuery(END).execute(Tuple.of(session, user, utc(at), why)).map(rows -> rows.size() > 0);
  }

  /** All of a user's log-ins, but one if it is named; those that ended. */
  public Future<List<UUID>> endAll(SqlConnection tx, long user, Instant at, String why, Optional<UUID> but) {
    return tx.preparedQuery(END_ALL).execute(Tuple.of(user, utc(at), why, but.orElse(null)))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(row -> row.getUUID("id")).toList());
  }

  /** Tokens that have expired, and log-ins that ended a month ago. */
  public Future<String> drop(SqlConnection tx, Instant now) {
    return tx.preparedQuery(DROP).execute(Tuple.of(utc(now))).map(rows -> rows.iterator().next())
        .map(row -> row.getLong("tokens") + " refresh tokens and " + row.getLong("sessions") + " log-ins dropped");
  }

  private static Session session(Row r) {
    return new Session(r.getUUID("id"), at(r, "begun_at"), at(r, "used_at"), at(r, "expires_at"),
        r.getString("client"), r.getString("address"));
  }

  private static Kept kept(Row r) {
    var used = Optional.ofNullable(r.getOffsetDateTime("used_at")).map(at -> new RefreshToken.Used(at.toInstant(), r.getString("used_by")));
    return new Kept(r.getUUID("session_id"), r.getLong("user_id"), r.getBuffer("hash").getBytes(), at(r, "expires_at"),
        at(r, "session_expires_at"), r.getOffsetDateTime("ended_at") != null, used, Optional.ofNullable(r.getUUID("successor")));
  }

  private static Instant at(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}

package dev.paddock.notify.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** Tickets to one's own address, on every node: good once, and for a minute. Only their hashes are kept. */
public final class PushTickets {
  private static final String ISSUE = """
      insert into push_ticket (hash, user_id, session_id, expires_at) values ($1::bytea, $2::bigint, $3::uuid, $4::timestamptz)""";
  private static final String STANDS = """
      select 1 from account_session where id = %s and ended_at is null and expires_at > %s::timestamptz""";
  private static final String TEAR = """
      update push_ticket t set used_at = $3::timestamptz
       where t.hash = $1::bytea and t.user_id = $2::bigint and t.used_at is null and t.expires_at > $3::timestamptz and exists (%s)
      returning t.session_id""".formatted(STANDS.formatted("t.session_id", "$3"));
  private static final String SESSION = STANDS.formatted("$1::uuid", "$2");
  private static final String FORGET = "delete from push_ticket where expires_at < $1::timestamptz";

  private final SqlClient client;

  public PushTickets(SqlClient client) {
    this.client = client;
  }

  public Future<Void> issue(String ticket, long user, UUID session, Instant expires) {
    return client.preparedQuery(ISSUE).execute(Tuple.of(hash(ticket), user, session, utc(expires))).mapEmpty();
  }

  /** Uses it up. Answers the log-in that it was given to; empty: no ticket of that user, used, expired, or the log-in has ended. */
  public Future<Optional<UUID>> tear(String ticket, long user, Instant at) {
    return client.preparedQuery(TEAR).execute(Tuple.of(hash(ticket), user, utc(at)))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next().getUUID("session_id")));
  }

  /** Whether a log-in has not ended. */
  public Future<Boolean> stands(UUID session, Instant at) {
    return client.preparedQuery(SESSION).execute(Tuple.of(session, utc(at))).map(rows -> rows.size() > 0);
  }

  /** Those that expired before that instant. Answers how many. */
  public static Future<Integer> forget(SqlConnection tx, Instant before) {
    return tx.preparedQuery(FORGET).execute(Tuple.of(utc(before))).map(gone -> gone.rowCount());
  }

  private static Buffer hash(String ticket) {
    try {
      return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(ticket.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}

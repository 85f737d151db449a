package dev.paddock.notify.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
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
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Tickets to what is one's own to hear, on every node: good once, and for a minute. Only their hashes are kept. */
public final class PushTickets {
  private static final String ISSUE = """
      insert into push_ticket (hash, user_id, session_id, expires_at) values ($1::bytea, $2::bigint, $3::uuid, $4::timestamptz)""";
  private static final String STANDS = "s.ended_at is null and s.expires_at > $2::timestamptz";
  private static final String TEAR = """
      update push_ticket t set used_at = $2::timestamptz
       where t.hash = $1::bytea and t.used_at is null and t.expires_at > $2::timestamptz
         and exists (select 1 from account_session s where s.id = t.session_id and %s)
      returning t.user_id, t.session_id""".formatted(STANDS);
  private static final String STANDING = "select s.id from account_session s where s.id = any($1::uuid[]) and " + STANDS;
  private static final String FORGET = "delete from push_ticket where expires_at < $1::timestamptz";

  private final SqlClient client;

  public PushTickets(SqlClient client) {
    this.client = client;
  }

  public Future<Void> issue(String ticket, long user, UUID session, Instant expires) {
    return client.preparedQuery(ISSUE).execute(Tuple.of(hash(ticket), user, session, utc(expires))).mapEmpty();
  }

  /** Whose a ticket was. @param session the log-in that it was given to */
  public record Torn(long user, UUID session) {}

  /** Uses it up. Empty: there is none, it is used or expired, or the log-in that it was given to has ended. */
  public Future<Optional<Torn>> tear(String ticket, Instant at) {
    return client.preparedQuery(TEAR).execute(Tuple.of(hash(ticket), utc(at))).map(rows -> rows.size() == 0 ? Optional.empty()
        : Optional.of(rows.iterator().next()).map(row -> new Torn(row.getLong("user_id"), row.getUUID("session_id"))));
  }

  /** Those log-ins that have not ended. */
  public Future<Set<UUID>> standing(Set<UUID> sessions, Instant at) {
    return client.preparedQuery(STANDING).collecting(Collectors.mapping((Row row) -> row.getUUID("id"), Collectors.toUnmodifiableSet()))
        .execute(Tuple.of(sessions.toArray(UUID[]::new), utc(at))).map(found -> found.value());
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

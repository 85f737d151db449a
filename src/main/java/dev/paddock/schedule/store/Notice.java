package dev.paddock.schedule.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What nodes tell each other of a plan, by {@code NOTIFY}: a hint only, the next heartbeat stands behind it.
 *
 * @param subject whose plan changed; "" when nobody can hold it yet
 * @param epoch   claims of it under a lower one are void
 * @param dueAt   when it is due now; empty: not at all
 */
public record Notice(String subject, long epoch, Optional<Instant> dueAt) {
  public static final String CHANNEL = "paddock_work";

  /** Empty for a payload that says no more than "look". */
  public static Optional<Notice> parse(String payload) {
    var parts = payload.split(" ", 3);
    if (parts.length < 3) return Optional.empty();
    return Optional.of(new Notice(parts[2], Long.parseLong(parts[0]),
        parts[1].equals("-") ? Optional.empty() : Optional.of(Instant.parse(parts[1]))));
  }

  private String payload() {
    return epoch + " " + dueAt.map(Instant::toString).orElse("-") + " " + subject;
  }

  /** Sends them when the transaction commits. */
  static Future<Void> send(SqlClient tx, List<Notice> notices) {
    if (notices.isEmpty()) return Future.succeededFuture();
    return tx.preparedQuery("select pg_notify($1, payload) from unnest($2::text[]) as payload")
        .execute(Tuple.of(CHANNEL, (Object) notices.stream().map(Notice::payload).toArray(String[]::new))).mapEmpty();
  }

  /** Tells everybody to look. */
  static Future<Void> look(SqlClient tx) {
    return tx.preparedQuery("select pg_notify($1, '')").execute(Tuple.of(CHANNEL)).mapEmpty();
  }
}

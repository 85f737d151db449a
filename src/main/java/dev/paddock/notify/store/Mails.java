package dev.paddock.notify.store;

import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Mail that waits, and what became of it. What was sent is forgotten word for word: it may hold links that open accounts. */
public final class Mails {
  private static final String WAITING = """
      select id, recipient, subject, body, unsubscribe, created_at, attempts
        from mail where id = $1::bigint and sent_at is null and failed_at is null""";
  private static final String SENT = """
      update mail set sent_at = $2::timestamptz, attempts = attempts + 1, error = null, body = '', unsubscribe = null
       where id = $1::bigint""";
  private static final String FAILED = """
      update mail set attempts = attempts + 1, error = $2::text, failed_at = $3::timestamptz,
             body = case when $3::timestamptz is null then body else '' end
       where id = $1::bigint""";
  private static final String FORGET = "delete from mail where coalesce(sent_at, failed_at) < $1::timestamptz";

  /** @param attempts that failed so far */
  public record Waiting(long id, String to, String subject, String text, Optional<String> unsubscribe, Instant at, int attempts) {
    @Override public String toString() {
      return "Waiting[" + id + "]";
    }
  }

  private final SqlClient client;
  private final Closing closing;

  public Mails(SqlClient client, Closing closing) {
    this.client = client;
    this.closing = closing;
  }

  /** Empty: it was sent, given up, or never there. */
  public Future<Optional<Waiting>> waiting(long id) {
    return client.preparedQuery(WAITING).execute(Tuple.of(id))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(mail(rows.iterator().next())));
  }

  public Future<SlotEnded> sent(Claim claim, Waiting mail, Instant at) {
    return closing.close(claim, tx -> tx.preparedQuery(SENT).execute(Tuple.of(mail.id, utc(at)))
        .map(new Closure(new Ending.Stop("sent"), List.of())));
  }

  /** @param again when it is tried again; empty: it is given up */
  public Future<SlotEnded> failed(Claim claim, Waiting mail, String why, Optional<Instant> again, Instant at) {
    var attempt = mail.attempts + 1;
    var ending = again.<Ending>map(next -> new Ending.Defer(next, "not sent: attempt " + attempt))
        .orElseGet(() -> new Ending.Stop("given up after attempt " + attempt));
    return closing.close(claim, tx -> tx.preparedQuery(FAILED)
        .execute(Tuple.of(mail.id, why, again.isPresent() ? null : utc(at))).map(new Closure(ending, List.of())));
  }

  public Future<SlotEnded> nothing(Claim claim) {
    return closing.close(claim, new Ending.Stop("nothing to send"));
  }

  /** Nothing was sent: again a little later. */
  public Future<SlotEnded> putBack(Claim claim, Instant at) {
    return closing.close(claim, new Ending.Defer(at, "others went first"));
  }

  /** Those that were settled before that instant. Answers how many. */
  public static Future<Integer> forget(SqlConnection tx, Instant before) {
    return tx.preparedQuery(FORGET).execute(Tuple.of(utc(before))).map(gone -> gone.rowCount());
  }

  private static Waiting mail(Row r) {
    return new Waiting(r.getLong("id"), r.getString("recipient"), r.getString("subject"), r.getString("body"),
        Optional.ofNullable(r.getString("unsubscribe")), r.getOffsetDateTime("created_at").toInstant(), r.getInteger("attempts"));
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}

package dev.paddock.ops.store;

import static dev.paddock.ops.store.Reading.at;
import static dev.paddock.ops.store.Reading.list;
import static dev.paddock.ops.store.Reading.utc;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Work that does not go as it should. Reads only. */
public final class Jobs {
  /** Work that is due for so long and was not done is stuck. */
  private static final Duration STUCK = Duration.ofMinutes(5);

  private static final String PLANS = """
      select subject, kind, due_at, attempt, last_ended, last_outcome, last_note, paused,
             due_at is not null and due_at < $1::timestamptz as stuck
        from work
       where attempt > 0 or last_outcome in ('RETRY', 'DEFERRED') or paused or due_at < $1::timestamptz
       order by due_at nulls last, subject limit $2::int
      """;
  // Where a user's own endpoint is is nobody else's, and the text of a failure may name it: of these only its kind is read.
  private static final String DEAD = """
      select d.id, d.endpoint_id, d.type, d.subject, d.attempts, d.tried_at, d.status,
             case when e.owner_id is null or d.error = 'the endpoint was switched off' then d.error
                  when d.status is null then 'no answer' else 'HTTP ' || d.status end as error
        from webhook_delivery d join webhook_endpoint e on e.id = d.endpoint_id
       where d.state = 'dead' order by d.id desc limit $1::int
      """;
  private static final String MAIL = """
      select id, subject, created_at, failed_at, error from mail
       where failed_at is not null and sent_at is null order by id desc limit $1::int
      """;

  /** @param state failing, deferred, paused or stuck; {@code nextAt} null: at rest */
  public record Job(String subject, String kind, String state, int attempt, Instant nextAt, Instant lastEndedAt, String note) {}

  /** A message that a webhook's endpoint never took. */
  public record DeadDelivery(long id, long webhook, String type, String subject, int attempts, Instant triedAt, Integer status, String error) {}

  /** A mail that could not be sent; to whom it was is not said. */
  public record LostMail(long id, String subject, Instant createdAt, Instant failedAt, String error) {}

  private final SqlClient reads;

  public Jobs(SqlClient reads) {
    this.reads = reads;
  }

  /** The next due first. */
  public Future<List<Job>> plans(Instant now, int limit) {
    return list(reads, PLANS, Jobs::job, utc(now.minus(STUCK)), limit);
  }

  /** Newest first, as {@link #lostMail} are. */
  public Future<List<DeadDelivery>> deadDeliveries(int limit) {
    return list(reads, DEAD, r -> new DeadDelivery(r.getLong("id"), r.getLong("endpoint_id"), r.getString("type"), r.getString("subject"),
        r.getInteger("attempts"), at(r, "tried_at"), r.getInteger("status"), r.getString("error")), limit);
  }

  public Future<List<LostMail>> lostMail(int limit) {
    return list(reads, MAIL, r -> new LostMail(r.getLong("id"), r.getString("subject"), at(r, "created_at"), at(r, "failed_at"),
        r.getString("error")), limit);
  }

  private static Job job(Row r) {
    return new Job(r.getString("subject"), r.getString("kind"), state(r), r.getInteger("attempt"), at(r, "due_at"), at(r, "last_ended"),
        r.getString("last_note"));
  }

  private static String state(Row r) {
    if (r.getBoolean("paused")) return "paused";
    if (r.getBoolean("stuck")) return "stuck";
    return "DEFERRED".equals(r.getString("last_outcome")) ? "deferred" : "failing";
  }
}

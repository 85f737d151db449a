package dev.paddock.ops.store;

import static dev.paddock.ops.store.Reading.at;
import static dev.paddock.ops.store.Reading.list;
import static dev.paddock.ops.store.Reading.utc;

import dev.paddock.f1.rules.Caution.Doubt;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What waits for somebody, or for its end: messages, mails, imports, held changes. Reads only. */
public final class Backlog {
  private static final Duration JUST_ENDED = Duration.ofDays(1);

  private static final String COUNTS = """
      select (select count(*) from webhook_endpoint where owner_id is null)::int as endpoints,
             (select count(*) from webhook_endpoint where owner_id is null and failing_since is not null)::int as failing,
             (select count(*) from webhook_delivery where state = 'pending')::int as pending,
             (select count(*) from webhook_delivery d join webhook_endpoint e on e.id = d.endpoint_id
               where d.state = 'dead' and e.owner_id is null)::int as dead,
             (select count(*) from mail where sent_at is null and failed_at is null)::int as mail_waiting,
             (select count(*) from mail where sent_at is null and failed_at is not null)::int as mail_lost,
             (select count(*) from result_hold where state = 'open')::int as holds,
             (select count(*) from import_run where state in ('RUNNING', 'PAUSED'))::int as imports
      """;
  // Those of the operator's endpoints: what a user's own is told is nobody else's.
  private static final String DELIVERIES = """
      select d.id, d.endpoint_id, e.url, d.type, d.subject, d.state, d.attempts, d.tried_at, d.occurred_at, d.status,
             left(d.error, 300) as error
        from webhook_delivery d join webhook_endpoint e on e.id = d.endpoint_id
       where d.state = $1::text and e.owner_id is null and ($2::bigint is null or d.id < $2::bigint) order by d.id desc limit $3::int
      """;
  private static final String IMPORTS = """
      select run_id, year, state, node, lease_until >= clock_timestamp() as alive, started_at, ended_at, paused_until,
             progress::text as progress
        from import_run where state in ('RUNNING', 'PAUSED') or ended_at > $1::timestamptz
       order by ended_at is not null, started_at desc, run_id limit $2::int
      """;
  private static final String HOLDS = """
      select id, session_id, source, fetched_at, seen_at, doubts, jsonb_array_length(changes) as changes from result_hold
       where state = 'open' order by id desc limit $1::int
      """;

  /** @param failing endpoints to which nothing has arrived lately; {@code dead} messages that were given up */
  public record Counts(int endpoints, int failing, int pending, int dead, int mailWaiting, int mailLost, int holds, int imports) {}

  /** @param host of the endpoint: the whole address may be a secret */
  public record Delivery(long id, long webhook, String host, String type, String subject, String state, int attempts, Instant occurredAt,
      Instant triedAt, Integer status, String error) {}

  /** @param alive somebody works on it, or waits until it may go on; {@code done} and {@code of}: gaps */
  public record Import(String runId, int year, String state, String node, boolean alive, int done, int of, int calls, String doing,
      Instant startedAt, Instant endedAt, Instant pausedUntil) {}

  public record Hold(long id, String sessionId, String source, Instant fetchedAt, Instant seenAt, List<String> doubts, int changes) {}

  private final SqlClient reads;

  public Backlog(SqlClient reads) {
    this.reads = reads;
  }

  public Future<Counts> counts() {
    return list(reads, COUNTS, r -> new Counts(r.getInteger("endpoints"), r.getInteger("failing"), r.getInteger("pending"),
        r.getInteger("dead"), r.getInteger("mail_waiting"), r.getInteger("mail_lost"), r.getInteger("holds"), r.getInteger("imports")))
        .map(List::getFirst);
  }

  /** Newest first. @param state pending, delivered or dead; {@code before}: only those with a smaller id */
  public Future<List<Delivery>> deliveries(String state, Optional<Long> before, int limit) {
    return list(reads, DELIVERIES, Backlog::delivery, state, before.orElse(null), limit);
  }

  /** Those that run or pause, then those that ended within a day. */
  public Future<List<Import>> imports(Instant now, int limit) {
    return list(reads, IMPORTS, Backlog::imported, utc(now.minus(JUST_ENDED)), limit);
  }

  public Future<List<Hold>> holds(int limit) {
    return list(reads, HOLDS, r -> new Hold(r.getLong("id"), r.getString("session_id"), r.getString("source"), at(r, "fetched_at"),
        at(r, "seen_at"), Stream.of(r.getArrayOfStrings("doubts")).map(doubt -> Doubt.valueOf(doubt).word()).toList(),
        r.getInteger("changes")), limit);
  }

  private static Delivery delivery(Row r) {
    return new Delivery(r.getLong("id"), r.getLong("endpoint_id"), host(r.getString("url")), r.getString("type"), r.getString("subject"),
        r.getString("state"), r.getInteger("attempts"), at(r, "occurred_at"), at(r, "tried_at"), r.getInteger("status"),
        r.getString("error"));
  }

  private static String host(String url) {
    return Optional.ofNullable(URI.create(url).getHost()).orElse("");
  }

  private static Import imported(Row r) {
    var progress = new JsonObject(r.getString("progress"));
    return new Import(r.getString("run_id"), r.getInteger("year"), r.getString("state").toLowerCase(Locale.ROOT), r.getString("node"),
        r.getBoolean("alive"), progress.getInteger("done"), progress.getInteger("of"), progress.getInteger("calls"),
        progress.getString("doing"), at(r, "started_at"), at(r, "ended_at"), at(r, "paused_until"));
  }
}

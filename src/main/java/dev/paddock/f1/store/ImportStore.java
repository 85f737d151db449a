package dev.paddock.f1.store;

import static dev.paddock.f1.store.ResultStore.utc;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.paddock.f1.contract.Importing.Progress;
import dev.paddock.f1.contract.Importing.Run;
import dev.paddock.f1.contract.Importing.RunImport;
import dev.paddock.f1.contract.Importing.State;
import dev.paddock.f1.contract.Importing.Summary;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Imports, one at a time per season. Whoever works on one holds a lease in the database's time and renews it with all that it writes;
 * when that is over, or the node is the one that held it before it was started again, it is somebody else's.
 */
public final class ImportStore {
  private static final String RUN = """
      run_id, year, options::text as options, state, node, started_at, ended_at, paused_until, progress::text as progress,
      summary::text as summary
      """;
  private static final String BEGIN = """
      insert into import_run (run_id, year, options, state, node, lease_until, started_at, progress)
      select $1::int || '-' || (count(*) + 1), $1::int, $2::text::jsonb, 'RUNNING', $3, clock_timestamp() + $4::bigint * interval '1 ms',
             $5::timestamptz, $6::text::jsonb
        from import_run where year = $1::int
      on conflict do nothing returning\s""" + RUN;
  private static final String OPEN = "select " + RUN + ", lease_until < clock_timestamp() or node = $2 as orphan"
      + " from import_run where year = $1::int and state in ('RUNNING', 'PAUSED')";
  private static final String ORPHANS = "select " + RUN + " from import_run where state in ('RUNNING', 'PAUSED')"
      + " and (lease_until < clock_timestamp() or node = $1) order by started_at";
  private static final String TAKE = """
      update import_run set node = $2, lease_until = clock_timestamp() + $3::bigint * interval '1 ms'
       where run_id = $1 and state in ('RUNNING', 'PAUSED') and (lease_until < clock_timestamp() or node = $2) returning\s""" + RUN;
  private static final String SAVE = """
      update import_run set state = $3, paused_until = $4::timestamptz, progress = $5::text::jsonb,
             lease_until = clock_timestamp() + $6::bigint * interval '1 ms'
       where run_id = $1 and node = $2 and state in ('RUNNING', 'PAUSED')
      """;
  private static final String RENEW = """
      update import_run set lease_until = clock_timestamp() + $3::bigint * interval '1 ms'
       where run_id = $1 and node = $2 and state in ('RUNNING', 'PAUSED')
      """;
  private static final String END = """
      update import_run set state = $3, paused_until = null, ended_at = $4::timestamptz, progress = $5::text::jsonb,
             summary = $6::text::jsonb
       where run_id = $1 and node = $2 and state in ('RUNNING', 'PAUSED')
      """;
  private static final String RELEASE = "update import_run set lease_until = '-infinity' where run_id = $1 and node = $2";
  private static final String ONE = "select " + RUN + " from import_run where run_id = $1";
  private static final String LATEST = "select " + RUN + " from import_run order by started_at desc, run_id desc limit $1::int";

  /** A run as it is worked on. @param sofar what it came to up to now */
  public record Open(Run run, Summary sofar) {}

  /** What is in the way of a new run. @param orphan nobody works on it any more */
  public record Standing(Open open, boolean orphan) {}

  private final Pool pool;
  private final String node;
  private final Duration lease;

  /** @param node stable over restarts, and never twice at a time */
  public ImportStore(Pool pool, String node, Duration lease) {
    this.pool = pool;
    this.node = node;
    this.lease = lease;
  }

  /** Empty when there is one of that season already. */
  public Future<Optional<Open>> begin(RunImport asked, Instant now) {
    int year = asked.scope().year();
    return pool.preparedQuery(BEGIN).collecting(mapping(ImportStore::open, toList()))
        .execute(Tuple.of(year, ImportJson.asked(asked).encode(), node, lease.toMillis(), utc(now),
            progress(new Progress(0, 0, 0, ""), ImportJson.nothing(year))))
        .map(found -> found.value().stream().findFirst());
  }

  public Future<Optional<Standing>> standing(int year) {
    return pool.preparedQuery(OPEN).collecting(mapping((Row r) -> new Standing(open(r), r.getBoolean("orphan")), toList()))
        .execute(Tuple.of(year, node)).map(found -> found.value().stream().findFirst());
  }

  /** Those that nobody works on, or this node did before it was started again; the oldest first. */
  public Future<List<Open>> orphans() {
    return pool.preparedQuery(ORPHANS).collecting(mapping(ImportStore::open, toList())).execute(Tuple.of(node))
        .map(found -> found.value());
  }

  /** Makes an orphan this node's. Empty when somebody was quicker. */
  public Future<Optional<Open>> take(String runId) {
    return pool.preparedQuery(TAKE).collecting(mapping(ImportStore::open, toList())).execute(Tuple.of(runId, node, lease.toMillis()))
        .map(found -> found.value().stream().findFirst());
  }

  /** Whether it is still this node's; otherwise nothing was written. */
  public Future<Boolean> save(String runId, State state, Optional<Instant> pausedUntil, Progress progress, Summary sofar) {
    return pool.preparedQuery(SAVE).execute(Tuple.of(runId, node, state.name(), pausedUntil.map(ResultStore::utc).orElse(null),
        progress(progress, sofar), lease.toMillis())).map(rows -> rows.rowCount() == 1);
  }

  /** Likewise. */
  public Future<Boolean> renew(String runId) {
    return pool.preparedQuery(RENEW).execute(Tuple.of(runId, node, lease.toMillis())).map(rows -> rows.rowCount() == 1);
  }

  /** Likewise. */
  public Future<Boolean> end(String runId, State state, Instant at, Progress progress, Summary summary) {
    return pool.preparedQuery(END).execute(Tuple.of(runId, node, state.name(), utc(at), progress(progress, summary),
        ImportJson.summary(summary).encode())).map(rows -> rows.rowCount() == 1);
  }

  /** Others may go on with it at once. */
  public Future<Void> release(String runId) {
    return pool.preparedQuery(RELEASE).execute(Tuple.of(runId, node)).mapEmpty();
  }

  public Future<Optional<Run>> run(String runId) {
    return pool.preparedQuery(ONE).collecting(mapping(ImportStore::open, toList())).execute(Tuple.of(runId))
        .map(found -> found.value().stream().map(Open::run).findFirst());
  }

  /** The latest first. */
  public Future<List<Run>> latest(int many) {
    return pool.preparedQuery(LATEST).collecting(mapping((Row r) -> open(r).run(), toList())).execute(Tuple.of(many))
        .map(found -> found.value());
  }

  private static String progress(Progress progress, Summary sofar) {
    return ImportJson.progress(progress).put("sofar", ImportJson.summary(sofar)).encode();
  }

  private static Open open(Row r) {
    var progress = new JsonObject(r.getString("progress"));
    var summary = Optional.ofNullable(r.getString("summary")).map(JsonObject::new).map(ImportJson::summary);
    return new Open(new Run(r.getString("run_id"), ImportJson.asked(new JsonObject(r.getString("options"))),
        State.valueOf(r.getString("state")), r.getOffsetDateTime("started_at").toInstant(), at(r, "ended_at"), at(r, "paused_until"),
        ImportJson.progress(progress), summary), ImportJson.summary(progress.getJsonObject("sofar")));
  }

  private static Optional<Instant> at(Row r, String column) {
    return Optional.ofNullable(r.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }
}

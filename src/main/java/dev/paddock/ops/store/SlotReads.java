package dev.paddock.ops.store;

import static dev.paddock.ops.store.Reading.list;
import static dev.paddock.ops.store.Reading.utc;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What became of the slots of the last hour; where those are very many, of the latest of them. Reads only. */
public final class SlotReads {
  private static final Duration WINDOW = Duration.ofHours(1);

  // However busy the hour was, so many tell how it goes.
  private static final String SAMPLE = """
      with sample as materialized (
        select kind, outcome, node, ended_at, (extract(epoch from started_at - due_at) * 1000)::bigint as late
          from poll_log where ended_at > $1::timestamptz and ended_at <= $2::timestamptz order by ended_at desc limit 20000)
      """;
  private static final String COUNTS = """
      count(*)::int as slots, count(*) filter (where outcome = 'CHANGED')::int as changed,
             count(*) filter (where outcome = 'RETRY')::int as failed, count(*) filter (where outcome = 'DEFERRED')::int as deferred,
             count(*) filter (where outcome = 'SKIPPED')::int as skipped, percentile_disc(0.5) within group (order by late) as p50,
             percentile_disc(0.99) within group (order by late) as p99, max(late) as longest
        from sample
      """;
  private static final String BY_KIND = SAMPLE + "select kind, " + COUNTS + "group by kind order by kind";
  private static final String BY_MINUTE = SAMPLE
      + "select floor(extract(epoch from $2::timestamptz - ended_at) / 60)::int as ago, " + COUNTS + "group by ago order by ago";
  private static final String BY_NODE = SAMPLE
      + "select node, count(*)::int as slots from sample where outcome <> 'SKIPPED' group by node";

  /** @param failed to be retried; {@code p50Millis} and the like: late when they began, null if none did */
  public record Figures(int slots, int changed, int failed, int deferred, int skipped, Long p50Millis, Long p99Millis,
      Long longestMillis) {}

  public record OfKind(String kind, Figures figures) {}

  /** @param ago minutes, from 0 */
  public record OfMinute(int ago, Figures figures) {}

  public record OfNode(String node, int slots) {}

  private final SqlClient reads;

  public SlotReads(SqlClient reads) {
    this.reads = reads;
  }

  public Future<List<OfKind>> byKind(Instant now) {
    return list(reads, BY_KIND, r -> new OfKind(r.getString("kind"), figures(r)), utc(now.minus(WINDOW)), utc(now));
  }

  public Future<List<OfMinute>> byMinute(Instant now) {
    return list(reads, BY_MINUTE, r -> new OfMinute(r.getInteger("ago"), figures(r)), utc(now.minus(WINDOW)), utc(now));
  }

  public Future<List<OfNode>> byNode(Instant now) {
    return list(reads, BY_NODE, r -> new OfNode(r.getString("node"), r.getInteger("slots")), utc(now.minus(WINDOW)), utc(now));
  }

  private static Figures figures(Row r) {
    return new Figures(r.getInteger("slots"), r.getInteger("changed"), r.getInteger("failed"), r.getInteger("deferred"),
        r.getInteger("skipped"), r.getLong("p50"), r.getLong("p99"), r.getLong("longest"));
  }
}

package dev.paddock.fetch.store;

import dev.paddock.fetch.contract.Fetching.PageFetched.Outcome;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

/** What was asked of providers, minute by minute, all nodes together. */
public final class TrafficStore {
  // Counts, not effects: a power failure may take the last of them, so nobody waits for the disk.
  private static final String ADD = """
      with lax as materialized (select set_config('synchronous_commit', 'off', true))
      insert into provider_minute as m (minute, provider, outcome, bucket, requests)
      select minute, provider, outcome, bucket, requests
        from lax, unnest($1::timestamptz[], $2::text[], $3::text[], $4::int[], $5::int[]) as a (minute, provider, outcome, bucket, requests)
       order by minute, provider, outcome, bucket
      on conflict (minute, provider, outcome, bucket) do update set requests = m.requests + excluded.requests
      """;
  private static final String FORGET = """
      delete from provider_minute where minute < $1::timestamptz
      """;

  private final Pool pool;

  public TrafficStore(Pool pool) {
    this.pool = pool;
  }

  /** @param bucket of how long it took, see {@link dev.paddock.kernel.Spread} */
  public record Cell(Instant minute, String provider, Outcome outcome, int bucket) {}

  /** @param requests of each cell, above 0 */
  public Future<Void> add(Map<Cell, Integer> requests) {
    var cells = requests.keySet().stream().toList();
    return pool.preparedQuery(ADD).execute(Tuple.of(
        array(cells, cell -> cell.minute().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new),
        array(cells, Cell::provider, String[]::new), array(cells, cell -> cell.outcome().name(), String[]::new),
        array(cells, Cell::bucket, Integer[]::new), array(cells, requests::get, Integer[]::new))).mapEmpty();
  }

  /** Forgets the minutes before; how many rows that were. */
  public Future<Integer> forget(SqlConnection tx, Instant before) {
    return tx.preparedQuery(FORGET).execute(Tuple.of(before.atOffset(ZoneOffset.UTC))).map(rows -> rows.rowCount());
  }

  private static <T> T[] array(List<Cell> cells, Function<Cell, T> column, IntFunction<T[]> make) {
    return cells.stream().map(column).toArray(make);
  }
}

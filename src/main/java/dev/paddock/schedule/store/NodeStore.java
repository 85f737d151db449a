package dev.paddock.schedule.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The nodes that share the work. All times of leases are the database's, so no node's clock decides who lives.
 * A claim belongs to an incarnation: whoever was taken for dead and wakes up owns nothing any more.
 */
public final class NodeStore {
  private static final String JOIN = """
      insert into node (node_id, lease_until) values ($1, clock_timestamp() + make_interval(secs => $2::double precision))
      returning incarnation
      """;
  private static final String BEFORE = """
      select incarnation from node where node_id = $1 order by incarnation for update
      """;
  // Everything that a node wants to know at regular times, so that an idle one asks one question only.
  private static final String BEAT = """
      with me as (update node set lease_until = clock_timestamp() + make_interval(secs => $2::double precision), beat_at = clock_timestamp()
                   where incarnation = $1 returning incarnation)
      select exists (select from me) as alive,
             array (select incarnation from node where incarnation <> $1 and lease_until < clock_timestamp()) as dead,
             (select extract(epoch from min(lease_until) - clock_timestamp())::double precision from node
               where incarnation <> $1 and lease_until >= clock_timestamp()) as soonest,
             (select min(due_at) from work where due_at is not null and lease_owner is null) as next_free
      """;
  // Two rivals never bury the same node; one that has just renewed its lease is not buried at all.
  private static final String DEAD = """
      select incarnation from node where incarnation = any ($1::bigint[]) and lease_until < clock_timestamp()
       order by incarnation for update skip locked
      """;
  private static final String FREE = """
      update work set lease_owner = null, epoch = epoch + 1 where lease_owner = any ($1::bigint[])
      """;
  private static final String BURY = """
      delete from node where incarnation = any ($1::bigint[])
      """;

  private final Pool pool;
  private final String node;

  /** @param node stable name of this process' data directory: what an earlier process there held is ours to take back */
  public NodeStore(Pool pool, String node) {
    this.pool = pool;
    this.node = node;
  }

  /**
   * What a sign of life brings to light.
   *
   * @param alive    false: this incarnation was taken for dead, its claims are others'
   * @param dead     incarnations whose lease is over
   * @param soonest  when the next lease of another node would be over
   * @param nextFree when the next work that nobody holds is due
   */
  public record Beat(boolean alive, List<Long> dead, Optional<Duration> soonest, Optional<Instant> nextFree) {}

  /** A new incarnation of this node. */
  public Future<Long> join(Duration lease) {
    return pool.preparedQuery(JOIN).execute(Tuple.of(node, seconds(lease))).map(rows -> rows.iterator().next().getLong("incarnation"));
  }

  /** Frees what an earlier process of this data directory held when it was killed: its lease need not be waited for. */
  public Future<Integer> takeBack() {
    return pool.withTransaction(tx -> tx.preparedQuery(BEFORE).execute(Tuple.of(node)).compose(rows -> free(tx, incarnations(rows))));
  }

  /** Renews the lease, and looks around. */
  public Future<Beat> beat(long incarnation, Duration lease) {
    return pool.preparedQuery(BEAT).execute(Tuple.of(incarnation, seconds(lease))).map(rows -> beat(rows.iterator().next()));
  }

  /** Frees the work of these incarnations, those that are really dead, and forgets them. Answers how many claims are free now. */
  public Future<Integer> takeOver(List<Long> dead) {
    return pool.withTransaction(tx -> tx.preparedQuery(DEAD).execute(Tuple.of(dead.toArray(Long[]::new)))
        .compose(rows -> free(tx, incarnations(rows))));
  }

  /** The clean end: what this incarnation holds is free at once. */
  public Future<Integer> leave(long incarnation) {
    return pool.withTransaction(tx -> free(tx, List.of(incarnation)).compose(freed -> Notice.look(tx).map(freed)));
  }

  // The rows of the nodes are locked by a statement of its own: only what comes after it sees all their claims.
  private static Future<Integer> free(SqlConnection tx, List<Long> incarnations) {
    if (incarnations.isEmpty()) return Future.succeededFuture(0);
    var these = Tuple.of(incarnations.toArray(Long[]::new));
    return tx.preparedQuery(FREE).execute(these).compose(freed -> tx.preparedQuery(BURY).execute(these).map(freed.rowCount()));
  }

  private static List<Long> incarnations(Iterable<Row> rows) {
    var all = new ArrayList<Long>();
    rows.forEach(row -> all.add(row.getLong("incarnation")));
    return all;
  }

  private static Beat beat(Row row) {
    return new Beat(row.getBoolean("alive"), List.of(row.getArrayOfLongs("dead")),
        Optional.ofNullable(row.getDouble("soonest")).map(seconds -> Duration.ofNanos((long) (seconds * 1e9))),
        Optional.ofNullable(row.getOffsetDateTime("next_free")).map(OffsetDateTime::toInstant));
  }

  private static double seconds(Duration d) {
    return d.toNanos() / 1e9;
  }
}

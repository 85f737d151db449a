package dev.paddock.ops.store;

import static dev.paddock.ops.store.Reading.at;
import static dev.paddock.ops.store.Reading.utc;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;

/** The nodes that share the work, and what each of them holds. Reads only. */
public final class NodeReads {
  private static final String NODES = """
      select n.node_id, n.incarnation, n.joined_at, n.lease_until, n.lease_until >= clock_timestamp() as alive,
             (extract(epoch from clock_timestamp() - n.beat_at) * 1000)::bigint as silent,
             coalesce(w.claims, 0)::int as claims, coalesce(w.due, 0)::int as due, coalesce(w.behind, 0)::bigint as behind
        from node n left join (
             select lease_owner, count(*) as claims, count(*) filter (where due_at <= $1::timestamptz) as due,
                    extract(epoch from $1::timestamptz - min(due_at) filter (where due_at <= $1::timestamptz)) * 1000 as behind
               from work where lease_owner is not null group by lease_owner) w on w.lease_owner = n.incarnation
       order by n.node_id, n.incarnation limit $2::int
      """;

  /**
   * A node in one of its lives.
   *
   * @param joined     database time, as {@code leaseUntil}
   * @param alive      its lease lasts; if not, another node takes its work over
   * @param silent     since its last sign of life, in ms
   * @param claims     subjects that it holds, of which {@code due} are worked on or wait for their turn
   * @param behind     how long the first of these has been due, in ms
   */
  public record Node(String node, long incarnation, Instant joined, Instant leaseUntil, boolean alive, long silent, int claims, int due,
      long behind) {}

  private final SqlClient reads;

  public NodeReads(SqlClient reads) {
    this.reads = reads;
  }

  public Future<List<Node>> list(Instant now, int limit) {
    return Reading.list(reads, NODES, r -> new Node(r.getString("node_id"), r.getLong("incarnation"), at(r, "joined_at"),
        at(r, "lease_until"), r.getBoolean("alive"), r.getLong("silent"), r.getInteger("claims"), r.getInteger("due"),
        r.getLong("behind")), utc(now), limit);
  }
}

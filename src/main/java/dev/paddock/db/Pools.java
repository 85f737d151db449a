package dev.paddock.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The connections of one node, opened after migration and closed last.
 *
 * @param transactions scheduler, results, scoring: a connection each while it lasts
 * @param reads what the HTTP API reads: pipelined, so that slow writers cannot starve it and few connections serve many
 */
public record Pools(Pool transactions, SqlClient reads) {

  /** @param statementTimeout after which the server gives up on a statement of either kind */
  public record Sizes(int transactions, int reads, Duration statementTimeout) {}

  /** Nothing connects before the first use. */
  public static Pools open(Vertx vertx, Database database, Sizes sizes) {
    return new Pools(
        PgBuilder.pool().with(poolOptions("transactions", sizes.transactions()))
            .connectingTo(database.connectOptions(sizes.statementTimeout())).using(vertx).build(),
        PgBuilder.client().with(poolOptions("reads", sizes.reads()))
            .connectingTo(database.connectOptions(sizes.statementTimeout()).setPipeliningLimit(64)).using(vertx).build());
  }

  /** Succeeds if the database answers. */
  public Future<Void> ping() {
    return reads.query("select 1").execute().mapEmpty();
  }

  public Future<Void> close() {
    return Future.join(transactions.close(), reads.close()).mapEmpty();
  }

  // A waiter that finds no connection within ten seconds fails: an endless queue only hides an outage.
  private static PoolOptions poolOptions(String name, int size) {
    return new PoolOptions().setName("db." + name).setMaxSize(size).setMaxWaitQueueSize(10_000)
        .setConnectionTimeout(10).setConnectionTimeoutUnit(TimeUnit.SECONDS);
  }
}

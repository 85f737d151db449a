package dev.paddock.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The connections of one node, opened after migration and closed last.
 *
 * @param transactions results, scoring: a connection each while it lasts
 * @param schedule the scheduler's own: a sign of life never waits behind somebody's long transaction
 * @param reads what the HTTP API reads: pipelined, so that slow writers cannot starve it and few connections serve many
 */
public record Pools(Pool transactions, Pool schedule, SqlClient reads) {

  /** @param statementTimeout after which the server gives up on a statement of either kind */
  public record Sizes(int transactions, int reads, Duration statementTimeout) {}

  private static final int SCHEDULE = 4;
  private static final Duration SILENCE = Duration.ofSeconds(5);

  /** Nothing connects before the first use. */
  public static Pools open(Vertx vertx, Database database, Sizes sizes) {
    return new Pools(
        PgBuilder.pool().with(poolOptions("transactions", sizes.transactions()))
            .connectingTo(database.connectOptions(sizes.statementTimeout())).using(vertx).build(),
        PgBuilder.pool().with(poolOptions("schedule", SCHEDULE)).with(impatient())
            .connectingTo(database.connectOptions(sizes.statementTimeout())).using(vertx).build(),
        PgBuilder.client().with(poolOptions("reads", sizes.reads()))
            .connectingTo(database.connectOptions(sizes.statementTimeout()).setPipeliningLimit(64)).using(vertx).build());
  }

  /** Succeeds if the database answers. */
  public Future<Void> ping() {
    return reads.query("select 1").execute().mapEmpty();
  }

  public Future<Void> close() {
    return Future.join(transactions.close(), schedule.close(), reads.close()).mapEmpty();
  }

  // A connection from which nothing came for so long is closed, whether it is idle or was cut without a word: what waits on it must
  // not wait for ever.
  private static NetClientOptions impatient() {
    return new NetClientOptions().setConnectTimeout(2_000)
        .setReadIdleTimeout((int) SILENCE.toMillis()).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  // A waiter that finds no connection within ten seconds fails: an endless queue only hides an outage.
  private static PoolOptions poolOptions(String name, int size) {
    return new PoolOptions().setName("db." + name).setMaxSize(size).setMaxWaitQueueSize(10_000)
        .setConnectionTimeout(10).setConnectionTimeoutUnit(TimeUnit.SECONDS);
  }
}

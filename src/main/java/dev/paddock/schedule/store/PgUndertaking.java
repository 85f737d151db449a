package dev.paddock.schedule.store;

import dev.paddock.db.Undertaking;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.function.Function;

/** Plans in the transaction of the effect; the nodes that hold the plans' subjects hear of it. */
public final class PgUndertaking implements Undertaking {
  private final Pool pool;
  private final WorkStore work;
  private final InstantSource time;

  public PgUndertaking(Pool pool, WorkStore work, InstantSource time) {
    this.pool = pool;
    this.work = work;
    this.time = time;
  }

  @Override public <T> Future<T> commit(Function<SqlConnection, Future<Effect<T>>> effect) {
    return pool.withTransaction(tx -> effect.apply(tx)
        .compose(done -> work.put(tx, done.follows(), time.instant()).map(put -> done.value())));
  }
}

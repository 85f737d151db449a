package dev.paddock.app;

import dev.paddock.ops.store.RepeatStore;
import dev.paddock.web.Repeats;
import dev.paddock.web.Seal;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;

/** The service's own, for tests of what stands before it. */
public final class RepeatsForTests {
  private RepeatsForTests() {}

  public static Repeats in(Pool pool) {
    return new StoredRepeats(new RepeatStore(pool), new Seal(new byte[32]));
  }

  public static Future<Integer> tidy(Pool pool, SqlConnection tx) {
    return new RepeatStore(pool).tidy(tx);
  }
}

package walls.violations.f1;

import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;

/** Planted: a wall must stop it. */
public final class MakesPool {
  public Pool another() {
    return PgBuilder.pool().build();
  }
}

package walls.violations.f1;

import io.vertx.sqlclient.SqlConnection;

/** Planted: a wall must stop it. */
public final class UsesTransaction {
  public void ask(SqlConnection tx) {
    tx.query("select 1").execute();
  }
}

package walls.violations.f1;

import io.vertx.sqlclient.SqlClient;

/** Planted: a wall must stop it. */
public final class AsksDatabase {
  public void ask(SqlClient database) {
    database.query("select 1").execute();
  }
}

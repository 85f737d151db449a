package dev.paddock.db;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;

/** What tells one database from every other: a random id, made with its first migration. */
public final class Identity {
  private Identity() {}

  public static Future<String> of(SqlClient client) {
    return client.query("select id::text as id from identity").execute().map(rows -> rows.iterator().next().getString("id"));
  }
}

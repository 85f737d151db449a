package dev.paddock.app;

import dev.paddock.db.Database;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The replay's own database, beside the one that `run` uses: a replayed season must never mix with a real one. */
final class DemoDatabase {
  private DemoDatabase() {}

  /** @param anew drop what an earlier replay left. Throws CannotStart when the server does not let us */
  static Database prepare(Database server, boolean anew) {
    var demo = server.named(server.name() + "_demo");
    try (var connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        var sql = connection.createStatement()) {
      var quoted = "\"" + demo.name().replace("\"", "\"\"") + "\"";
      if (anew) sql.execute("drop database if exists " + quoted + " with (force)");
      boolean there;
      try (var rows = sql.executeQuery("select 1 from pg_database where datname = '" + demo.name().replace("'", "''") + "'")) {
        there = rows.next();
      }
      if (!there) sql.execute("create database " + quoted);
      return demo;
    } catch (SQLException e) {
      throw new CannotStart("cannot prepare the replay's database " + demo.name() + ": " + e.getMessage()
          + "; the user needs the right to create databases");
    }
  }
}

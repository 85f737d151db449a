package dev.paddock.bench;

import dev.paddock.app.DataDir;
import dev.paddock.app.EmbeddedPostgres;
import dev.paddock.app.PostgresControl;
import dev.paddock.db.Database;
import dev.paddock.db.Migration;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * PostgreSQL for the benchmarks: a real server on the same box, with {@code fsync} and {@code synchronous_commit} on, in
 * {@code target/bench/data}. Ours and the peers run on it one after the other, each in a fresh database.
 */
public final class BenchPostgres implements AutoCloseable {
  private final DataDir dir;
  private final EmbeddedPostgres server;

  private BenchPostgres(DataDir dir, EmbeddedPostgres server) {
    this.dir = dir;
    this.server = server;
  }

  public static BenchPostgres start() {
    var dir = DataDir.open(Path.of("target", "bench", "data"));
    var postgres = new BenchPostgres(dir, EmbeddedPostgres.start(dir, true));
    Runtime.getRuntime().addShutdownHook(new Thread(postgres.server::stop));
    return postgres;
  }

  /** A new database without any table; an old one of that name is dropped. */
  public Database empty(String name) {
    execute(server.database(), "drop database if exists " + name + " with (force)", "create database " + name);
    return server.database().named(name);
  }

  /** A new database with our schema. */
  public Database fresh(String name) {
    var database = empty(name);
    new Migration(database).run();
    return database;
  }

  /** Transactions committed in a database since it was made; those of a connection count for certain once it is closed. */
  public long commits(Database database) {
    return number(server.database(), "select xact_commit from pg_stat_database where datname = '" + database.name() + "'");
  }

  /** Writes everything out now, so that no measurement pays for the one before. */
  public void checkpoint() {
    execute(server.database(), "checkpoint");
  }

  /** @param mode fast: transactions are broken off; immediate: as if the power had failed */
  public void stop(String mode) {
    PostgresControl.stop(dir.root(), mode);
  }

  /** Lets a stopped server run again, on the same port. */
  public void startAgain() {
    PostgresControl.start(dir.root());
  }

  /** Statements are counted from now on, or no longer; the server restarts for it. Counting costs a little. */
  public void countStatements(boolean count) {
    if (count) {
      execute(server.database(), "alter system set shared_preload_libraries = 'pg_stat_statements'");
    } else {
      execute(server.database(), "alter system reset shared_preload_libraries");
    }
    stop("fast");
    startAgain();
    if (count) execute(server.database(), "create extension if not exists pg_stat_statements", "select pg_stat_statements_reset()");
  }

  /** Statements that were run in a database while they were counted. */
  public long statements(Database database) {
    return number(server.database(), "select coalesce(sum(calls), 0) from pg_stat_statements s join pg_database d on d.oid = s.dbid"
        + " where d.datname = '" + database.name() + "'");
  }

  public static Connection connect(Database database) throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  /** The one number that a question is answered with. */
  public static long number(Database database, String sql) {
    try (var c = connect(database); var s = c.createStatement(); var rows = s.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  public static void execute(Database database, String... statements) {
    try (var c = connect(database); var s = c.createStatement()) {
      for (var sql : statements) s.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override public void close() {
    server.stop();
    dir.close();
  }
}

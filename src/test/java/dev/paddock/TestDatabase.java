package dev.paddock;

import dev.paddock.app.CannotStart;
import dev.paddock.app.DataDir;
import dev.paddock.app.EmbeddedPostgres;
import dev.paddock.db.Database;
import dev.paddock.db.Migration;
import dev.paddock.db.Pools;
import io.vertx.core.Vertx;
import io.vertx.pgclient.SslMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A fresh, migrated database for a test class, on one real PostgreSQL a JVM: Docker's where an engine answers, else the embedded one.
 * As an extension, {@code @RegisterExtension static TestDatabase db = new TestDatabase();}, it lives as long as the class, and
 * test methods may take {@link Database} as a parameter.
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
  private static final AtomicInteger NAMES = new AtomicInteger();

  private Database database;
  private Vertx vertx;
  private Pools pools;

  /** A copy of the migrated database, for a test that wants more than one; it goes with the server. */
  public static Database fresh() {
    return copy("template_paddock");
  }

  /** A database without any table. */
  public static Database empty() {
    return copy("template1");
  }

  public Database database() {
    if (database == null) database = fresh();
    return database;
  }

  /** Pools on this database, on a Vert.x of their own, opened on first use and closed with the class. */
  public Pools pools() {
    if (pools == null) {
      vertx = Vertx.vertx();
      pools = Pools.open(vertx, database(), new Pools.Sizes(4, 2, Duration.ofSeconds(30)));
    }
    return pools;
  }

  @Override public void beforeAll(ExtensionContext context) {
    database();
  }

  @Override public void afterAll(ExtensionContext context) {
    if (pools != null) {
      pools.close().await();
      vertx.close().await();
      pools = null;
    }
    try (var server = admin(); var drop = server.createStatement()) {
      drop.execute("drop database \"" + database.name() + "\" with (force)");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    database = null;
  }

  @Override public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Database.class;
  }

  @Override public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return database();
  }

  private static Database copy(String template) {
    var name = "test_" + NAMES.incrementAndGet();
    try (var server = admin(); var create = server.createStatement()) {
      create.execute("create database " + name + " template " + template + " strategy file_copy");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return Server.DATABASE.named(name);
  }

  private static Connection admin() throws SQLException {
    return DriverManager.getConnection(Server.DATABASE.jdbcUrl(), Server.DATABASE.user(), Server.DATABASE.password());
  }

  /** Started with the first test that needs it, stopped with the JVM. */
  private static final class Server {
    static final Database DATABASE = dockerAnswers() ? container() : embedded();

    static {
      try (var server = DriverManager.getConnection(DATABASE.jdbcUrl(), DATABASE.user(), DATABASE.password());
          var sql = server.createStatement()) {
        for (var leftover : leftovers(sql)) sql.execute("drop database \"" + leftover + "\" with (force)");
        sql.execute("create database template_paddock");
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      new Migration(DATABASE.named("template_paddock")).run();
    }

    // Asking Docker for nothing takes seconds, so first look whether there is anybody to ask.
    private static boolean dockerAnswers() {
      var named = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
      return named && DockerClientFactory.instance().isDockerAvailable();
    }

    @SuppressWarnings("resource") // Testcontainers removes it after the JVM
    private static Database container() {
      var postgres = new PostgreSQLContainer("postgres:18-alpine").withDatabaseName("paddock");
      postgres.start();
      return new Database(postgres.getHost(), postgres.getMappedPort(5432), "paddock", postgres.getUsername(), postgres.getPassword(),
          SslMode.DISABLE, Optional.empty());
    }

    private static Database embedded() {
      var postgres = EmbeddedPostgres.start(folder(), false);
      Runtime.getRuntime().addShutdownHook(new Thread(postgres::stop));
      return postgres.database();
    }

    // The cluster stays from run to run, which saves setting it up. A second run at the same time gets a folder of its own.
    private static DataDir folder() {
      try {
        return DataDir.open(Path.of("target", "test-data"));
      } catch (CannotStart inUse) {
        return DataDir.open(Path.of("target", "test-data-" + ProcessHandle.current().pid()));
      }
    }

    private static List<String> leftovers(Statement sql) throws SQLException {
      var names = new ArrayList<String>();
      try (var rows = sql.executeQuery("select datname from pg_database where datname ~ '^test_' or datname = 'template_paddock'")) {
        while (rows.next()) names.add(rows.getString(1));
      }
      return names;
    }
  }
}

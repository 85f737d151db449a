package dev.paddock.db;

import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.MigrateOutput;

/** Brings the schema to what this jar needs. Blocks; several nodes may do it at once, the database lets one at a time through. */
public final class Migration {
  private static final String LOCATION = "classpath:db/migration";

  private final Flyway flyway;

  public Migration(Database database) {
    this(database, LOCATION);
  }

  /** With scripts from elsewhere. */
  public Migration(Database database, String location) {
    flyway = Flyway.configure().dataSource(database.jdbcUrl(), database.user(), database.password())
        .locations(location).loggers("slf4j").connectRetries(0).failOnMissingLocations(true).validateMigrationNaming(true).load();
  }

  /**
   * What was done.
   *
   * @param applied the scripts just applied, such as {@code V001 schedule}, in order; empty: it was up to date
   * @param version the schema's version now
   */
  public record Migrated(List<String> applied, String version) {}

  /** No connection, a script that failed, or one that was edited after it was applied; the message is the reason in a line. */
  public static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Failed(FlywayException e) {
      super(reason(e), e);
    }
  }

  /**
   * Applies what is missing.
   *
   * @throws Failed with the reason; scripts before the one that failed stay applied
   */
  public Migrated run() {
    try {
      var result = flyway.migrate();
      var now = flyway.info().current();
      return new Migrated(result.migrations.stream().map(Migration::line).toList(), now == null ? "none" : now.getVersion().getVersion());
    } catch (FlywayException e) {
      throw new Failed(e);
    }
  }

  /** Scripts that {@link #run} would apply. Changes nothing; throws {@link Failed} like it. */
  public List<String> pending() {
    try {
      return Arrays.stream(flyway.info().pending()).map(Migration::line).toList();
    } catch (FlywayException e) {
      throw new Failed(e);
    }
  }

  // the database's own words where there are any
  private static String reason(FlywayException e) {
    Throwable root = e;
    while (root.getCause() != null) root = root.getCause();
    return String.valueOf(root.getMessage()).lines().findFirst().orElse("no reason given");
  }

  private static String line(MigrateOutput m) {
    return "V" + m.version + " " + m.description;
  }

  private static String line(MigrationInfo m) {
    return "V" + m.getVersion() + " " + m.getDescription();
  }
}

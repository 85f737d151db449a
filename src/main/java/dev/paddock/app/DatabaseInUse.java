package dev.paddock.app;

import dev.paddock.db.Database;
import java.util.Optional;

/** The database that the settings name, or the embedded one in the data folder, running until this is closed or the JVM ends. */
public final class DatabaseInUse implements AutoCloseable {
  private final Database database;
  private final Optional<Embedded> embedded;

  private record Embedded(DataDir dir, EmbeddedPostgres server, Thread atExit) {}

  private DatabaseInUse(Database database, Optional<Embedded> embedded) {
    this.database = database;
    this.embedded = embedded;
  }

  /** @throws CannotStart if the data folder is in use, or the embedded server does not start */
  public static DatabaseInUse open(Settings settings) {
    return settings.database().map(named -> new DatabaseInUse(named, Optional.empty())).orElseGet(() -> startIn(settings));
  }

  private static DatabaseInUse startIn(Settings settings) {
    var dir = DataDir.open(settings.dataDir());
    try {
      var server = EmbeddedPostgres.start(dir, true);
      var atExit = new Thread(server::stop, "stop-postgres");
      Runtime.getRuntime().addShutdownHook(atExit);
      return new DatabaseInUse(server.database(), Optional.of(new Embedded(dir, server, atExit)));
    } catch (RuntimeException e) {
      dir.close();
      throw e;
    }
  }

  public Database database() {
    return database;
  }

  /** How to speak of it: an embedded server's port changes with every start, its folder does not. */
  public String described() {
    return embedded.map(e -> "the embedded database in " + e.dir().root()).orElse(database.toString());
  }

  @Override public void close() {
    embedded.ifPresent(e -> {
      e.server().stop();
      Runtime.getRuntime().removeShutdownHook(e.atExit());
      e.dir().close();
    });
  }
}

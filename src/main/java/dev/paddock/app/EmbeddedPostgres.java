package dev.paddock.app;

import dev.paddock.db.Database;
import io.vertx.pgclient.SslMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL server of our own in the data folder, on the loop-back only, behind a password of its own.
 * It is started by pg_ctl, in a session of its own, so that a Ctrl-C meant for us does not stop it before we are done with it.
 */
public final class EmbeddedPostgres {
  private static final String NAME = "paddock";
  private static final Duration START = Duration.ofSeconds(90);

  private final Path home;
  private final Path data;
  private final Path binaries;
  private final Path log;
  private final ServerUser user;
  private final Database database;

  private EmbeddedPostgres(Path home, Path binaries, ServerUser user, Database database) {
    this.home = home;
    this.data = home.resolve("data");
    this.log = home.resolve("server.log");
    this.binaries = binaries;
    this.user = user;
    this.database = database;
  }

  /**
   * Starts the server and waits until it answers; what a killed process left running or lying about is cleared away first.
   *
   * @param durable whether a commit must survive a power failure; false is for tests
   */
  public static EmbeddedPostgres start(DataDir dir, boolean durable) {
    var home = dir.folder("postgres");
    var password = dir.text("keys/postgres", EmbeddedPostgres::newPassword);
    try {
      var control = home.resolve("control.log");
      Files.deleteIfExists(control);
      var user = ServerUser.find(control);
      var database = new Database("127.0.0.1", Server.freePort(), NAME, NAME, password, SslMode.DISABLE, Optional.empty());
      var server = new EmbeddedPostgres(home, PostgresBinaries.unpackedIn(dir.folder("cache")), user, database);
      user.own(home);
      server.clear();
      if (!Files.isDirectory(server.data)) server.create(durable);
      server.launch(durable);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server that another process runs in a folder that it holds. Throws CannotStart if none is ready there. */
  static Database joined(DataDir dir) {
    return running(dir).orElseThrow(() -> new CannotStart("the data folder " + dir.root()
        + " is in use by a process whose database is not ready; try again in a moment, or name a database with DATABASE_URL"));
  }

  private static Optional<Database> running(DataDir dir) {
    var data = dir.root().resolve("postgres").resolve("data");
    try {
      var facts = Files.readAllLines(data.resolve("postmaster.pid"));
      var password = Files.readString(dir.root().resolve("keys/postgres")).strip();
      // One fact a line: its process is the first, its port the fourth, and whether it takes connections the last.
      boolean ready = facts.size() >= 8 && facts.get(7).strip().equals("ready")
          && Server.alive(facts.getFirst().strip(), dir.root().resolve("cache")).isPresent();
      return ready ? Optional.of(new Database("127.0.0.1", Integer.parseInt(facts.get(3).strip()), NAME, NAME, password, SslMode.DISABLE,
          Optional.empty())) : Optional.empty();
    } catch (IOException | NumberFormatException notThere) {
      return Optional.empty();
    }
  }

  public Database database() {
    return database;
  }

  /** Lets running statements end for a moment, then stops the server; within three seconds in any case. */
  public void stop() {
    if (control("stop", "--mode=fast", "--wait", "--timeout=2") != 0) control("stop", "--mode=immediate", "--wait", "--timeout=1");
  }

  // A killed JVM leaves its server running; a killed machine leaves its pid file, and the pid may be somebody else's by now.
  private void clear() throws IOException {
    var pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) return;
    if (Server.alive(Server.firstLine(pidFile), binaries.getParent()).isPresent()) {
      if (control("stop", "--mode=fast", "--wait", "--timeout=10") != 0) control("stop", "--mode=immediate", "--wait", "--timeout=10");
    } else {
      Files.deleteIfExists(pidFile);
    }
  }

  // Made aside and moved into place when complete: a half-made cluster is never mistaken for a database.
  private void create(boolean durable) throws IOException {
    var draft = home.resolve("data.new");
    PostgresBinaries.delete(draft);
    var passwordFile = home.resolveSibling("keys").resolve("postgres");
    run("cannot be set up", Optional.empty(), program("initdb"), "--pgdata=" + draft, "--username=" + NAME, "--auth=scram-sha-256",
        "--pwfile=" + passwordFile, "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
        durable ? "--data-checksums" : "--no-sync");
    run("cannot make its database", Optional.of("create database " + NAME + ";\n"), program("postgres"), "--single", "-D", draft.toString(),
        "postgres");
    Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private void launch(boolean durable) throws IOException {
    Files.writeString(data.resolve("postgresql.conf"), """
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        max_connections = 100
        shared_buffers = 64MB
        max_wal_size = 512MB
        wal_level = minimal
        max_wal_senders = 0
        jit = off
        timezone = 'UTC'
        log_timezone = 'UTC'
        log_checkpoints = off
        fsync = %s
        synchronous_commit = %2$s
        full_page_writes = %2$s
        """.formatted(database.port(), durable ? "on" : "off"));
    Files.deleteIfExists(log);
    user.own(data);
    run("does not start", Optional.empty(), program("pg_ctl"), "start", "--pgdata=" + data, "--log=" + log, "--wait",
        "--timeout=" + START.toSeconds(), "--silent");
  }

  private int control(String... words) {
    var command = new ArrayList<>(user.command(program("pg_ctl")));
    command.addAll(List.of(words));
    command.add("--pgdata=" + data);
    return Server.run(command, Optional.empty(), home.resolve("control.log"), Duration.ofSeconds(15));
  }

  private void run(String whatFailed, Optional<String> input, String... command) {
    var control = home.resolve("control.log");
    if (Server.run(user.command(command), input, control, START.plusSeconds(5)) != 0) {
      throw new CannotStart("the embedded PostgreSQL " + whatFailed + "; its log, " + log + ", ends:"
          + Server.tail(Files.exists(log) ? log : control));
    }
  }

  private String program(String name) {
    return binaries.resolve("bin").resolve(name).toString();
  }

  static String newPassword() {
    var bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}

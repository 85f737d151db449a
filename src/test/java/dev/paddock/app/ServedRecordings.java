package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.db.Database;
import dev.paddock.f1.contract.Importing.Run;
import dev.paddock.f1.contract.Importing.RunImport;
import dev.paddock.f1.contract.Importing.Start;
import dev.paddock.f1.contract.Importing.State;
import dev.paddock.f1.contract.Importing.Summary;
import dev.paddock.upstream.recordings.Ledger;
import dev.paddock.upstream.recordings.RecordingsServer;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Imports of what is served over HTTP: house, fetcher, archive and database are real, and a ledger says what was asked. */
abstract class ServedRecordings {
  /** What an import writes, but for its own account. */
  static final List<String> TABLES = List.of("coverage", "source_version", "session_feed", "entrant", "lap", "stint", "pit_stop", "weather",
      "race_control", "status_change", "position_change", "team_radio", "computed_result", "telemetry", "circuit_map", "circuit_marker",
      "disagreement");
  static final List<String> WHEN = List.of("at", "fetched_at", "updated_at", "seen_at");

  final Vertx vertx = Vertx.vertx();
  @TempDir Path folder;
  RecordingsServer server;
  int port;

  @AfterEach void close() {
    vertx.close().await();
  }

  void serve(Path recordings) {
    server = new RecordingsServer(vertx, recordings, InstantSource.system());
    port = server.listen(0).await();
  }

  Map<String, String> environment(Database database, String name, Map<String, String> more) {
    var base = "http://127.0.0.1:" + port + "/";
    var environment = new HashMap<>(Map.of(
        "PADDOCK_DATA_DIR", folder.resolve(name).toString(),
        "DATABASE_URL", "postgresql://" + database.user() + ":" + database.password() + "@" + database.host() + ":" + database.port() + "/"
            + database.name() + "?sslmode=disable",
        "PADDOCK_F1_LIVETIMING_URL", base + "livetiming.formula1.com",
        "PADDOCK_F1_JOLPICA_URL", base + "api.jolpi.ca",
        "PADDOCK_F1_SCHEDULE_URL", base + "raw.githubusercontent.com",
        "PADDOCK_F1_MULTIVIEWER_URL", base + "api.multiviewer.app",
        "PADDOCK_F1_LIVETIMING_LIMITS", "1000/PT1S", "PADDOCK_F1_JOLPICA_PER_SECOND", "1000"));
    environment.putAll(more);
    return environment;
  }

  Settings settings(Database database, String name, Map<String, String> more) {
    return Settings.read(Optional.empty(), environment(database, name, more), Map.of());
  }

  static String run(Workbench bench, RunImport asked) {
    var start = bench.start(asked);
    assertThat(start).isInstanceOf(Start.Started.class);
    return ((Start.Started) start).runId();
  }

  static Summary end(Workbench bench, String runId, State state) {
    until(() -> bench.run(runId).flatMap(Run::endedAt).isPresent());
    var run = bench.run(runId).orElseThrow();
    assertThat(run.state()).as(run.toString()).isEqualTo(state);
    return run.summary().orElseThrow();
  }

  /** What was asked of that host, in order. */
  List<String> asked(String host) {
    return server.ledger().entries().stream().map(Ledger.Entry::path).filter(path -> path.startsWith("/" + host + "/")).toList();
  }

  /** The content of every table, but for when it was written. */
  static Map<String, String> rows(Database database) {
    var without = String.join("", WHEN.stream().map(column -> " - '" + column + "'").toList());
    var hashes = new TreeMap<String, String>();
    for (var table : TABLES) hashes.put(table, texts(database, "select coalesce(md5(string_agg(r::text, '|' order by r::text)), '') as t"
        + " from (select to_jsonb(kept)" + without + " as r from " + table + " kept) y").getFirst());
    return hashes;
  }

  static List<String> texts(Database database, String sql) {
    var texts = new ArrayList<String>();
    try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
      while (rows.next()) texts.add(rows.getString("t"));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return texts;
  }

  static void until(BooleanSupplier there) {
    long deadline = System.nanoTime() + 120_000_000_000L;
    while (!there.getAsBoolean()) {
      if (System.nanoTime() > deadline) throw new AssertionError("it did not come to that");
      LockSupport.parkNanos(20_000_000);
    }
  }
}

package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.paddock.Main;
import dev.paddock.TestDatabase;
import dev.paddock.db.Database;
import dev.paddock.f1.contract.Importing.Run;
import dev.paddock.f1.contract.Importing.RunImport;
import dev.paddock.f1.contract.Importing.Scope;
import dev.paddock.f1.contract.Importing.Start;
import dev.paddock.f1.contract.Importing.State;
import dev.paddock.f1.contract.Importing.Summary;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.upstream.recordings.Ledger;
import dev.paddock.upstream.recordings.RecordingsServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code paddock import} against answers served over HTTP: a weekend written by hand, and the recorded sessions where there are any.
 * House, fetcher, archive and database are real; what was asked is what the server's ledger says.
 */
class ImportFromUpstreamTest {
  static final Path RECORDINGS = Path.of("../shared/recordings");
  /** Those that are recorded with their timing complete. */
  static final List<String> TWELVE = List.of("2019-italian-Q", "2020-hungarian-FP2", "2020-70th-anniversary-FP2", "2021-italian-FP2",
      "2022-saudi-arabian-Q", "2022-british-FP1", "2023-azerbaijan-Q", "2023-azerbaijan-S", "2024-chinese-SQ", "2024-spanish-Q",
      "2024-british-FP1", "2025-miami-S");
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

  @Test void a_weekend_takes_as_many_requests_as_there_are_files_and_none_the_second_time() throws Exception {
    serve(weekend());
    var database = TestDatabase.fresh();
    try (var bench = Workbench.open(settings(database, "one", Map.of()))) {
      var summary = end(bench, run(bench, whole(Optional.empty())), State.COMPLETED);
      assertThat(summary.failures()).isEmpty();
      assertThat(count(database, "weather")).isEqualTo(6);
      assertThat(asked("livetiming.formula1.com")).doesNotHaveDuplicates().hasSize(summary.calls().get("livetiming"));
      assertThat(summary.calls().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(server.ledger().entries().size());
      int before = server.ledger().entries().size();
      var rows = rows(database);
      assertThat(end(bench, run(bench, whole(Optional.empty())), State.COMPLETED).calls()).isEmpty();
      assertThat(server.ledger().entries()).hasSize(before);
      assertThat(rows(database)).isEqualTo(rows);
    }
  }

  @Test void stopped_by_max_calls_and_begun_again_it_ends_with_the_same_rows() throws Exception {
    serve(weekend());
    var undisturbed = undisturbed();
    var database = TestDatabase.fresh();
    try (var bench = Workbench.open(settings(database, "two", Map.of()))) {
      int before = server.ledger().entries().size();
      var stopped = end(bench, run(bench, whole(Optional.of(9))), State.STOPPED);
      assertThat(server.ledger().entries().size() - before).isLessThanOrEqualTo(9);
      assertThat(stopped.remaining()).isNotEmpty();
      end(bench, run(bench, whole(Optional.empty())), State.COMPLETED);
      assertThat(rows(database)).isEqualTo(undisturbed);
    }
  }

  @Test void killed_while_it_waits_for_the_quota_it_is_taken_up_by_the_next_and_ends_with_the_same_rows() throws Exception {
    serve(weekend());
    var undisturbed = undisturbed();
    var database = TestDatabase.fresh();
    var process = OtherProcess.start(Main.class, arguments(database, Map.of("PADDOCK_F1_LIVETIMING_LIMITS", "9/PT1H")));
    until(() -> texts(database, "select state as t from import_run").contains("PAUSED"));
    process.kill();
    assertThat(texts(database, "select state as t from import_run")).containsExactly("PAUSED");

    var next = OtherProcess.start(Main.class, arguments(database, Map.of()));
    while (next.line() != null);
    assertThat(next.process().waitFor()).isZero();
    assertThat(texts(database, "select run_id || ' ' || state as t from import_run")).containsExactly("2025-1 COMPLETED");
    assertThat(rows(database)).isEqualTo(undisturbed);
  }

  @Test void the_recorded_sessions_take_as_many_requests_as_topics() throws Exception {
    assumeTrue(Files.isDirectory(RECORDINGS), "skipped: no recordings at " + RECORDINGS);
    serve(RECORDINGS);
    var database = TestDatabase.fresh();
    try (var bench = Workbench.open(settings(database, "recorded", Map.of()))) {
      for (var year : List.of(2019, 2020, 2021, 2022, 2023, 2024, 2025)) bench.calendar(year);
      for (var session : TWELVE) {
        var summary = end(bench, run(bench, only(database, session)), State.COMPLETED);
        assertThat(summary.failures()).as(session).isEmpty();
      }
      assertThat(asked("livetiming.formula1.com")).doesNotHaveDuplicates();
      assertThat(asked("raw.githubusercontent.com")).filteredOn(path -> path.contains("2024")).hasSizeLessThanOrEqualTo(2);
      assertThat(texts(database, "select distinct session_id as t from lap")).containsExactlyInAnyOrderElementsOf(TWELVE);
      int before = server.ledger().entries().size();
      var rows = rows(database);
      for (var session : TWELVE) assertThat(end(bench, run(bench, only(database, session)), State.COMPLETED).calls()).isEmpty();
      assertThat(server.ledger().entries()).hasSize(before);
      assertThat(rows(database)).isEqualTo(rows);
    }
  }

  @Test void of_the_2023_azerbaijan_sprint_jolpica_says_otherwise_than_the_laps() {
    assumeTrue(Files.isDirectory(RECORDINGS), "skipped: no recordings at " + RECORDINGS);
    serve(RECORDINGS);
    var database = TestDatabase.fresh();
    var contradictions = "select item || ' ' || field || ' ' || decided_by as t from disagreement"
        + " where subject = '2023-azerbaijan-S' order by 1";
    try (var bench = Workbench.open(settings(database, "sprint", Map.of()))) {
      bench.calendar(2023);
      bench.result("2023-azerbaijan-S");
      end(bench, run(bench, only(database, "2023-azerbaijan-S")), State.COMPLETED);
      assertThat(texts(database, contradictions)).isNotEmpty().allMatch(line -> line.endsWith(" jolpica"));
    }
    var later = TestDatabase.fresh();
    try (var bench = Workbench.open(settings(later, "sprint-later", Map.of()))) {
      bench.calendar(2023);
      end(bench, run(bench, only(later, "2023-azerbaijan-S")), State.COMPLETED);
      bench.result("2023-azerbaijan-S");
      until(() -> texts(later, contradictions).equals(texts(database, contradictions)));
    }
  }

  @Test void a_house_that_runs_imports_by_itself_what_is_missing() throws Exception {
    serve(weekend());
    var undisturbed = undisturbed();
    var database = TestDatabase.fresh();
    var settings = settings(database, "house", Map.of("PADDOCK_F1_SEASON", "2025", "PADDOCK_PORT", "0"));
    try (var bench = Workbench.open(settings)) {
      bench.calendar(2025);
    }
    try (var node = Node.open(settings, UnaryOperator.identity())) {
      var timers = new SystemTimers(node.vertx());
      try (var house = Paddock.open(node, settings, new Paddock.Course("run", timers, round -> true))) {
        assertThat(house.port()).isPositive();
        until(() -> texts(database, "select state as t from import_run").contains("COMPLETED"));
      }
    }
    assertThat(rows(database)).isEqualTo(undisturbed);
  }

  @Test void what_became_of_it_is_posted_to_slack() throws Exception {
    serve(weekend());
    var posted = new CopyOnWriteArrayList<JsonObject>();
    var slack = vertx.createHttpServer().requestHandler(request -> request.bodyHandler(body -> {
      posted.add(body.toJsonObject());
      request.response().end("ok");
    })).listen(0, "127.0.0.1").await();
    var environment = Map.of("SLACK_WEBHOOK_URL", "http://127.0.0.1:" + slack.actualPort() + "/services/T0/B0/secret",
        "PADDOCK_WEBHOOKS_PRIVATE_ADDRESSES", "true");
    try (var bench = Workbench.open(settings(TestDatabase.fresh(), "slack", environment))) {
      var announced = new RunImport(new Scope(2025, Optional.empty(), Optional.empty()), false, true, Optional.empty(), 1);
      var summary = end(bench, run(bench, announced), State.COMPLETED);
      assertThat(summary.failures()).isEmpty();
      assertThat(posted).singleElement().satisfies(post -> assertThat(post.getString("text"))
          .startsWith("Import 2025-1 completed: 4 of 4 sessions and circuits, 15 rows, "));
    }
  }

  /** Rows of an import that nobody disturbed. */
  private Map<String, String> undisturbed() throws Exception {
    var database = TestDatabase.fresh();
    try (var bench = Workbench.open(settings(database, "undisturbed", Map.of()))) {
      end(bench, run(bench, whole(Optional.empty())), State.COMPLETED);
    }
    return rows(database);
  }

  private void serve(Path recordings) {
    server = new RecordingsServer(vertx, recordings, InstantSource.system());
    port = server.listen(0).await();
  }

  /** Practice and race of May 2025, as they are published: an index, the schedule, and of each session some topics. */
  private Path weekend() throws IOException {
    var root = folder.resolve("world");
    publish(root, "raw.githubusercontent.com/theOehrly/f1schedule/master/schedule_2025.json", """
        {"round_number":{"0":1},"country":{"0":"Isle"},"location":{"0":"Seaside"},"official_event_name":{"0":"SEASIDE GRAND PRIX"},
         "event_name":{"0":"Seaside Grand Prix"},"event_date":{"0":"2025-05-04"},"event_format":{"0":"conventional"},
         "gmt_offset":{"0":"+02:00"},"session1":{"0":"Practice 1"},"session1_date":{"0":"2025-05-02 13:00:00"},
         "session4":{"0":"Qualifying"},"session4_date":{"0":"2025-05-03 16:00:00"},
         "session5":{"0":"Race"},"session5_date":{"0":"2025-05-04 15:00:00"}}""");
    publish(root, "livetiming.formula1.com/static/2025/Index.json", """
        {"Year":2025,"Meetings":[{"Key":1,"Name":"Seaside Grand Prix","Sessions":[
          {"Key":11,"Type":"Practice","Name":"Practice 1","StartDate":"2025-05-02T13:00:00","EndDate":"2025-05-02T14:00:00",
           "GmtOffset":"02:00:00","Path":"2025/2025-05-04_Seaside_Grand_Prix/2025-05-02_Practice_1/"},
          {"Key":12,"Type":"Qualifying","Name":"Qualifying","StartDate":"2025-05-03T16:00:00","EndDate":"2025-05-03T17:00:00",
           "GmtOffset":"02:00:00","Path":"2025/2025-05-04_Seaside_Grand_Prix/2025-05-03_Qualifying/"},
          {"Key":13,"Type":"Race","Name":"Race","StartDate":"2025-05-04T15:00:00","EndDate":"2025-05-04T17:00:00",
           "GmtOffset":"02:00:00","Path":"2025/2025-05-04_Seaside_Grand_Prix/2025-05-04_Race/"}]}]}""");
    for (var session : List.of("2025-05-02_Practice_1", "2025-05-03_Qualifying", "2025-05-04_Race")) {
      var path = "livetiming.formula1.com/static/2025/2025-05-04_Seaside_Grand_Prix/" + session + "/";
      publish(root, path + "SessionInfo.jsonStream", "00:00:00.000{\"Meeting\":{\"Circuit\":{\"Key\":61}},\"Key\":7}\r\n");
      publish(root, path + "DriverList.jsonStream",
          "00:00:01.000{\"1\":{\"RacingNumber\":\"1\",\"Tla\":\"VER\",\"LastName\":\"Verstappen\",\"TeamName\":\"Red Bull\"}}\r\n");
      publish(root, path + "WeatherData.jsonStream", "00:01:00.000{\"AirTemp\":\"21.4\",\"TrackTemp\":\"33\",\"Rainfall\":\"0\"}\r\n"
          + "00:02:00.000{\"AirTemp\":\"21.5\",\"TrackTemp\":\"33\",\"Rainfall\":\"0\"}\r\n");
      publish(root, path + "TrackStatus.jsonStream", "00:00:02.000{\"Status\":\"1\",\"Message\":\"AllClear\"}\r\n");
      publish(root, path + "RaceControlMessages.jsonStream",
          "00:05:00.000{\"Messages\":[{\"Utc\":\"2025-05-02T11:05:00\",\"Category\":\"Flag\",\"Message\":\"GREEN LIGHT\"}]}\r\n");
    }
    return root;
  }

  private static void publish(Path root, String path, String text) throws IOException {
    var file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, (path.endsWith("Stream") ? "\uFEFF" : "") + text);
  }

  private Map<String, String> environment(Database database, String name, Map<String, String> more) {
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

  private Settings settings(Database database, String name, Map<String, String> more) {
    return Settings.read(Optional.empty(), environment(database, name, more), Map.of());
  }

  private String[] arguments(Database database, Map<String, String> more) {
    var arguments = new ArrayList<>(List.of("import", "--year", "2025"));
    var names = Map.of("PADDOCK_DATA_DIR", "data-dir", "DATABASE_URL", "database.url", "PADDOCK_F1_LIVETIMING_URL", "f1.livetiming.url",
        "PADDOCK_F1_JOLPICA_URL", "f1.jolpica.url", "PADDOCK_F1_SCHEDULE_URL", "f1.schedule.url", "PADDOCK_F1_MULTIVIEWER_URL",
        "f1.multiviewer.url", "PADDOCK_F1_LIVETIMING_LIMITS", "f1.livetiming.limits", "PADDOCK_F1_JOLPICA_PER_SECOND",
        "f1.jolpica.per-second");
    environment(database, "killed", more).forEach((variable, value) -> {
      arguments.add("--set");
      arguments.add(names.get(variable) + "=" + value);
    });
    return arguments.toArray(String[]::new);
  }

  private static RunImport whole(Optional<Integer> maxCalls) {
    return new RunImport(new Scope(2025, Optional.empty(), Optional.empty()), false, false, maxCalls, 1);
  }

  private static RunImport only(Database database, String session) {
    int round = Integer.parseInt(texts(database,
        "select round::text as t from race join session using (race_id) where session_id = '" + session + "'").getFirst());
    return new RunImport(new Scope(Integer.parseInt(session.substring(0, 4)), Optional.of(round),
        Optional.of(SessionCode.valueOf(session.substring(session.lastIndexOf('-') + 1)))), false, false, Optional.empty(), 1);
  }

  private static String run(Workbench bench, RunImport asked) {
    var start = bench.start(asked);
    assertThat(start).isInstanceOf(Start.Started.class);
    return ((Start.Started) start).runId();
  }

  private static Summary end(Workbench bench, String runId, State state) {
    until(() -> bench.run(runId).flatMap(Run::endedAt).isPresent());
    var run = bench.run(runId).orElseThrow();
    assertThat(run.state()).as(run.toString()).isEqualTo(state);
    return run.summary().orElseThrow();
  }

  /** What was asked of that host, in order. */
  private List<String> asked(String host) {
    return server.ledger().entries().stream().map(Ledger.Entry::path).filter(path -> path.startsWith("/" + host + "/")).toList();
  }

  /** The content of every table, but for when it was written. */
  private static Map<String, String> rows(Database database) {
    var without = String.join("", WHEN.stream().map(column -> " - '" + column + "'").toList());
    var hashes = new TreeMap<String, String>();
    for (var table : TABLES) hashes.put(table, texts(database, "select coalesce(md5(string_agg(r::text, '|' order by r::text)), '') as t"
        + " from (select to_jsonb(kept)" + without + " as r from " + table + " kept) y").getFirst());
    return hashes;
  }

  private static int count(Database database, String table) {
    return Integer.parseInt(texts(database, "select count(*)::text as t from " + table).getFirst());
  }

  private static List<String> texts(Database database, String sql) {
    var texts = new ArrayList<String>();
    try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
      while (rows.next()) texts.add(rows.getString("t"));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return texts;
  }

  private static void until(BooleanSupplier there) {
    long deadline = System.nanoTime() + 120_000_000_000L;
    while (!there.getAsBoolean()) {
      if (System.nanoTime() > deadline) throw new AssertionError("it did not come to that");
      LockSupport.parkNanos(20_000_000);
    }
  }
}

package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.Main;
import dev.paddock.TestDatabase;
import dev.paddock.db.Database;
import dev.paddock.f1.contract.Importing.RunImport;
import dev.paddock.f1.contract.Importing.Scope;
import dev.paddock.f1.contract.Importing.State;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A weekend written by hand is imported with as many requests as there are files, by whoever begins it. */
class ImportFromUpstreamTest extends ServedRecordings {
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

  private static int count(Database database, String table) {
    return Integer.parseInt(texts(database, "select count(*)::text as t from " + table).getFirst());
  }
}

package dev.paddock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.db.Database;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker commands against a small season on loop-back: one race of Jolpica's, its practice of f1schedule's. */
class IngestTest {
  static final String JOLPICA = "/ergast/f1/2023.json";
  static final String SPRINT = "/ergast/f1/2023/1/sprint.json";
  static final String SCHEDULE = "/theOehrly/f1schedule/master/schedule_2023.json";

  @TempDir Path folder;
  final Vertx vertx = Vertx.vertx();
  final String database = url(TestDatabase.fresh());
  final Map<String, String> pages = new ConcurrentHashMap<>();
  final List<String> asked = new CopyOnWriteArrayList<>();
  StringWriter out;
  StringWriter err;
  HttpServer server;

  @BeforeEach void serve() {
    server = vertx.createHttpServer().requestHandler(request -> {
      asked.add(request.path());
      var page = pages.get(request.path());
      if (page == null) request.response().setStatusCode(403).end();
      else request.response().end(page);
    }).listen(0, "127.0.0.1").await();
    pages.put(JOLPICA, races("2023-04-30", "11:00:00Z"));
    pages.put(SCHEDULE, """
        {"round_number": {"0": 1}, "country": {"0": "Azerbaijan"}, "location": {"0": "Baku"}, "official_event_name": {"0": "FORMULA 1"},
         "event_date": {"0": "2023-04-30"}, "event_name": {"0": "Azerbaijan Grand Prix"}, "gmt_offset": {"0": "+04:00"},
         "event_format": {"0": "sprint_shootout"}, "session1": {"0": "Practice 1"}, "session1_date": {"0": "2023-04-28T13:30:00"},
         "session5": {"0": "Race"}, "session5_date": {"0": "2023-04-30T15:30:00"}}
        """);
    pages.put(SPRINT, sprint(1));
  }

  @AfterEach void close() {
    vertx.close().await();
  }

  @Test void a_schedule_is_ingested_of_two_sources_and_the_second_time_nothing_changes() {
    assertThat(run("ingest-schedule", "--year", "2023")).isZero();
    assertThat(out.toString()).containsPattern("1 +2023-azerbaijan +FP1 04-28 09:30  S 04-29 13:30  R 04-30 11:00")
        .contains("2023 is new: 1 races");
    assertThat(asked).contains(JOLPICA, SCHEDULE);
    assertThat(run("ingest-schedule", "--year", "2023")).as(() -> err.toString()).isZero();
    assertThat(out.toString()).contains("nothing has changed: 1 races");
  }

  @Test void what_moved_is_said() {
    run("ingest-schedule", "--year", "2023");
    pages.put(JOLPICA, races("2023-05-01", "12:00:00Z"));
    assertThat(run("ingest-schedule", "--year", "2023")).isZero();
    assertThat(out.toString()).contains("2023-azerbaijan-R moved from 2023-04-30 11:00 to 2023-05-01 12:00");
  }

  @Test void a_source_that_cannot_be_heard_is_one_line_and_exit_code_1() {
    server.close().await();
    assertThat(run("ingest-schedule", "--year", "2023")).isEqualTo(1);
    assertThat(err.toString()).startsWith("paddock: the schedule of 2023 was not to be had: jolpica: ").doesNotContain("\tat ");
    assertThat(run("ingest-results", "2023-azerbaijan")).isEqualTo(1);
    assertThat(err.toString()).startsWith("paddock: the schedule of 2023 was not to be had: ");
  }

  @Test void a_season_that_nobody_has_is_said() {
    assertThat(run("ingest-schedule", "--year", "2030")).isZero();
    assertThat(out.toString()).contains("no source has a calendar of 2030");
  }

  @Test void results_are_ingested_with_their_calendar_and_the_second_time_nothing_changes() {
    assertThat(run("ingest-results", "2023-azerbaijan")).isZero();
    assertThat(out.toString()).contains("2023-azerbaijan-S: stored as version 1", "2023-azerbaijan-R: no result yet")
        .containsPattern("1 +Perez +Red Bull +2 +17 +8 ");
    assertThat(run("ingest-results", "2023-azerbaijan-S")).isZero();
    assertThat(out.toString()).contains("2023-azerbaijan-S: version 1 stands, nothing has changed").doesNotContain("2023-azerbaijan-R");
    pages.put(SPRINT, sprint(2));
    assertThat(run("ingest-results", "2023/1")).isZero();
    assertThat(out.toString()).contains("2023-azerbaijan-S: version 2: perez grid 2 → 3");
  }

  @Test void an_answer_that_cannot_be_taken_is_exit_code_1_and_what_is_stored_stays() {
    run("ingest-results", "2023-azerbaijan-S");
    pages.put(SPRINT, "<html>maintenance</html>");
    assertThat(run("ingest-results", "2023-azerbaijan-S")).isEqualTo(1);
    assertThat(err.toString()).startsWith("paddock: 2023-azerbaijan-S: refused: ").contains("version 1 stays").doesNotContain("\tat ");
  }

  @Test void what_there_is_not_is_said_and_what_is_no_event_is_used_wrongly() {
    assertThat(run("ingest-results", "2023-atlantis")).isEqualTo(1);
    assertThat(err.toString()).contains("there is no such race in 2023", "paddock ingest-schedule --year 2023");
    assertThat(run("ingest-results", "2023-azerbaijan-Q")).isEqualTo(1);
    assertThat(err.toString()).contains("2023-azerbaijan has no such session");
    assertThat(run("ingest-results", "Baku")).isEqualTo(2);
    assertThat(err.toString()).contains("expected a race such as 2025-miami or 2025/6");
    assertThat(run("ingest-schedule", "--year", "soon")).isEqualTo(2);
    assertThat(run("ingest-schedule")).isEqualTo(2);
  }

  private int run(String... words) {
    var base = "http://127.0.0.1:" + server.actualPort();
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data-dir", folder.toString(), "--set", "database.url=" + database, "--set", "f1.jolpica.url=" + base,
        "--set", "f1.schedule.url=" + base));
    out = new StringWriter();
    err = new StringWriter();
    return PaddockCommand.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(all.toArray(String[]::new));
  }

  private static String races(String date, String time) {
    return """
        {"MRData": {"limit": "100", "offset": "0", "total": "1", "RaceTable": {"Races": [{"season": "2023", "round": "1",
          "raceName": "Azerbaijan Grand Prix", "date": "%s", "time": "%s", "Sprint": {"date": "2023-04-29", "time": "13:30:00Z"},
          "Circuit": {"circuitId": "baku", "circuitName": "Baku", "Location": {"locality": "Baku", "country": "Azerbaijan"}}}]}}}
        """.formatted(date, time);
  }

  private static String sprint(int slower) {
    return """
        {"MRData": {"limit": "100", "offset": "0", "total": "2", "RaceTable": {"Races": [{"SprintResults": [
          {"number": "11", "position": "1", "positionText": "1", "points": "8", "grid": "%d", "laps": "17",
           "Driver": {"driverId": "perez"}, "Constructor": {"constructorId": "red_bull"}, "Time": {"millis": "1997667"}},
          {"number": "16", "position": "2", "positionText": "2", "points": "7", "grid": "1", "laps": "17",
           "Driver": {"driverId": "leclerc"}, "Constructor": {"constructorId": "ferrari"}, "Time": {"millis": "2002130"}}]}]}}}
        """.formatted(1 + slower);
  }

  private static String url(Database d) {
    return "postgresql://" + d.user() + ":" + d.password() + "@" + d.host() + ":" + d.port() + "/" + d.name();
  }
}

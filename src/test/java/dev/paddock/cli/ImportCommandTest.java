package dev.paddock.cli;

import static dev.paddock.cli.SmallSeason.RACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.app.DataDir;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gaps and imports on the command line, with the whole of what imports behind it. */
class ImportCommandTest {
  @TempDir Path folder;
  SmallSeason season;

  @BeforeEach void open() {
    season = new SmallSeason(folder);
  }

  @AfterEach void close() {
    season.close();
  }

  @Test void a_season_without_a_calendar_is_a_gap_itself() {
    assertThat(season.run("gaps", "--year", "2023")).as(() -> season.err).isZero();
    assertThat(season.out).contains("the season 2023 itself is missing", "paddock ingest-schedule --year 2023");
    assertThat(season.asked).as("gaps ask nobody").isEmpty();
    assertThat(season.run("import", "--year", "2023", "--dry-run")).isZero();
    assertThat(season.out).contains("the season 2023 is missing: its calendar would come first");
    assertThat(season.asked).isEmpty();
  }

  @Test void commands_speak_for_themselves_unless_a_level_of_the_log_was_set() {
    season.run("gaps", "--year", "2023");
    assertThat(System.getProperty("LOG_LEVEL")).isEqualTo("warn");
    season.run("gaps", "--year", "2023", "--set", "log.level=error");
    assertThat(System.getProperty("LOG_LEVEL")).isEqualTo("error");
  }

  @Test void gaps_are_a_table_that_fits_and_for_machines_json() {
    season.run("ingest-schedule", "--year", "2023");
    assertThat(season.run("gaps", "--year", "2023")).as(() -> season.err).isZero();
    assertThat(season.out.lines()).allMatch(line -> line.length() <= 100).anyMatch(line -> line.startsWith("  2023-azerbaijan-R "));
    assertThat(season.out).contains("✓ stored  · missing  – absent")
        .containsPattern("\\d+ gaps in 3 sessions and 1 circuit\nclosing them takes \\d+ calls");
    assertThat(season.run("gaps", "--year", "2023", "--round", "1", "--json")).isZero();
    var json = new JsonObject(season.out);
    assertThat(json.getBoolean("calendar")).isTrue();
    assertThat(json.getJsonArray("sessions")).hasSize(3);
    assertThat(json.getJsonArray("sessions").getJsonObject(2).getMap())
        .containsEntry("sessionId", "2023-azerbaijan-R").containsEntry("code", "R");
  }

  @Test void contradictions_stand_below_the_gaps() {
    season.pages.put(SmallSeason.JOLPICA, SmallSeason.races("2023-04-30", "12:00:00Z"));
    season.run("ingest-schedule", "--year", "2023");
    season.run("gaps", "--year", "2023");
    assertThat(season.out).contains("sources contradict each other once:",
        "  2023-azerbaijan-R starts_at: jolpica 2023-04-30T12:00Z (believed), f1schedule 2023-04-30T11:00Z");
  }

  @Test void lines_that_were_left_out_are_reported() {
    var file = RACE + "TrackStatus.jsonStream";
    season.pages.put(file, season.pages.get(file) + "00:00:09.000{\"Sta\r\n");
    season.run("import", "--year", "2023", "--session", "R");
    season.run("gaps", "--year", "2023");
    assertThat(season.out).contains("✓ 2023-azerbaijan-R: TrackStatus: 1 line left out (track status");
  }

  @Test void an_import_closes_the_gaps_and_the_second_one_asks_nobody() {
    assertThat(season.run("import", "--year", "2023", "--session", "R")).as(() -> season.out + season.err).isZero();
    assertThat(season.out).containsPattern("season +2023").containsPattern("import +\\S+, completed").contains("track status 2")
        .containsPattern("requests +\\d+ calls \\(.*livetiming \\d+").doesNotContain("\r");
    assertThat(season.asked).filteredOn(path -> path.startsWith(RACE)).doesNotHaveDuplicates().contains(RACE + "TrackStatus.jsonStream");
    season.asked.clear();
    assertThat(season.run("import", "--year", "2023", "--session", "R")).as(() -> season.out + season.err).isZero();
    assertThat(season.asked).isEmpty();
    assertThat(season.out).containsPattern("gaps detected +0").containsPattern("requests +0 calls");
    season.run("gaps", "--year", "2023");
    assertThat(season.out.lines().filter(line -> line.startsWith("  2023-azerbaijan-R ")).findFirst().orElseThrow())
        .contains("✓", "–").doesNotContain("·");
    assertThat(season.out).contains("absent: ");
  }

  @Test void at_most_so_many_calls_and_what_remains_is_said() {
    season.run("ingest-schedule", "--year", "2023");
    assertThat(season.run("import", "--year", "2023", "--max-calls", "3")).as(() -> season.out + season.err).isEqualTo(1);
    assertThat(season.out).containsPattern("import +\\S+, stopped: ").containsPattern("remaining +\\d+: ").contains("2023-azerbaijan-R");
    assertThat(season.run("import", "--year", "2023", "--dry-run")).isZero();
    assertThat(season.out).contains("2023-azerbaijan-R: ", "would import ", "calls made", "remaining", "next reset", "OK");
  }

  @Test void one_import_of_a_season_at_a_time_and_the_second_says_which_is_running() throws Exception {
    season.run("ingest-schedule", "--year", "2023");
    var held = season.hold(RACE + "TrackStatus.jsonStream");
    var first = CompletableFuture.supplyAsync(() -> season.say("import", "--year", "2023", "--session", "R"), Thread::startVirtualThread);
    var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!season.asked.contains(RACE + "TrackStatus.jsonStream") && System.nanoTime() < deadline) LockSupport.parkNanos(5_000_000);
    assertThat(season.run("import", "--year", "2023")).isEqualTo(1);
    assertThat(season.err).startsWith("paddock: import 2023-1 of 2023 is running already, since ");
    held.complete(null);
    assertThat(first.get(30, TimeUnit.SECONDS).code()).isZero();
  }

  @Test void a_folder_that_is_in_use_is_shared() {
    season.run("ingest-schedule", "--year", "2023");
    try (var held = DataDir.open(folder)) {
      assertThat(season.run("import", "--year", "2023", "--session", "R")).as(() -> season.out + season.err).isZero();
    }
  }

  @Test void used_wrongly_is_two() {
    assertThat(season.run("import", "--year", "2023", "--parallel", "9")).isEqualTo(2);
    assertThat(season.err).contains("--parallel must be 1 to 8");
    assertThat(season.run("import", "--year", "2023", "--session", "FP9")).isEqualTo(2);
    assertThat(season.run("import", "--year", "2023", "--max-calls", "-1")).isEqualTo(2);
    assertThat(season.run("import", "--year", "2023", "--notify")).isEqualTo(2);
    assertThat(season.err).contains("--notify needs SLACK_WEBHOOK_URL");
    assertThat(season.run("gaps")).isEqualTo(2);
  }
}

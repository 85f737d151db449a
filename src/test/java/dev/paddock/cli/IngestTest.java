package dev.paddock.cli;

import static dev.paddock.cli.SmallSeason.JOLPICA;
import static dev.paddock.cli.SmallSeason.SCHEDULE;
import static dev.paddock.cli.SmallSeason.SPRINT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schedules and results, ordered on the command line. */
class IngestTest {
  @TempDir Path folder;
  SmallSeason season;

  @BeforeEach void open() {
    season = new SmallSeason(folder);
  }

  @AfterEach void close() {
    season.close();
  }

  @Test void a_schedule_is_ingested_of_two_sources_and_the_second_time_nothing_changes() {
    assertThat(season.run("ingest-schedule", "--year", "2023")).as(() -> season.err).isZero();
    assertThat(season.out).containsPattern("1 +2023-azerbaijan +FP1 04-28 09:30  S 04-29 13:30  R 04-30 11:00")
        .contains("2023 is new: 1 races");
    assertThat(season.asked).contains(JOLPICA, SCHEDULE);
    assertThat(season.run("ingest-schedule", "--year", "2023")).as(() -> season.err).isZero();
    assertThat(season.out).contains("nothing has changed: 1 races");
  }

  @Test void one_request_a_second_is_enough_for_a_calendar_of_two_pages() {
    assertThat(season.run("ingest-schedule", "--year", "2023", "--set", "f1.jolpica.per-second=1")).as(() -> season.err).isZero();
    assertThat(season.out).contains("2023 is new: 1 races").doesNotContain("quota");
  }

  @Test void what_moved_is_said() {
    season.run("ingest-schedule", "--year", "2023");
    season.pages.put(JOLPICA, SmallSeason.races("2023-05-01", "12:00:00Z"));
    assertThat(season.run("ingest-schedule", "--year", "2023")).as(() -> season.err).isZero();
    assertThat(season.out).contains("2023-azerbaijan-R moved from 2023-04-30 11:00 to 2023-05-01 12:00");
  }

  @Test void a_source_that_cannot_be_heard_is_one_line_and_exit_code_1() {
    season.fallSilent();
    assertThat(season.run("ingest-schedule", "--year", "2023")).isEqualTo(1);
    assertThat(season.err).startsWith("paddock: the schedule of 2023 was not to be had: jolpica: ").doesNotContain("\tat ");
    assertThat(season.run("ingest-results", "2023-azerbaijan")).isEqualTo(1);
    assertThat(season.err).startsWith("paddock: the schedule of 2023 was not to be had: ");
  }

  @Test void a_season_that_nobody_has_is_said() {
    assertThat(season.run("ingest-schedule", "--year", "2030")).isZero();
    assertThat(season.out).contains("no source has a calendar of 2030");
  }

  @Test void results_are_ingested_with_their_calendar_and_the_second_time_nothing_changes() {
    assertThat(season.run("ingest-results", "2023-azerbaijan")).as(() -> season.err).isZero();
    assertThat(season.out).contains("2023-azerbaijan-S: stored as version 1", "2023-azerbaijan-R: no result yet")
        .containsPattern("1 +Perez +Red Bull +2 +17 +8 ");
    assertThat(season.run("ingest-results", "2023-azerbaijan-S")).as(() -> season.err).isZero();
    assertThat(season.out).contains("2023-azerbaijan-S: version 1 stands, nothing has changed").doesNotContain("2023-azerbaijan-R");
    season.pages.put(SPRINT, SmallSeason.sprint(3));
    assertThat(season.run("ingest-results", "2023/1")).as(() -> season.err).isZero();
    assertThat(season.out).contains("2023-azerbaijan-S: version 2: perez grid 2 → 3");
  }

  @Test void an_answer_that_cannot_be_taken_is_exit_code_1_and_what_is_stored_stays() {
    season.run("ingest-results", "2023-azerbaijan-S");
    season.pages.put(SPRINT, "<html>maintenance</html>");
    assertThat(season.run("ingest-results", "2023-azerbaijan-S")).isEqualTo(1);
    assertThat(season.err).startsWith("paddock: 2023-azerbaijan-S: refused: ").contains("version 1 stays").doesNotContain("\tat ");
  }

  @Test void what_there_is_not_is_said_and_what_is_no_event_is_used_wrongly() {
    assertThat(season.run("ingest-results", "2023-atlantis")).isEqualTo(1);
    assertThat(season.err).contains("there is no such race in 2023", "paddock ingest-schedule --year 2023");
    assertThat(season.run("ingest-results", "2023-azerbaijan-Q")).isEqualTo(1);
    assertThat(season.err).contains("2023-azerbaijan has no such session");
    assertThat(season.run("ingest-results", "Baku")).isEqualTo(2);
    assertThat(season.err).contains("expected a race such as 2025-miami or 2025/6");
    assertThat(season.run("ingest-schedule", "--year", "soon")).isEqualTo(2);
    assertThat(season.run("ingest-schedule")).isEqualTo(2);
  }
}

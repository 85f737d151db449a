package dev.paddock.f1.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.rules.Schedule;
import dev.paddock.f1.rules.Schedule.Event;
import dev.paddock.f1.rules.Schedule.Format;
import dev.paddock.f1.rules.Schedule.Session;
import dev.paddock.f1.rules.SessionCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns become weekends. The real files are not part of this project: where they are not at hand, those tests are skipped. */
class F1SchedulePageTest {
  static final Path RECORDED = Path.of("../shared/recordings/raw.githubusercontent.com/theOehrly/f1schedule/master");

  static final String TWO_WEEKENDS = """
      {"round_number": {"0": 0, "1": 2, "2": 1},
       "country": {"0": "Bahrain", "1": "United States", "2": "Italy"},
       "location": {"0": "Sakhir", "1": "Las Vegas", "2": "Imola"},
       "official_event_name": {"0": "TEST", "1": "FORMULA 1 LAS VEGAS GRAND PRIX ", "2": "FORMULA 1 EMILIA"},
       "event_date": {"0": "2025-02-28T19:00:00", "1": "2025-11-22T22:00:00", "2": "2025-05-18"},
       "event_name": {"0": "Pre-Season Testing", "1": "Las Vegas Grand Prix", "2": "Emilia Romagna Grand Prix"},
       "gmt_offset": {"0": "+03:00", "1": "-08:00", "2": "+02:00"},
       "event_format": {"0": "testing", "1": "sprint_qualifying", "2": "conventional"},
       "session1": {"0": "Practice 1", "1": "Practice 1", "2": "Practice 1"},
       "session1_date": {"0": "2025-02-26T10:00:00", "1": "2025-11-20T16:30:00", "2": "2025-05-16T13:30:00"},
       "session2": {"0": null, "1": "Sprint Qualifying", "2": ""},
       "session2_date": {"0": null, "1": "2025-11-20T20:00:00", "2": ""},
       "session3": {"0": null, "1": "Sprint", "2": null},
       "session3_date": {"0": null, "1": "2025-11-21T16:30:00", "2": null},
       "session4": {"0": null, "1": "Qualifying", "2": "Qualifying"},
       "session4_date": {"0": null, "1": "2025-11-21T20:00:00", "2": "2025-05-17 16:00:00"},
       "session5": {"0": null, "1": "Race", "2": "Race"},
       "session5_date": {"0": null, "1": "2025-11-22T20:00:00", "2": "2025-05-18T15:00:00"}}
      """;

  @Test void weekends_come_by_round_and_tests_are_left_out() throws Malformed {
    var events = F1SchedulePage.parse(TWO_WEEKENDS, 2025).events();
    assertThat(events).extracting(Event::round, Event::name, Event::officialName, Event::country, Event::format, Event::date).containsExactly(
        tuple(1, "Emilia Romagna Grand Prix", "FORMULA 1 EMILIA", "Italy", Format.CONVENTIONAL,
            LocalDate.parse("2025-05-18")),
        tuple(2, "Las Vegas Grand Prix", "FORMULA 1 LAS VEGAS GRAND PRIX", "United States",
            Format.SPRINT_QUALIFYING, LocalDate.parse("2025-11-22")));
    assertThat(events.getFirst().sessions()).as("a weekend of three sessions").extracting(Session::code)
        .containsExactly(SessionCode.FP1, SessionCode.Q, SessionCode.R);
    assertThat(events.getLast().sessions().getLast()).as("starts on Saturday in Las Vegas, on Sunday in UTC").isEqualTo(
        new Session(SessionCode.R, "Race", Instant.parse("2025-11-23T04:00:00Z"), LocalDate.parse("2025-11-22")));
  }

  @Test void a_start_in_utc_needs_no_offset() throws Malformed {
    var page = TWO_WEEKENDS.replace("\"session5\":", """
        "session5_date_Utc": {"1": "2025-11-23T04:05:00"}, "session5":""");
    assertThat(F1SchedulePage.parse(page, 2025).events().getLast().sessions().getLast().startsAt())
        .isEqualTo(Instant.parse("2025-11-23T04:05:00Z"));
  }

  @Test void as_a_calendar_it_has_the_ids_of_every_other_source() throws Malformed {
    var calendar = F1SchedulePage.parse(TWO_WEEKENDS, 2025).calendar();
    assertThat(calendar.races()).extracting(race -> race.id(2025)).containsExactly("2025-emilia-romagna", "2025-las-vegas");
    assertThat(calendar.races().getLast().circuitId()).isEqualTo("las_vegas");
    assertThat(calendar.drivers()).isEmpty();
  }

  @ParameterizedTest @CsvSource(delimiter = '|', value = {
      "<html>404</html>                                  | not JSON: <html>404</html>",
      "{}                                                | no column round_number: {}",
      "{\"round_number\": 3}                             | no column round_number: {\"round_number\": 3}",
      "{\"round_number\": {\"0\": \"one\"}}              | round_number of row 0 is \"one\"",
      "{\"round_number\": {\"0\": 1}}                    | no event_format in row 0",
      "{\"round_number\": {\"0\": 1}, \"event_format\": {\"0\": \"knock-out\"}} | event_format knock-out"})
  void what_is_not_a_schedule_is_refused_in_words(String body, String why) {
    assertThatThrownBy(() -> F1SchedulePage.parse(body, 2025)).isInstanceOf(Malformed.class).hasMessage(why);
  }

  @ParameterizedTest @CsvSource(delimiter = '|', value = {
      "\"-08:00\"           | \"eight\"        | gmt_offset of row 1: eight",
      "\"2025-11-22T20:00:00\" | \"tonight\"   | session5_date of row 1: tonight",
      "\"2025-11-22T22:00:00\" | \"\"          | no event_date in row 1",
      "\"Sprint Qualifying\" | \"Superpole\"   | session Superpole",
      "\"Las Vegas Grand Prix\" | null         | no event_name in row 1"})
  void a_cell_that_cannot_be_read_is_named(String right, String wrong, String why) {
    assertThatThrownBy(() -> F1SchedulePage.parse(TWO_WEEKENDS.replaceFirst(Pattern.quote(right), wrong), 2025))
        .isInstanceOf(Malformed.class).hasMessage(why);
  }

  @Property(tries = 500) void a_page_with_a_mistake_in_it_is_read_or_refused_and_never_fails_otherwise(
      @ForAll @IntRange(max = 2500) int at, @ForAll @CharRange(from = ' ', to = '~') char instead, @ForAll boolean cut) {
    int place = Math.min(at, TWO_WEEKENDS.length() - 1);
    var page = TWO_WEEKENDS.substring(0, place) + (cut ? "" : instead + TWO_WEEKENDS.substring(place + 1));
    try {
      assertThat(F1SchedulePage.parse(page, 2025).events()).hasSizeLessThanOrEqualTo(3);
    } catch (Malformed refused) {
      assertThat(refused.getMessage()).isNotBlank().hasSizeLessThan(200);
    }
  }

  @ParameterizedTest @CsvSource({"2018, 21", "2019, 21", "2020, 17", "2021, 22", "2022, 22", "2023, 22", "2024, 24", "2025, 24", "2026, 23"})
  void every_recorded_season_can_be_read(int year, int rounds) throws Exception {
    var season = recorded(year);
    assertThat(season.events()).extracting(Event::round).containsExactlyElementsOf(
        IntStream.rangeClosed(1, rounds).boxed().toList());
    for (var event : season.events()) {
      assertThat(event.sessions()).as(event.name()).extracting(Session::code).endsWith(SessionCode.R).doesNotHaveDuplicates();
      assertThat(event.sessions()).as(event.name()).isSortedAccordingTo((a, b) -> a.startsAt().compareTo(b.startsAt()));
      if (!event.name().startsWith("Emilia") || year != 2020) assertThat(event.sessions()).as(event.name()).hasSize(5);
    }
    assertThat(season.calendar().races()).extracting(race -> race.id(year)).doesNotHaveDuplicates();
  }

  @ParameterizedTest @CsvSource(delimiter = '|', value = {
      "2021 | FP1 Q FP2 S R  | british italian sao-paulo",
      "2022 | FP1 Q FP2 S R  | emilia-romagna austrian sao-paulo",
      "2023 | FP1 Q SS S R   | azerbaijan austrian belgian qatar united-states sao-paulo",
      "2024 | FP1 SQ S Q R   | chinese miami austrian united-states sao-paulo qatar",
      "2025 | FP1 SQ S Q R   | chinese miami belgian united-states sao-paulo qatar",
      "2026 | FP1 SQ S Q R   | chinese miami canadian british dutch singapore"})
  void sprint_weekends(int year, String sessions, String races) throws Exception {
    var sprints = recorded(year).calendar().races().stream().filter(race -> race.start(SessionCode.S).isPresent()).toList();
    assertThat(sprints).extracting(race -> race.id(year).substring(5)).containsExactlyInAnyOrder(races.split(" "));
    for (var race : sprints) {
      assertThat(race.sessions().stream().map(s -> s.code().name()).collect(Collectors.joining(" "))).as(race.name())
          .isEqualTo(sessions);
    }
  }

  @ParameterizedTest @CsvSource({
      "2023, las-vegas, 2023-11-19T06:00:00Z, 2023-11-18",
      "2024, las-vegas, 2024-11-24T06:00:00Z, 2024-11-23",
      "2025, las-vegas, 2025-11-23T04:00:00Z, 2025-11-22",
      "2025, australian, 2025-03-16T04:00:00Z, 2025-03-16",
      "2020, 70th-anniversary, 2020-08-09T13:10:00Z, 2020-08-09",
      "2024, sao-paulo, 2024-11-03T15:30:00Z, 2024-11-03"})
  void the_race_starts_in_utc_on_a_day_of_its_own_place(int year, String race, Instant startsAt, LocalDate day) throws Exception {
    var event = recorded(year).events().stream()
        .filter(e -> new Calendar.Race(1, e.name(), "", "", "", "", List.of()).id(year).endsWith("-" + race)).findFirst().orElseThrow();
    assertThat(event.sessions().getLast().startsAt()).isEqualTo(startsAt);
    assertThat(event.date()).isEqualTo(day);
  }

  @ParameterizedTest @ValueSource(ints = {2019, 2022, 2023, 2024})
  void the_ids_are_jolpicas(int year) throws Exception {
    var jolpica = Path.of("../shared/recordings/api.jolpi.ca/ergast/f1/" + year + ".json");
    assumeTrue(Files.exists(jolpica), "no recorded season at " + jolpica);
    assertThat(recorded(year).calendar().races()).extracting(race -> race.round() + " " + race.id(year)).containsExactlyElementsOf(
        JolpicaPage.parse(Files.readString(jolpica)).races().stream().map(race -> race.round() + " " + race.id(year)).toList());
  }

  static Schedule recorded(int year) throws IOException, Malformed {
    var file = RECORDED.resolve("schedule_" + year + ".json");
    assumeTrue(Files.exists(file), "no recorded schedule at " + file);
    return F1SchedulePage.parse(Files.readString(file), year);
  }
}

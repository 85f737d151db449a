package dev.paddock.f1.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.Finish;
import dev.paddock.f1.rules.SessionCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jolpica's format: every value is a string, and whatever the source does not say is left out. */
class JolpicaPageTest {
  static final String WINNER = """
      {"number": "1", "position": "1", "positionText": "1", "points": "25", "grid": "3", "laps": "57", "status": "Finished",
       "Driver": {"driverId": "max_verstappen"}, "Constructor": {"constructorId": "red_bull"},
       "Time": {"millis": "5504742", "time": "1:31:44.742"}, "FastestLap": {"rank": "2", "lap": "39", "Time": {"time": "1:32.608"}}}
      """;

  @Test void a_race_result_holds_what_was_published() throws Malformed {
    assertThat(results(SessionCode.R, "Results", WINNER)).containsExactly(
        new CarResult("max_verstappen", "red_bull", 1, 1, Finish.CLASSIFIED, 2500, 3, 57, 5_504_742L, 39, 92_608L, null, null, null));
  }

  @Test void a_sprint_is_read_like_a_race() throws Malformed {
    assertThat(results(SessionCode.S, "SprintResults", WINNER)).singleElement().extracting(CarResult::driverId).isEqualTo("max_verstappen");
  }

  @Test void what_the_source_leaves_out_is_unknown_and_not_zero() throws Malformed {
    var old = """
        {"number": "1", "position": "1", "positionText": "1", "Driver": {"driverId": "farina"}, "Constructor": {"constructorId": "alfa"}}
        """;
    assertThat(results(SessionCode.R, "Results", old)).containsExactly(
        new CarResult("farina", "alfa", 1, 1, Finish.CLASSIFIED, null, null, null, null, null, null, null, null, null));
  }

  @Test void qualifying_has_up_to_three_times_and_without_any_a_car_is_not_classified() throws Malformed {
    var rows = results(SessionCode.Q, "QualifyingResults", """
        {"number": "44", "position": "1", "Driver": {"driverId": "hamilton"}, "Constructor": {"constructorId": "ferrari"},
         "Q1": "1:29.500", "Q2": "1:29.000", "Q3": "58.5"},
        {"number": "4", "position": "2", "Driver": {"driverId": "norris"}, "Constructor": {"constructorId": "mclaren"},
         "Q1": "1:30.001", "Q2": ""},
        {"number": "5", "position": "3", "Driver": {"driverId": "bortoleto"}, "Constructor": {"constructorId": "sauber"}, "Q1": ""}
        """);
    assertThat(rows).extracting(CarResult::q1, CarResult::q2, CarResult::q3, CarResult::finish).containsExactly(
        tuple(89_500L, 89_000L, 58_500L, Finish.CLASSIFIED),
        tuple(90_001L, null, null, Finish.CLASSIFIED),
        tuple(null, null, null, Finish.NOT_CLASSIFIED));
  }

  @ParameterizedTest(name = "positionText {0} is {1}")
  @CsvSource({"7, CLASSIFIED", "R, RETIRED", "N, NOT_CLASSIFIED", "D, DISQUALIFIED", "E, DISQUALIFIED", "W, DID_NOT_START",
      "F, DID_NOT_START"})
  void how_a_car_ended_stands_in_its_position_text(String letter, Finish finish) throws Malformed {
    assertThat(results(SessionCode.R, "Results", WINNER.replace("\"positionText\": \"1\"", "\"positionText\": \"" + letter + "\"")))
        .singleElement().extracting(CarResult::finish).isEqualTo(finish);
  }

  @Test void before_anything_is_published_there_are_no_rows() throws Malformed {
    var page = JolpicaPage.parse(page("\"RaceTable\": {\"Races\": []}", 0, 0));
    assertThat(page.results(SessionCode.R)).isEmpty();
    assertThat(page.total()).isZero();
  }

  @Test void a_page_says_where_the_next_one_begins() throws Malformed {
    var page = JolpicaPage.parse(page("\"RaceTable\": {\"Races\": []}", 100, 250));
    assertThat(page.nextOffset()).isEqualTo(200);
    assertThat(page.total()).isEqualTo(250);
  }

  @Test void a_calendar_has_every_session_with_its_start() throws Malformed {
    var page = JolpicaPage.parse(page("""
        "RaceTable": {"Races": [{"season": "2025", "round": "21", "raceName": "São Paulo Grand Prix", 
          "date": "2025-11-09", "time": "17:00:00Z",
          "Circuit": {"circuitId": "interlagos", "circuitName": "Interlagos", "Location": {"locality": "São Paulo", "country": "Brazil"}},
          "FirstPractice": {"date": "2025-11-07", "time": "14:30:00Z"}, "SprintQualifying": {"date": "2025-11-07", "time": "18:30:00Z"},
          "Sprint": {"date": "2025-11-08", "time": "14:00:00Z"}, "Qualifying": {"date": "2025-11-08", "time": "18:00:00Z"}}]}
        """, 0, 1));
    var race = page.races().getFirst();
    assertThat(race.id(2025)).isEqualTo("2025-sao-paulo");
    assertThat(race.sessions()).containsExactlyInAnyOrder(
        new Calendar.Session(SessionCode.FP1, Instant.parse("2025-11-07T14:30:00Z")),
        new Calendar.Session(SessionCode.SQ, Instant.parse("2025-11-07T18:30:00Z")),
        new Calendar.Session(SessionCode.S, Instant.parse("2025-11-08T14:00:00Z")),
        new Calendar.Session(SessionCode.Q, Instant.parse("2025-11-08T18:00:00Z")),
        new Calendar.Session(SessionCode.R, Instant.parse("2025-11-09T17:00:00Z")));
  }

  @ParameterizedTest @CsvSource({"2026, ", "2005, ", "2004, 2004-01-21T12:00:00Z", "1979, 1979-01-21T12:00:00Z"})
  void a_race_without_a_time_of_day_cannot_be_planned_for_and_one_of_long_ago_was_at_noon(String season, Instant start) throws Malformed {
    var page = JolpicaPage.parse(page("""
        "RaceTable": {"Races": [{"season": "%1$s", "round": "1", "raceName": "Argentine Grand Prix", "date": "%1$s-01-21",
          "Circuit": {"circuitId": "galvez", "circuitName": "Galvez", "Location": {"locality": "Buenos Aires", "country": "Argentina"}}}]}
        """.formatted(season), 0, 1));
    assertThat(page.races()).singleElement().satisfies(race -> assertThat(race.start(SessionCode.R)).isEqualTo(Optional.ofNullable(start)));
  }

  @Test void drivers_may_lack_a_code_and_a_number() throws Malformed {
    var page = JolpicaPage.parse(page("""
        "DriverTable": {"Drivers": [{"driverId": "hadjar", "permanentNumber": "6", "code": "HAD",
          "givenName": "Isack", "familyName": "Hadjar", "nationality": "French"},
          {"driverId": "fangio", "givenName": "Juan", "familyName": "Fangio"}]}
        """, 0, 2));
    assertThat(page.drivers()).containsExactly(new Calendar.Driver("hadjar", "HAD", 6, "Isack", "Hadjar", "French"),
        new Calendar.Driver("fangio", null, null, "Juan", "Fangio", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "42", "{}", "{\"MRData\": []}",
      "{\"MRData\": null}", "{\"detail\": \"Request was throttled.\"}"})
  void an_error_page_with_status_200_is_no_result(String body) {
    assertThatThrownBy(() -> JolpicaPage.parse(body)).isInstanceOf(Malformed.class).hasMessageStartingWith("no MRData object");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>504 Gateway Time-out</html>", "{\"MRData\": {", "{\"MRData\": {\"total\": \"1\"", "\u0000"})
  void what_is_no_json_says_how_it_begins(String body) {
    assertThatThrownBy(() -> JolpicaPage.parse(body)).isInstanceOf(Malformed.class).hasMessageStartingWith("not JSON: ");
  }

  @Test void a_page_nested_without_end_is_refused() {
    assertThatThrownBy(() -> JolpicaPage.parse("[".repeat(100_000))).isInstanceOf(Malformed.class);
  }

  @ParameterizedTest(name = "{0} instead of {1}: {2}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "\"position\": \"first\"       | \"position\": \"1\"       | position first",
      "\"position\": \"1.5\"         | \"position\": \"1\"       | position 1.5",
      "\"position\": {}              | \"position\": \"1\"       | no position",
      "\"position\": \"9999999999\"  | \"position\": \"1\"       | position 9999999999",
      "\"positionText\": \"X\"       | \"positionText\": \"1\"   | positionText X",
      "\"positionText\": null        | \"positionText\": \"1\"   | no positionText",
      "\"points\": \"many\"          | \"points\": \"25\"        | points many",
      "\"points\": \"0.001\"         | \"points\": \"25\"        | points 0.001",
      "\"laps\": \"all\"             | \"laps\": \"57\"          | laps all",
      "\"millis\": \"soon\"          | \"millis\": \"5504742\"   | millis soon",
      "\"time\": \"fast\"            | \"time\": \"1:32.608\"    | time fast",
      "\"Driver\": \"Max\"           | \"Driver\": {\"driverId\": \"max_verstappen\"} | no driverId",
      "\"Constructor\": {}           | \"Constructor\": {\"constructorId\": \"red_bull\"} | no constructorId",
  })
  void a_value_of_another_kind_is_named(String wrong, String right, String why) {
    assertThat(WINNER).contains(right);
    assertThatThrownBy(() -> results(SessionCode.R, "Results", WINNER.replace(right, wrong))).isInstanceOf(Malformed.class)
        .hasMessageStartingWith(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"RaceTable\": {}", "\"RaceTable\": {\"Races\": {}}",
      "\"RaceTable\": {\"Races\": [{\"Results\": \"none\"}]}", "\"Other\": {}"})
  void a_page_without_its_lists_is_refused(String table) throws Malformed {
    var page = JolpicaPage.parse(page(table, 0, 1));
    assertThatThrownBy(() -> page.results(SessionCode.R)).isInstanceOf(Malformed.class).hasMessageStartingWith("no list ");
  }

  @Test void a_date_that_is_none_is_named() throws Malformed {
    var page = JolpicaPage.parse(page("""
        "RaceTable": {"Races": [{"round": "1", "raceName": "X Grand Prix", "date": "2025-02-30", "time": "17:00:00Z",
          "Circuit": {"circuitId": "x", "circuitName": "X", "Location": {"locality": "X", "country": "X"}}}]}
        """, 0, 1));
    assertThatThrownBy(page::races).isInstanceOf(Malformed.class).hasMessageContaining("2025-02-30");
  }

  private static List<CarResult> results(SessionCode code, String name, String rows) throws Malformed {
    return JolpicaPage.parse(page("\"RaceTable\": {\"Races\": [{\"" + name + "\": [" + rows + "]}]}", 0, 1)).results(code);
  }

  static String page(String table, int offset, int total) {
    return "{\"MRData\": {\"limit\": \"100\", \"offset\": \"" + offset + "\", \"total\": \"" + total + "\", " + table + "}}";
  }
}

package dev.paddock.f1.provider.openf1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.session.ComputedResult;
import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.f1.rules.session.Entrant;
import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.rules.session.PitStop;
import dev.paddock.f1.rules.session.PositionChange;
import dev.paddock.f1.rules.session.RaceControlMessage;
import dev.paddock.f1.rules.session.SessionData;
import dev.paddock.f1.rules.session.Stint;
import dev.paddock.f1.rules.session.TimedLap;
import dev.paddock.f1.rules.session.WeatherSample;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenF1Test {
  static final Instant START = Instant.parse("2026-06-13T14:00:00Z");

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      []                                                                                            | Nothing
      {"detail":"No results found."}                                                                | Nothing
      {"detail":"Session in progress, access is restricted to authenticated users. Read on."}       | Restricted
      {"detail":"Rate limit exceeded."}                                                             | Malformed
      [{"driver_number":1,"air_temperature":NaN}]                                                   | Malformed
      [{"driver_number":1                                                                           | Malformed
      <html>502 Bad Gateway</html>                                                                  | Malformed
      ``                                                                                            | Malformed
      [] []                                                                                         | Malformed
      """)
  void what_is_no_list_is_told_apart(String body, String answer) throws IOException {
    for (var endpoint : OpenF1Endpoint.values()) {
      assertThat(parse(endpoint, SessionCode.R, body).getClass().getSimpleName()).isEqualTo(answer);
    }
  }

  @ParameterizedTest
  @CsvSource({"ENTRANTS, /v1/drivers?session_key=11303", "LAPS, /v1/laps?session_key=11303", "STINTS, /v1/stints?session_key=11303",
      "PIT_STOPS, /v1/pit?session_key=11303", "RACE_CONTROL, /v1/race_control?session_key=11303", "WEATHER, /v1/weather?session_key=11303",
      "POSITIONS, /v1/position?session_key=11303", "RESULTS, /v1/session_result?session_key=11303", "CIRCUIT, "})
  void each_kind_has_its_endpoint(DataKind kind, String resource) {
    assertThat(OpenF1Endpoint.of(kind).map(endpoint -> endpoint.resource(11303)).orElse(null)).isEqualTo(resource);
    assertThat(OpenF1Endpoint.of(kind).map(OpenF1Endpoint::kind).orElse(kind)).isEqualTo(kind);
  }

  @Test void sessions_are_known_by_their_names() throws IOException {
    var answer = OpenF1.sessions(in("""
        [{"session_key":11303,"meeting_key":1287,"session_name":"Qualifying","session_type":"Qualifying","date_start":"2026-06-13T14:00:00+00:00","circuit_key":15,"is_cancelled":false},
         {"session_key":9465,"session_name":"Day 1","session_type":"Practice","date_start":"2026-02-11T07:00:00+00:00","is_cancelled":true},
         {"session_key":11304,"session_name":"Race","session_type":"Race","date_start":null}]
        """));
    assertThat(answer).isEqualTo(new OpenF1Answer.Rows<>(List.of(
        new OpenF1.Session(11303, 1287, Optional.of(SessionCode.Q), START, 15, false),
        new OpenF1.Session(9465, null, Optional.empty(), Instant.parse("2026-02-11T07:00:00Z"), null, true)),
        List.of("sessions: 1 row left out")));
  }

  @Test void drivers_without_number_or_name_are_left_out() throws IOException {
    var rows = rows(OpenF1Endpoint.DRIVERS, """
        [{"driver_number":63,"name_acronym":"RUS","first_name":"George","last_name":"Russell","team_name":"Mercedes","team_colour":"00d7b6"},
         {"driver_number":12,"name_acronym":"ANT","first_name":null,"last_name":null,"team_name":null,"team_colour":null},
         {"driver_number":null,"name_acronym":"XXX"}, {"driver_number":5}, null, "x"]
        """);
    assertThat(rows.rows()).isEqualTo(new SessionData.Entrants(List.of(new Entrant(63, "RUS", "George", "Russell", "Mercedes", "00D7B6"),
        new Entrant(12, "ANT", "", "", "", ""))));
    assertThat(rows.notes()).containsExactly("drivers: 4 rows left out");
  }

  @Test void a_lap_has_what_openf1_tells_of_it() throws IOException {
    var rows = rows(OpenF1Endpoint.LAPS, """
        [{"date_start":"2026-06-13T14:06:03.283000+00:00","driver_number":63,"lap_number":1,"is_pit_out_lap":true,"lap_duration":null,
          "duration_sector_1":null,"duration_sector_2":43.956,"duration_sector_3":26.866,"i1_speed":178,"i2_speed":null,"st_speed":169},
         {"date_start":"2026-06-13T14:07:52.466000+00:00","driver_number":63,"lap_number":2,"is_pit_out_lap":false,"lap_duration":75.717,
          "duration_sector_1":22.063,"duration_sector_2":30.563,"duration_sector_3":23.091,"i1_speed":280,"i2_speed":290,"st_speed":310},
         {"date_start":null,"driver_number":63,"lap_number":3,"is_pit_out_lap":null,"lap_duration":-1.0},
         {"date_start":"2026-06-13T14:28:56.025000+00:00","driver_number":63,"lap_number":4,"is_pit_out_lap":true,"lap_duration":1197.621},
         {"date_start":"2026-06-13T14:28:56.025000+00:00","driver_number":null,"lap_number":4}]
        """);
    assertThat(((SessionData.Laps) rows.rows()).laps()).containsExactly(
        lap(new TimedLap(63, 1, null, null, 43956, 26866, 472466, 472466 - 26866 - 43956, 472466 - 26866, 472466, null, 363283, 0, 178,
            null, null, 169, false), 363283),
        lap(new TimedLap(63, 2, 75717, 22063, 30563, 23091, 472466 + 75717, 472466 + 22063, 472466 + 22063 + 30563, 472466 + 75717,
            null, null, 0, 280, 290, null, 310, true), 472466),
        lap(new TimedLap(63, 3, null, null, null, null, null, null, null, null, null, null, 0, null, null, null, null, false), null),
        lap(new TimedLap(63, 4, 1197621, null, null, null, null, null, null, null, null, 1736025, 1, null, null, null, null, false),
            1736025));
    assertThat(rows.notes()).containsExactly("laps: 1 row left out");
  }

  @Test void stints_are_told_by_tyre() throws IOException {
    assertThat(rows(OpenF1Endpoint.STINTS, """
        [{"driver_number":63,"stint_number":2,"lap_start":4,"lap_end":6,"compound":"SOFT","tyre_age_at_start":3},
         {"driver_number":63,"stint_number":1,"lap_start":1,"lap_end":3,"compound":null,"tyre_age_at_start":0},
         {"driver_number":63,"stint_number":3,"lap_start":null,"lap_end":null,"compound":"SOFT","tyre_age_at_start":null},
         {"driver_number":63,"stint_number":null}]
        """).rows()).isEqualTo(new SessionData.Stints(List.of(new Stint(63, 1, "UNKNOWN", true, 0, 1, 3),
        new Stint(63, 2, "SOFT", false, 3, 4, 6), new Stint(63, 3, "SOFT", null, null, null, null))));
  }

  @Test void a_pit_stop_is_told_at_its_end() throws IOException {
    assertThat(rows(OpenF1Endpoint.PIT, """
        [{"date":"2026-06-13T14:08:22.289000+00:00","driver_number":63,"lap_number":11,"lane_duration":28.3,"stop_duration":null},
         {"date":"2026-06-13T14:06:03.374000+00:00","driver_number":63,"lap_number":1,"lane_duration":null},
         {"date":null,"driver_number":63,"lap_number":14,"pit_duration":20.1},
         {"date":"2026-06-13T14:06:03.374000+00:00","driver_number":63,"lap_number":null}]
        """)).isEqualTo(new OpenF1Answer.Rows<>(new SessionData.PitStops(List.of(new PitStop(63, 1, 10, 502289 - 28300, 502289, 28300),
        new PitStop(63, 2, 13, null, null, 20100))), List.of("pit: 1 row left out")));
  }

  @Test void race_control_may_say_when_and_where() throws IOException {
    assertThat(rows(OpenF1Endpoint.RACE_CONTROL, """
        [{"date":"2026-06-13T13:53:51+00:00","category":"Other","message":"PADDING","lap_number":null,"flag":null},
         {"date":null,"category":null,"flag":"YELLOW","scope":"Sector","sector":6,"driver_number":1,"lap_number":3,"message":"YELLOW"},
         {"date":"2026-06-13T14:00:00+00:00","message":null}]
        """)).isEqualTo(new OpenF1Answer.Rows<>(new SessionData.RaceControl(List.of(
        new RaceControlMessage(-369000, Instant.parse("2026-06-13T13:53:51Z"), null, "Other", null, null, null, null, null, null,
            "PADDING"),
        new RaceControlMessage(null, null, 3, "Other", "YELLOW", "Sector", 6, 1, null, null, "YELLOW"))),
        List.of("race_control: 1 row left out")));
  }

  @Test void weather_and_positions_come_in_the_order_of_time() throws IOException {
    assertThat(rows(OpenF1Endpoint.WEATHER, """
        [{"date":"2026-06-13T14:01:00.001000+00:00","air_temperature":29.7,"track_temperature":49.7,"humidity":29.2,"pressure":1009.3,"rainfall":1,"wind_direction":222,"wind_speed":2.2},
         {"date":"2026-06-13T14:00:00+00:00","air_temperature":29.7,"track_temperature":null,"rainfall":false},
         {"date":"2126-06-13T14:00:00+00:00","air_temperature":29.7}, {"date":"soon"}]
        """)).isEqualTo(new OpenF1Answer.Rows<>(new SessionData.Weather(List.of(
        new WeatherSample(0, 29.7, null, null, null, null, null, false),
        new WeatherSample(60001, 29.7, 49.7, 29.2, 1009.3, 2.2, 222, true))), List.of("weather: 2 rows left out")));
    assertThat(rows(OpenF1Endpoint.POSITION, """
        [{"date":"2026-06-13T14:01:00+00:00","driver_number":63,"position":2},{"date":"2026-06-13T14:01:00+00:00","driver_number":63,"position":1},
         {"date":"2026-06-13T14:00:59+00:00","driver_number":12,"position":1},{"date":"2026-06-13T14:02:00+00:00","driver_number":12,"position":null}]
        """)).isEqualTo(new OpenF1Answer.Rows<>(new SessionData.Positions(List.of(new PositionChange(12, 59000, 1),
        new PositionChange(63, 60000, 1))), List.of("position: 1 row left out")));
  }

  @Test void results_say_what_their_session_is_about() throws IOException {
    assertThat(parse(OpenF1Endpoint.SESSION_RESULT, SessionCode.Q, """
        [{"driver_number":14,"position":22,"number_of_laps":8,"duration":[78.815,null,null],"gap_to_leader":[3.19,null,null]},
         {"driver_number":63,"position":1,"number_of_laps":13,"duration":[75.717,74.6,74.679],"gap_to_leader":[0.1,0.0,0.0]}]
        """)).isEqualTo(new OpenF1Answer.Rows<>(new SessionData.Results(List.of(
        new ComputedResult(1, 63, 13, 74600, null, 75717, 74600, 74679),
        new ComputedResult(22, 14, 8, 78815, null, 78815, null, null))), List.of()));
    assertThat(parse(OpenF1Endpoint.SESSION_RESULT, SessionCode.R, """
        [{"driver_number":4,"position":null,"number_of_laps":10,"duration":null,"gap_to_leader":null,"dnf":true},
         {"driver_number":5,"position":null,"number_of_laps":50,"duration":null,"gap_to_leader":"+1 LAP"},
         {"driver_number":63,"position":1,"number_of_laps":66,"duration":5400.123,"gap_to_leader":0},{"position":2}]
        """)).isEqualTo(new OpenF1Answer.Rows<>(new SessionData.Results(List.of(
        new ComputedResult(1, 63, 66, null, 5400123, null, null, null),
        new ComputedResult(2, 5, 50, null, null, null, null, null), new ComputedResult(3, 4, 10, null, null, null, null, null))),
        List.of("session_result: 1 row left out")));
    assertThat(((SessionData.Results) ((OpenF1Answer.Rows<SessionData>) parse(OpenF1Endpoint.SESSION_RESULT, SessionCode.FP2,
        "[{\"driver_number\":1,\"position\":1,\"number_of_laps\":30,\"duration\":75.426}]")).rows()).places())
        .containsExactly(new ComputedResult(1, 1, 30, 75426, null, null, null, null));
  }

  @Property(tries = 300) void any_bytes_have_an_answer(@ForAll byte[] bytes) throws IOException {
    for (var endpoint : OpenF1Endpoint.values()) {
      assertThat(OpenF1.parse(endpoint, SessionCode.R, START, new ByteArrayInputStream(bytes))).isNotNull();
    }
  }

  @Property(tries = 1000) void any_rows_have_an_answer(@ForAll("lists") String json) throws IOException {
    for (var endpoint : OpenF1Endpoint.values()) {
      for (var code : List.of(SessionCode.Q, SessionCode.R)) assertThat(parse(endpoint, code, json)).isNotNull();
    }
    assertThat(OpenF1.sessions(in(json))).isNotNull();
  }

  @Provide Arbitrary<String> lists() {
    var keys = Arbitraries.of("driver_number", "lap_number", "date", "date_start", "lap_duration", "is_pit_out_lap", "position", "duration",
        "number_of_laps", "stint_number", "tyre_age_at_start", "lane_duration", "message", "rainfall", "session_key", "session_name",
        "last_name");
    var values = Arbitraries.of("null", "1", "2", "0", "-1", "1e300", "99999999999", "1.5", "\"\"", "\"x\"", "true", "[]", "[1,null]", "{}",
        "\"2026-06-13T14:00:00+00:00\"", "\"-999999999-01-01T00:00:00Z\"", "\"+999999999-12-31T23:59:59Z\"");
    var row = Combinators.combine(keys, values).as((key, value) -> "\"" + key + "\":" + value).list().ofMaxSize(8)
        .map(fields -> "{" + String.join(",", fields) + "}");
    return Arbitraries.oneOf(row, values).list().ofMaxSize(6).map(rows -> "[" + String.join(",", rows) + "]");
  }

  private static Lap lap(TimedLap timed, Integer start) {
    return new Lap(timed, start, null, null, null, null, null, "", false, "", false, false);
  }

  private static OpenF1Answer.Rows<SessionData> rows(OpenF1Endpoint endpoint, String json) throws IOException {
    return (OpenF1Answer.Rows<SessionData>) parse(endpoint, SessionCode.Q, json);
  }

  private static OpenF1Answer<SessionData> parse(OpenF1Endpoint endpoint, SessionCode code, String json) throws IOException {
    return OpenF1.parse(endpoint, code, START, in(json));
  }

  private static ByteArrayInputStream in(String json) {
    return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
  }
}

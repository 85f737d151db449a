package dev.paddock.f1.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.f1.rules.Calendar.Driver;
import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.Finish;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestResultsTest {
  static final List<Driver> ROSTER = List.of(new Driver("hulkenberg", "HUL", 27, "Nico", "Hülkenberg", "German"),
      new Driver("max_verstappen", "VER", 33, "Max", "Verstappen", "Dutch"));

  static final String ROW = """
      {"driver": {"name": "Nico Hülkenberg", "number": 27}, "position": 3, "grid_position": 19, "laps": 52, "points": 15,
       "fastest_lap": false, "fastest_lap_time": "1:31.500", "time": "+34.742", "dnf": false, "dnf_reason": null}
      """;

  @Test void a_row_holds_what_was_published() throws Malformed {
    assertThat(parse(ROW)).isEqualTo(new CarResult("hulkenberg", "", 27, 3, Finish.CLASSIFIED, 1500, 19, 52, null, null, 91_500L, null,
        null, null));
  }

  @Test void times_are_the_winners_and_gaps_to_it_on_his_lap() throws Malformed {
    var winner = ROW.replace("\"position\": 3", "\"position\": 1").replace("+34.742", "1:36:21.250");
    var second = ROW.replace("Nico Hülkenberg", "Max Verstappen").replace("\"position\": 3", "\"position\": 2").replace("+34.742", "+1:02.945");
    var lapped = ROW.replace("Nico Hülkenberg", "Nobody").replace("27", "99").replace("\"laps\": 52", "\"laps\": 51").replace("+34.742", "+1 lap");
    assertThat(RestResults.parse("{\"results\": [" + winner + "," + second + "," + lapped + "]}", ROSTER)).extracting(CarResult::millis)
        .containsExactly(5_781_250L, 5_844_195L, null);
  }

  @ParameterizedTest(name = "{0}, number {1}, is {2}")
  @CsvSource({
      "Nico Hulkenberg, 27, hulkenberg",        // without its dots
      "NICO HÜLKENBERG, 99, hulkenberg",        // the name comes before the number
      "N. Hulkenberg,   27, hulkenberg",        // an unknown name: the number
      "Max Verstappen,  1,  max_verstappen",    // the champion drives with 1
      "Jos Verstappen,  17, jos_verstappen",    // nobody of this season
  })
  void a_driver_is_found_by_name_then_by_number(String name, int number, String driverId) throws Malformed {
    assertThat(parse(ROW.replace("Nico Hülkenberg", name).replace("\"number\": 27", "\"number\": " + number)).driverId())
        .isEqualTo(driverId);
  }

  @ParameterizedTest(name = "out because of {0}: {1}")
  @CsvSource({"Retired, RETIRED", "Disqualified, DISQUALIFIED", "Did not start, DID_NOT_START", "Withdrew, DID_NOT_START", "'', RETIRED"})
  void why_a_car_did_not_finish(String reason, Finish finish) throws Malformed {
    assertThat(parse(ROW.replace("\"dnf\": false, \"dnf_reason\": null", "\"dnf\": true, \"dnf_reason\": \"" + reason + "\"")).finish())
        .isEqualTo(finish);
  }

  @Test void what_the_source_leaves_out_is_unknown() throws Malformed {
    assertThat(parse("{\"driver\": {\"name\": \"Max Verstappen\", \"number\": 1}, \"position\": 1, \"points\": null}"))
        .isEqualTo(new CarResult("max_verstappen", "", 1, 1, Finish.CLASSIFIED, null, null, null, null, null, null, null, null, null));
  }

  @Test void half_points_are_fifty_hundredths() throws Malformed {
    assertThat(parse(ROW.replace("\"points\": 15", "\"points\": 12.5")).points()).isEqualTo(1250);
  }

  @ParameterizedTest(name = "{1} instead of {0}: {2}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "\"position\": 3       | \"position\": \"3\"     | position \"3\"",
      "\"position\": 3       | \"position\": 3.5       | position 3.5",
      "\"position\": 3       | \"position\": null      | position null",
      "\"position\": 3       | \"position\": 99999999999 | position 99999999999",
      "\"number\": 27        | \"number\": {}          | driver.number {}",
      "\"points\": 15        | \"points\": \"15\"      | points \"15\"",
      "\"points\": 15        | \"points\": 0.001       | points 0.001",
      "\"laps\": 52          | \"laps\": \"all\"       | laps \"all\"",
      "\"grid_position\": 19 | \"grid_position\": 1.5  | grid_position 1.5",
      "\"1:31.500\"          | \"fast\"                | time fast",
  })
  void a_value_of_another_kind_is_named(String right, String wrong, String why) {
    assertThat(ROW).contains(right);
    assertThatThrownBy(() -> parse(ROW.replace(right, wrong))).isInstanceOf(Malformed.class).hasMessageStartingWith(why);
  }

  @ParameterizedTest @ValueSource(strings = {"", "null", "[]", "{}", "{\"results\": {}}", "{\"detail\": \"maintenance\"}"})
  void an_error_page_with_status_200_is_no_result(String body) {
    assertThatThrownBy(() -> RestResults.parse(body, ROSTER)).isInstanceOf(Malformed.class).hasMessage("no list results");
  }

  @Test void what_is_no_json_is_refused() {
    assertThatThrownBy(() -> RestResults.parse("<html>", ROSTER)).isInstanceOf(Malformed.class).hasMessage("not JSON");
  }

  private static CarResult parse(String row) throws Malformed {
    return RestResults.parse("{\"results\": [" + row + "]}", ROSTER).getFirst();
  }
}

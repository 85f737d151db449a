package dev.paddock.f1.provider.multiviewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.paddock.f1.provider.Malformed;
import dev.paddock.f1.rules.circuit.CircuitMap.Point;
import dev.paddock.f1.rules.circuit.Marker;
import dev.paddock.f1.rules.circuit.Marker.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultiViewerTest {
  static final String MAP = """
      {"circuitKey": 63, "circuitName": "Sakhir", "countryName": "Bahrain", "location": "Sakhir", "meetingOfficialName": null, "year": 2021,
       "rotation": 92, "x": [0, 1000, 1000, 0], "y": [0, 0, 1000, 1000],
       "corners": [
         {"number": 2, "letter": "B", "angle": 1.5, "length": 1250.0, "trackPosition": {"x": 1000.0, "y": 250.5}},
         {"number": 2, "letter": "A", "angle": 1.5, "length": 1200.0, "trackPosition": {"x": 1000.0, "y": 200.5}},
         {"number": 1, "angle": -33.5, "length": 500.0, "trackPosition": {"x": 500.25, "y": 0.5}},
         {"number": 1, "angle": 0, "length": 0, "trackPosition": {"x": 0, "y": 0}}],
       "marshalSectors": [{"number": 1, "trackPosition": {"x": 0, "y": 100}}]}
      """;

  @Test void a_map_has_an_outline_and_markers_with_their_distances() throws Malformed {
    var map = MultiViewer.parse(MAP, 63, 2025);
    assertThat(map.key()).isEqualTo(63);
    assertThat(map.year()).as("that was asked for, not that of the layout").isEqualTo(2025);
    assertThat(map.name()).isEqualTo("Sakhir");
    assertThat(map.country()).isEqualTo("Bahrain");
    assertThat(map.rotation()).isEqualTo(92);
    assertThat(map.outline()).containsExactly(new Point(0, 0), new Point(1000, 0), new Point(1000, 1000), new Point(0, 1000));
    assertThat(map.markers(Kind.CORNER)).extracting(m -> m.number() + m.letter()).containsExactly("1", "2A", "2B");
    assertThat(map.markers(Kind.CORNER).getFirst()).isEqualTo(new Marker(Kind.CORNER, 1, "", 500.25, 0.5, -33.5, 50.025));
    assertThat(map.markers(Kind.CORNER).getLast().distance()).isCloseTo(125.05, within(1e-9));
    assertThat(map.markers(Kind.MARSHAL_SECTOR)).containsExactly(new Marker(Kind.MARSHAL_SECTOR, 1, "", 0, 100, null, 390.0));
    assertThat(map.markers(Kind.MARSHAL_LIGHT)).isEmpty();
  }

  @Test void only_key_and_outline_are_needed() throws Malformed {
    var map = MultiViewer.parse("{\"circuitKey\": 63, \"x\": [0, 10, 10.4], \"y\": [0, 0, 9.6]}", 63, 2025);
    assertThat(map.markers()).isEmpty();
    assertThat(map.name()).isEmpty();
    assertThat(map.outline().getLast()).isEqualTo(new Point(10, 10));
  }

  @ParameterizedTest(name = "{0}: {1}") @CsvSource(delimiter = '|', value = {
      "Circuit not found                                                  | not JSON: Circuit not found",
      "''                                                                 | no object: ",
      "[]                                                                 | no object: []",
      "{\"circuitKey\": 64, \"x\": [0, 1, 2], \"y\": [0, 1, 2]}           | no circuitKey 63: {\"circuitKey\": 64",
      "{\"x\": [0, 1, 2], \"y\": [0, 1, 2]}                               | no circuitKey 63: {\"x\"",
      "{\"circuitKey\": 63, \"x\": [0, 1], \"y\": [0, 1]}                 | no outline: 2 x, 2 y",
      "{\"circuitKey\": 63, \"x\": [0, 1, 2, 3], \"y\": [0, 1, 2]}        | no outline: 4 x, 3 y",
      "{\"circuitKey\": 63, \"x\": [0, 1, null], \"y\": [0, 1, 2]}        | x is no number: null"})
  void what_is_no_map_is_refused(String body, String why) {
    assertThatThrownBy(() -> MultiViewer.parse(body, 63, 2025)).isInstanceOf(Malformed.class).hasMessageStartingWith(why);
  }

  @ParameterizedTest @ValueSource(strings = {"\"number\": \"one\", ", "", "\"number\": 1, \"trackPosition\": {\"x\": 1}, "})
  void a_marker_without_number_or_place_is_refused(String marker) {
    var body = "{\"circuitKey\": 63, \"x\": [0, 1, 2], \"y\": [0, 1, 2], \"corners\": [{" + marker + "\"angle\": 1}]}";
    assertThatThrownBy(() -> MultiViewer.parse(body, 63, 2025)).isInstanceOf(Malformed.class).hasMessageStartingWith("corners.");
  }

  @Test void its_resource_names_circuit_and_year() {
    assertThat(MultiViewer.resource(63, 2025)).isEqualTo("/api/v1/circuits/63/2025");
  }
}

package dev.paddock.f1.rules.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.paddock.f1.rules.circuit.CircuitMap.Point;
import dev.paddock.f1.rules.circuit.Marker.Kind;
import dev.paddock.f1.rules.telemetry.LapTelemetry;
import dev.paddock.f1.rules.telemetry.LapTelemetry.Row;
import dev.paddock.f1.rules.telemetry.LapTelemetry.Source;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A track of four straights of 100 m each, driven counter-clockwise from its lower left corner. */
class MarkerDistancesTest {
  static final List<Point> SQUARE = List.of(new Point(0, 0), new Point(1000, 0), new Point(1000, 1000), new Point(0, 1000));

  @ParameterizedTest(name = "a marker at {0}, {1} is {2} m along the lap") @CsvSource({
      "0,    0,    0",
      "500,  0,    50",
      "500,  -80,  50",   // beside the track
      "500,  80,   50",
      "1000, 250,  125",
      "0,    1000, 300",
      "0,    100,  390",  // between the last point and the first: shortly before the line
      "1100, 1100, 200"}) // outside of a corner
  void the_outline_tells_how_far_it_is(double x, double y, double metres) {
    var map = MarkerDistances.onOutline(map(x, y));
    assertThat(map.markers().getFirst().distance()).isCloseTo(metres, within(1e-9));
  }

  @Test void its_length_closes_it() {
    assertThat(MarkerDistances.length(map(0, 0))).isEqualTo(400);
  }

  @Test void a_point_that_is_there_twice_does_no_harm() {
    var points = List.of(SQUARE.get(0), SQUARE.get(0), SQUARE.get(1), SQUARE.get(2), SQUARE.get(3), SQUARE.get(0));
    assertThat(MarkerDistances.onOutline(map(points, 500, 0)).markers().getFirst().distance()).isEqualTo(50);
  }

  @Test void a_lap_tells_it_by_the_way_between_its_sampled_positions() {
    var lap = lap(row(Source.INTERPOLATION, 0, 0, 0), row(Source.POSITION, 9, 100, 0), row(Source.CAR, 30, 500, 0),
        row(Source.POSITION, 61, 600, 0), row(Source.POSITION, 101, 1000, 10));
    assertThat(MarkerDistances.along(map(500, 40), lap).markers().getFirst().distance()).as("four fifths of the way from 9 m to 61 m")
        .isCloseTo(50.6, within(1e-9));
    assertThat(MarkerDistances.along(map(0, 0), lap).markers().getFirst().distance()).isEqualTo(9);
    assertThat(MarkerDistances.along(map(1200, 0), lap).markers().getFirst().distance()).isEqualTo(101);
  }

  @Test void a_lap_without_positions_changes_nothing() {
    var map = MarkerDistances.onOutline(map(500, 0));
    assertThat(MarkerDistances.along(map, lap(row(Source.CAR, 49, 500, 0), row(Source.POSITION, 49, 500, 0)))).isEqualTo(map);
  }

  private static CircuitMap map(double x, double y) {
    return map(SQUARE, x, y);
  }

  private static CircuitMap map(List<Point> outline, double x, double y) {
    return new CircuitMap(1, 2025, "Square", "", "", 0, outline, List.of(new Marker(Kind.CORNER, 1, "", x, y, null, null)));
  }

  private static LapTelemetry lap(Row... rows) {
    return new LapTelemetry(0, 1000, List.of(rows));
  }

  private static Row row(Source source, double distance, double x, double y) {
    return new Row(0, source, null, null, null, null, null, null, distance, x, y, 0.0, true);
  }
}

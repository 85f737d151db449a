package dev.paddock.f1.rules.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.paddock.f1.rules.telemetry.LapTelemetry.Row;
import dev.paddock.f1.rules.telemetry.LapTelemetry.Source;
import dev.paddock.f1.rules.telemetry.TelemetryBlock.Channel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A lap from 10.0 s to 11.0 s of session time: car data every 400 ms, positions every 300 ms. */
class LapTelemetryTest {
  /** ms, rpm, km/h, gear, throttle, brake, DRS. */
  static final Samples CAR = car(new int[][] {
      {9_900, 10_000, 180, 5, 80, 0, 0},
      {10_300, 10_800, 216, 6, 100, 0, 8},
      {10_700, 10_400, 252, 7, 100, 0, 12},
      {11_100, 9_600, 180, 6, 0, 100, 0}});
  /** ms, status, x, y, z. */
  static final Samples POSITION = position(new int[][] {
      {9_850, 0, 0, 100, 7},
      {10_150, 0, 90, 100, 7},
      {10_450, 0, 360, 100, 7},
      {10_750, 1, 810, 100, 7},
      {11_050, 0, 1440, 100, 7}});

  final LapTelemetry lap = LapTelemetry.of(10_000, 11_000, CAR, POSITION);

  @Test void its_rows_are_the_samples_of_both_and_its_own_beginning_and_end() {
    assertThat(lap.rows()).extracting(Row::at).containsExactly(0, 150, 300, 450, 700, 750, 1000);
    assertThat(lap.rows()).extracting(Row::source).containsExactly(Source.INTERPOLATION, Source.POSITION, Source.CAR, Source.POSITION,
        Source.CAR, Source.POSITION, Source.INTERPOLATION);
  }

  @ParameterizedTest(name = "after {0} ms: {1} rpm, {2} km/h, {3} %") @CsvSource({
      "0,    10200, 189,   85",   // a quarter of the way from the sample before the lap
      "150,  10500, 202.5, 92.5",
      "300,  10800, 216,   100",
      "450,  10650, 229.5, 100",
      "750,  10300, 243,   87.5",
      "1000, 9800,  198,   25"})  // three quarters of the way to the sample after it
  void rpm_speed_and_throttle_follow_straight_lines(int at, double rpm, double speed, double throttle) {
    assertThat(row(at).rpm()).isCloseTo(rpm, within(1e-9));
    assertThat(row(at).speed()).isCloseTo(speed, within(1e-9));
    assertThat(row(at).throttle()).isCloseTo(throttle, within(1e-9));
  }

  @ParameterizedTest(name = "after {0} ms: gear {1}, brake {2}, DRS {3}, on the track {4}") @CsvSource({
      "0, 5, false, 0, true", "300, 6, false, 8, true", "700, 7, false, 12, true", "750, 7, false, 12, false", "1000, 7, false, 12, false"})
  void switches_stay_as_they_were(int at, int gear, boolean brake, int drs, boolean onTrack) {
    assertThat(row(at)).extracting(Row::gear, Row::brake, Row::drs, Row::onTrack).containsExactly(gear, brake, drs, onTrack);
  }

  @ParameterizedTest(name = "after {0} ms: x {1}") @CsvSource({"0, 22.5", "150, 90", "300, 202.5", "700, 722.5", "1000, 1322.5"})
  void places_follow_a_curve(int at, double x) {
    // It accelerates evenly: x = 0.001 (t - 9850)²; a quadratic spline finds that again.
    assertThat(row(at).x()).isCloseTo(x, within(1e-9));
    assertThat(row(at).y()).isCloseTo(100, within(1e-9));
    assertThat(row(at).z()).isCloseTo(7, within(1e-9));
  }

  @Test void distance_is_the_sum_of_speed_times_time_since_the_lap_began() {
    // 180 km/h are 50 m/s, 0.1 s before the start: -5 m. Then 0.4 s at 60, 70 and 50 m/s.
    assertThat(row(300).distance()).isCloseTo(19, within(1e-9));
    assertThat(row(700).distance()).isCloseTo(47, within(1e-9));
    assertThat(row(0).distance()).isBetween(-0.5, 0.5);
    assertThat(lap.length()).isBetween(60.0, 67.0);
  }

  @Test void what_a_car_does_not_know_is_unknown() {
    var samples = car(new int[][] {{9_900, 0, 0, 0, 104, 104, Samples.ABSENT}, {11_100, 0, 0, 0, 104, 104, Samples.ABSENT}});
    assertThat(LapTelemetry.of(10_000, 11_000, samples, POSITION).rows()).allSatisfy(row -> {
      assertThat(row.throttle()).isNull();
      assertThat(row.brake()).isNull();
      assertThat(row.drs()).isNull();
      assertThat(row.speed()).isZero();
    });
  }

  @Test void nothing_is_known_before_the_first_and_after_the_last_sample() {
    var rows = LapTelemetry.of(9_000, 12_000, CAR, POSITION).rows();
    assertThat(rows.getFirst()).isEqualTo(new Row(0, Source.INTERPOLATION, null, null, null, null, null, null, null, null, null, null, null));
    assertThat(rows.getLast().speed()).isNull();
    assertThat(rows.getLast().x()).isNull();
    assertThat(rows.getLast().gear()).as("the last that was known").isEqualTo(6);
  }

  @Test void one_channel_is_enough() {
    var lap = LapTelemetry.of(10_000, 11_000, CAR, Samples.none(Channel.POSITION));
    assertThat(lap.rows()).extracting(Row::at).containsExactly(0, 300, 700, 1000);
    assertThat(lap.rows()).allSatisfy(row -> assertThat(row.x()).isNull());
    assertThat(LapTelemetry.of(10_000, 11_000, Samples.none(Channel.CAR), Samples.none(Channel.POSITION)).rows()).hasSize(2);
  }

  @Test void a_lap_that_ends_before_it_begins_has_no_rows() {
    assertThat(LapTelemetry.of(11_000, 11_000, CAR, POSITION).rows()).isEmpty();
    assertThat(LapTelemetry.of(11_000, 10_000, List.of()).length()).isNull();
  }

  @Test void a_sample_of_both_at_the_same_ms_is_one_row() {
    var rows = LapTelemetry.of(10_000, 11_000, CAR, position(new int[][] {{10_300, 0, 1, 2, 3}})).rows();
    assertThat(rows).extracting(Row::at).containsExactly(0, 300, 700, 1000);
    assertThat(rows.get(1)).extracting(Row::source, Row::rpm, Row::x).containsExactly(Source.POSITION, 10_800.0, 1.0);
  }

  @Test void blocks_of_the_laps_beside_it_give_the_samples_around_it() {
    var cuts = new LapCuts(List.of(new LapCuts.Cut(1, 10_000), new LapCuts.Cut(2, 11_000)));
    var blocks = new ArrayList<>(cuts.pack(44, CAR));
    blocks.addAll(cuts.pack(44, POSITION));
    assertThat(blocks).hasSize(6);
    assertThat(LapTelemetry.of(10_000, 11_000, blocks)).isEqualTo(lap);
  }

  /** SciPy's interp1d(kind='quadratic') says so. */
  @ParameterizedTest(name = "at {0}: {1}") @CsvSource({
      "0.5, 1.7850434863064393", "1, 3.0467246484085857", "2, 4", "2.5, 3.691594189489267", "4, 0.8877683197631387",
      "5, -2.196521095484825", "7.5, 1.904492042931162", "9, 9.210677276091783", "11.5, 8.185395077720207", "12, 6", "-0.1, NaN", "12.1, NaN"})
  void the_spline_is_the_one_that_others_use(double at, double value) {
    var curve = Curve.quadratic(new double[] {0, 2, 3, 7, 8, 12}, new double[] {0, 4, 3, -1, 5, 6});
    if (Double.isNaN(value)) assertThat(curve.at(at)).isNaN();
    else assertThat(curve.at(at)).isCloseTo(value, within(1e-12));
  }

  @Test void three_samples_make_a_parabola_and_two_a_line() {
    assertThat(Curve.quadratic(new double[] {0, 1, 3}, new double[] {1, 2, 10}).at(2)).isCloseTo(5, within(1e-12));
    assertThat(Curve.quadratic(new double[] {0, 1}, new double[] {1, 2}).at(0.5)).isEqualTo(1.5);
    assertThat(Curve.quadratic(new double[] {}, new double[] {}).at(0.5)).isNaN();
  }

  private Row row(int at) {
    return lap.rows().stream().filter(row -> row.at() == at).findFirst().orElseThrow();
  }

  private static Samples car(int[][] rows) {
    return columns(Channel.CAR, rows);
  }

  private static Samples position(int[][] rows) {
    return columns(Channel.POSITION, rows);
  }

  private static Samples columns(Channel channel, int[][] rows) {
    var at = new int[rows.length];
    var values = new int[channel.columns()][rows.length];
    for (int i = 0; i < rows.length; i++) {
      at[i] = rows[i][0];
      for (int c = 0; c < values.length; c++) values[c][i] = rows[i][c + 1];
    }
    return new Samples(channel, at, values);
  }
}

package dev.paddock.f1.rules.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.rules.session.TimedLap;
import dev.paddock.f1.rules.telemetry.LapCuts.Cut;
import dev.paddock.f1.rules.telemetry.TelemetryBlock.Channel;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which samples belong to which lap. Times are in seconds here. */
class LapCutsTest {
  @Test void a_lap_begins_where_the_one_before_ended_and_the_first_when_the_car_left_the_pits() {
    assertThat(cuts(lap(1, 200, 90, 100), lap(2, 290, 90, null), lap(3, 380, 90, null)))
        .containsExactly(new Cut(1, 100_000), new Cut(2, 200_000), new Cut(3, 290_000), new Cut(4, 380_000));
  }

  @Test void a_start_of_its_own_comes_first_such_as_that_of_a_race() {
    var first = of(lap(1, 200, null, 60).timed(), 100_000);
    var restarted = of(lap(2, 400, null, null).timed(), 310_000);
    assertThat(cuts(first, restarted)).containsExactly(new Cut(1, 100_000), new Cut(2, 310_000), new Cut(3, 400_000));
  }

  @Test void without_leaving_the_pits_the_first_begins_a_lap_time_before_its_end() {
    assertThat(cuts(lap(1, 200, 95, null), lap(2, 290, 90, null)).getFirst()).isEqualTo(new Cut(1, 105_000));
    assertThat(cuts(lap(1, 200, null, null), lap(2, 290, 90, null)).getFirst()).isEqualTo(new Cut(2, 200_000));
  }

  @Test void a_lap_of_unknown_beginning_stays_with_the_one_before() {
    assertThat(cuts(lap(1, 200, 90, 100), lap(2, null, null, null), lap(3, 380, 90, null)))
        .containsExactly(new Cut(1, 100_000), new Cut(2, 200_000), new Cut(4, 380_000));
  }

  @Test void ends_that_go_backwards_cut_nothing() {
    assertThat(cuts(lap(1, 200, 90, 100), lap(2, 150, 90, null), lap(3, 380, 90, null)))
        .containsExactly(new Cut(1, 100_000), new Cut(2, 200_000), new Cut(4, 380_000));
  }

  @Test void before_the_first_lap_it_is_lap_0_and_after_the_last_the_one_that_was_not_finished() {
    var blocks = new LapCuts(List.of(new Cut(1, 10_000), new Cut(2, 20_000), new Cut(3, 30_000))).pack(44, everySecond(0, 35));
    assertThat(blocks).extracting(TelemetryBlock::lap).containsExactly(0, 1, 2, 3);
    assertThat(blocks).extracting(TelemetryBlock::from).containsExactly(0, 10_000, 20_000, 30_000);
    assertThat(blocks).extracting(TelemetryBlock::to).containsExactly(9_000, 19_000, 29_000, 34_000);
    assertThat(blocks).extracting(TelemetryBlock::samples).containsExactly(10, 10, 10, 5);
  }

  @Test void a_lap_without_samples_has_no_block() {
    var cuts = new LapCuts(List.of(new Cut(1, 10_000), new Cut(2, 10_500), new Cut(3, 30_000)));
    assertThat(cuts.pack(44, everySecond(12, 20))).extracting(TelemetryBlock::lap).containsExactly(2);
    assertThat(cuts.pack(44, Samples.none(Channel.CAR))).isEmpty();
    assertThat(LapCuts.NONE.pack(44, everySecond(12, 20))).extracting(TelemetryBlock::lap).containsExactly(0);
  }

  @Test void cars_are_cut_apart() {
    var cuts = LapCuts.of(List.of(lap(1, 200, 90, 100), of(4, 1, 201_000, 90_000, 101_000)));
    assertThat(cuts.get(44).cuts().getFirst()).isEqualTo(new Cut(1, 100_000));
    assertThat(cuts.get(4).cuts().getFirst()).isEqualTo(new Cut(1, 101_000));
  }

  private static List<Cut> cuts(Lap... laps) {
    return LapCuts.of(List.of(laps)).get(44).cuts();
  }

  private static Lap lap(int number, Integer end, Integer time, Integer pitOut) {
    return of(44, number, ms(end), ms(time), ms(pitOut));
  }

  private static Lap of(int car, int number, Integer end, Integer time, Integer pitOut) {
    return of(new TimedLap(car, number, time, null, null, null, end, null, null, null, null, pitOut, 0, null, null, null, null, false), null);
  }

  private static Lap of(TimedLap timed, Integer start) {
    return new Lap(timed, start, null, null, null, null, null, "1", false, "", false, false);
  }

  private static Integer ms(Integer seconds) {
    return seconds == null ? null : Integer.valueOf(seconds * 1000);
  }

  private static Samples everySecond(int from, int to) {
    return new Samples(Channel.CAR, IntStream.range(from, to).map(s -> s * 1000).toArray(), new int[6][to - from]);
  }
}

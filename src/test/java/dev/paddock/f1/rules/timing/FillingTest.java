package dev.paddock.f1.rules.timing;

import static dev.paddock.f1.rules.timing.News.IN_PIT;
import static dev.paddock.f1.rules.timing.News.LAPS;
import static dev.paddock.f1.rules.timing.News.LAP_TIME;
import static dev.paddock.f1.rules.timing.News.SECTOR_1;
import static dev.paddock.f1.rules.timing.News.SECTOR_3;
import static dev.paddock.f1.rules.timing.News.SPEED_FL;
import static dev.paddock.f1.rules.timing.News.SPEED_ST;
import static dev.paddock.f1.rules.timing.Said.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A car that leaves the pits at 10 s and ends its first lap at 100 s, its second at 200 s. */
class FillingTest {
  private static List<Draft> laps(Delta... more) {
    var lines = new ArrayList<>(List.of(line(10_000, IN_PIT, 0), line(40_000, SECTOR_1, 30_000), line(100_000, LAPS, 1),
        line(130_000, SECTOR_1, 29_000), line(200_000, LAPS, 2), line(230_000, SECTOR_1, 28_000)));
    lines.addAll(List.of(more));
    lines.sort(Comparator.comparingInt(Delta::at));
    return Filling.of(LapEnds.of(lines));
  }

  @ParameterizedTest(name = "{1} ms after the end of lap 1, {0} is of lap {2}")
  @CsvSource({
      "SECTOR_3, 0, 1", "SECTOR_3, 4999, 1", "SECTOR_3, 5000, 2", "LAP_TIME, 4999, 1", "LAP_TIME, 5000, 2", "SPEED_FL, 4999, 1",
      "SPEED_FL, 5000, 2", "SPEED_ST, 1, 2", "SPEED_ST, -1, 1",
  })
  void late_values_belong_to_the_lap_before(News what, int after, int lap) {
    var laps = laps(line(100_000 + after, what, 77));
    for (int i = 1; i <= 3; i++) {
      var draft = laps.get(i - 1);
      int value = switch (what) {
        case SECTOR_3 -> draft.sectors[2];
        case LAP_TIME -> draft.time;
        case SPEED_FL -> draft.speeds[2];
        default -> draft.speeds[3];
      };
      assertThat(value).as("of lap %d", i).isEqualTo(i == lap ? 77 : Draft.NONE);
    }
  }

  @ParameterizedTest(name = "out at {0}: {2}")
  @CsvSource({
      "150000, 2, in the middle of lap 2",
      "195000, 2, 5 s before its end",
      "195001, 3, less than 5 s before its end: the lap that begins",
      "200000, 3, with its end",
  })
  void leaving_the_pits(int at, int lap, String what) {
    var laps = laps(line(140_000, IN_PIT, 1), line(at, IN_PIT, 0));
    assertThat(laps.get(1).pitIn).isEqualTo(140_000);
    assertThat(laps.get(lap - 1).pitOut).isEqualTo(at);
    assertThat(laps.get(4 - lap).pitOut).isEqualTo(Draft.NONE);
    assertThat(laps.get(1).outs).as("it left before lap 2 had ended").isEqualTo(at < 200_000 ? 1 : 0);
  }

  @Test void a_way_to_the_grid_is_no_stop() {
    var laps = laps(line(15_000, IN_PIT, 1), line(20_000, IN_PIT, 0));
    assertThat(laps.getFirst().pitIn).isEqualTo(Draft.NONE);
    assertThat(laps.getFirst().pitOut).isEqualTo(20_000);
  }

  @Test void before_it_left_the_pits_it_cannot_enter_them() {
    assertThat(laps(line(5_000, IN_PIT, 1)).getFirst().pitIn).isEqualTo(Draft.NONE);
  }

  @ParameterizedTest(name = "a lap of {0} ms is {1}")
  @CsvSource(nullValues = "none", value = {"149999, 149999", "150000, none", "3600000, none"})
  void a_break_is_no_lap(int told, Integer time) {
    assertThat(laps(line(200_000, LAP_TIME, told)).get(1).time).isEqualTo(time == null ? Draft.NONE : time);
  }

  @Test void an_empty_lap_time_says_that_there_is_none() {
    var laps = laps(line(200_100, LAP_TIME, Delta.BLANK));
    assertThat(laps.get(1).untimed).isTrue();
    assertThat(laps.get(1).time).isEqualTo(Draft.NONE);
    assertThat(laps.getFirst().untimed).isFalse();
  }

  @Test void a_lap_before_it_drove_is_none_and_the_last_one_counts_if_it_drove() {
    var inTheGarage = List.of(line(10_000, IN_PIT, 0, LAPS, 1), line(100_000, LAPS, 2, SECTOR_3, 30_000), line(150_000, IN_PIT, 1));
    var laps = Filling.of(LapEnds.of(inTheGarage));
    assertThat(laps).hasSize(1);
    assertThat(laps.getFirst().pitOut).isEqualTo(10_000);
    assertThat(laps.getFirst().end).isEqualTo(100_000);
    assertThat(laps()).hasSize(3);
    assertThat(Filling.of(LapEnds.of(List.of()))).isEmpty();
  }

  @Test void a_sector_ended_when_it_was_told() {
    assertThat(laps().get(1).sectorsAt).containsExactly(130_000, Draft.NONE, Draft.NONE);
  }
}

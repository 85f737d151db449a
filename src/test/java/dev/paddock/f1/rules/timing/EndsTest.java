package dev.paddock.f1.rules.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndsTest {
  /** A lap of 30 + 40 + 20 s that ended at 100 s; the sectors' messages came at the times of the table. */
  @ParameterizedTest(name = "{5}")
  @CsvSource(delimiter = '|', nullValues = "-", value = {
      "100500 | 40000 | 80000 | 100400 | 100000 | the first two were in time",
      "100500 | 40300 | 80200 | 100400 | 100200 | the second was the least late",
      "100500 | 40700 | 80600 | 100400 | 100400 | the third was",
      "100100 | 40300 | 80200 | 100400 | 100100 | the number of laps was",
      "-      | 40300 | 80200 | 100400 | 100200 | the number never came",
  })
  void the_least_late_message_tells(Integer counted, int first, int second, int third, int end, String what) {
    var lap = lap(counted == null ? Draft.NONE : counted, 90_000, first, second, third);
    Ends.correct(new ArrayList<>(List.of(lap)));
    assertThat(lap.end).isEqualTo(end);
    assertThat(lap.sectorsAt).containsExactly(end - 60_000, end - 20_000, end);
  }

  @Test void neighbours_tell_by_their_lap_times() {
    var early = lap(100_300, 90_000, Draft.NONE, Draft.NONE, Draft.NONE);
    var punctual = lap(190_000, 90_000, Draft.NONE, Draft.NONE, Draft.NONE);
    var late = lap(281_000, 90_000, Draft.NONE, Draft.NONE, Draft.NONE);
    Ends.correct(new ArrayList<>(List.of(early, punctual, late)));
    assertThat(List.of(early.end, punctual.end, late.end)).containsExactly(100_000, 190_000, 280_000);
  }

  @Test void without_an_end_the_pits_are_and_without_them_it_is_left_out() {
    var pits = new Draft();
    pits.pitIn = 5_000;
    var laps = new ArrayList<>(List.of(pits, new Draft()));
    Ends.correct(laps);
    assertThat(laps).containsExactly(pits);
    assertThat(pits.end).isEqualTo(5_000);
  }

  @Test void a_sector_that_was_not_told_gets_no_time_and_without_a_lap_time_they_stay() {
    var lap = lap(100_000, 90_000, Draft.NONE, 80_010, 100_010);
    Ends.correct(new ArrayList<>(List.of(lap)));
    assertThat(lap.sectorsAt).containsExactly(Draft.NONE, 80_000, 100_000);
    var untimed = lap(100_000, Draft.NONE, 40_200, 80_010, 100_010);
    Ends.correct(new ArrayList<>(List.of(untimed)));
    assertThat(untimed.sectorsAt).containsExactly(40_200, 80_010, 100_010);
  }

  @ParameterizedTest(name = "{0} ms lie between the ends of a lap of 90 s: {1}")
  @CsvSource({"89000, true", "91000, true", "120000, true", "120001, false", "3690000, false"})
  void a_lap_time_that_lost_its_hours_is_none(int between, boolean kept) {
    var lap = lap(100_000 + between, 90_000, Draft.NONE, Draft.NONE, Draft.NONE);
    Ends.correct(new ArrayList<>(List.of(lap(100_000, Draft.NONE, Draft.NONE, Draft.NONE, Draft.NONE), lap)));
    assertThat(lap.time).isEqualTo(kept ? 90_000 : Draft.NONE);
  }

  private static Draft lap(int end, int time, int... sectorsAt) {
    var lap = new Draft();
    lap.end = end;
    lap.time = time;
    for (int i = 0; i < 3; i++) {
      lap.sectors[i] = new int[] {30_000, 40_000, 20_000}[i];
      lap.sectorsAt[i] = sectorsAt[i];
    }
    return lap;
  }
}

package dev.paddock.f1.rules.timing;

import static dev.paddock.f1.rules.timing.Said.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonalBestsTest {
  /** Laps by their times, each ends at 10 × its number; {@code told}: time@when; {@code parts}: when they began. */
  @ParameterizedTest(name = "{4}")
  @CsvSource(delimiter = '|', nullValues = "-", value = {
      "95 94 96 93   | 95@10 94@20 93@40            | -     | 1 2 4   | each that is faster than all before",
      "95 94 96 93   | 95@10 94@20 95@25 93@40      | -     | 1 4     | the second was deleted",
      "95 94 96 93   | 95@10 94@20 95@25 94@27      | -     | 1 2     | it was deleted, and reinstated",
      "95 92 96 93   | 95@10 92@20 95@38 93@40      | -     | 1 4     | deleted when the next was nearly over",
      "95 94 94 93   | 95@10 94@20                  | -     | 1 2     | the same again is nothing new",
      "95 94 95 94   | 95@10 94@20 95@30            | 25    | 1 2 3   | each part of a qualifying begins anew",
      "95 94 94      | 95@10 94@20 94@30            | 25    | 1 2 3   | with the same time as in the part before, too",
      "95 94         | 95@10 90@20                  | -     | 1       | no lap has that time",
  })
  void laps_that_were_best(String times, String told, Integer part, String best, String what) {
    var laps = new ArrayList<Draft>();
    for (var time : times.split(" ")) {
      var lap = new Draft();
      lap.time = Integer.parseInt(time) * 1000;
      lap.end = 10_000 * (laps.size() + 1);
      laps.add(lap);
    }
    var lines = List.of(told.split(" ")).stream().map(t -> t.split("@"))
        .map(t -> line(Integer.parseInt(t[1]) * 1000, News.BEST_LAP, Integer.parseInt(t[0]) * 1000)).toList();
    PersonalBests.mark(lines, laps, part == null ? List.of() : List.of(part * 1000));
    assertThat(IntStream.range(0, laps.size()).filter(i -> laps.get(i).personalBest).mapToObj(i -> "" + (i + 1))
        .collect(Collectors.joining(" "))).isEqualTo(best);
  }
}

package dev.paddock.f1.rules.timing;

import static dev.paddock.f1.rules.timing.News.IN_PIT;
import static dev.paddock.f1.rules.timing.News.LAPS;
import static dev.paddock.f1.rules.timing.Said.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LapEndsTest {
  @ParameterizedTest(name = "{3}")
  @CsvSource(delimiter = '|', value = {
      "out 1 2 3       | 1 2 3   | 4 | a lap ends where their number rises",
      "1 2 out 3 4     | 3 4     | 5 | what was counted before the car left the pits is no lap",
      "out 1 4 5       | 1 2 3   | 4 | a number may be missed: one rise, one lap",
      "out 1 2 2 3     | 1 2 4   | 5 | the same number again is no lap",
      "out 1 2 3 1 2 3 4 | 1 2 3 7 | 6 | lines from the past are left out until the number is back",
      "out 1 2 3 1 4   | 1 2 3   | 4 | a number that was never reached again: nothing after it counts",
      "out 1 99999 2   | 1 3     | 4 | no session has that many laps",
      "1 2 3           |         | 3 | it never left the pits",
  })
  void laps_end(String counted, String endsAt, int lines, String what) {
    var deltas = new ArrayList<Delta>();
    int at = 0;
    for (var count : counted.split(" ")) deltas.add(count.equals("out") ? line(at, IN_PIT, 0) : line(++at, LAPS, Integer.parseInt(count)));
    var ends = LapEnds.of(deltas);
    assertThat(ends.ends()).containsExactly(endsAt == null ? new int[0]
        : List.of(endsAt.split(" ")).stream().mapToInt(Integer::parseInt).toArray());
    assertThat(ends.lines()).hasSize(lines);
    assertThat(ends.count()).isEqualTo(ends.ends().length + 1);
  }
}

package dev.paddock.f1.rules.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepairsTest {
  /** The lap before: 30 + 40 + 20 = 90 s. Each lap: its time, then its sectors, in ms; {@code -} unknown, {@code ""} said to be none. */
  @ParameterizedTest(name = "{2}")
  @CsvSource(delimiter = '|', value = {
      "90000 30000 40000 20000 | 90000 30000 40000 20000 | nothing to repair",
      "90000 30000 40000 20001 | - 30000 40000 20001     | a lap is not shorter than its sectors",
      "61871 - 32109 32118     | - - 32109 32118         | nor than those of them that are known",
      "none 30000 40000 20001  | 90001 30000 40000 20001 | said to have none: the sum",
      "none 30000 - 20001      | - 30000 - 20001         | no sum of two",
      "- 30000 39000 21000     | 90000 30000 39000 21000 | not said, the same as the lap before: nothing is sent for that",
      "- 30000 39000 21001     | - 30000 39000 21001     | not said, and another time",
      "91000 30000 40000 -     | 91000 30000 40000 -     | a sector would be 21 s, which differs",
      "91000 31000 40000 -     | 91000 31000 40000 20000 | the sector must be 20 s, as before",
      "91000 31000 - -         | 91000 31000 - -         | two are unknown",
  })
  void follows_from_the_rest(String told, String expected, String what) {
    var before = draft("90000 30000 40000 20000");
    var lap = draft(told);
    Repairs.repair(List.of(before, lap));
    assertThat(lap.time).isEqualTo(draft(expected).time);
    assertThat(lap.sectors).containsExactly(draft(expected).sectors);
  }

  private static Draft draft(String values) {
    var draft = new Draft();
    var all = values.split(" ");
    draft.untimed = all[0].equals("none");
    if (all[0].matches("\\d+")) draft.time = Integer.parseInt(all[0]);
    for (int i = 0; i < 3; i++) if (!all[i + 1].equals("-")) draft.sectors[i] = Integer.parseInt(all[i + 1]);
    return draft;
  }
}

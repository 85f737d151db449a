package dev.paddock.f1.provider.livetiming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.rules.timing.Delta;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest(name = "{0}: {1} ms")
  @CsvSource(delimiter = '|', nullValues = "none", value = {
      "26.966 | 26966", "79.957 | 79957", "1:27.060 | 87060", "1:02:03.4 | 3723400", "5 | 5000", "5. | 5000", "0.05 | 50",
      "1.2345 | 1234", "23:59:59.999 | 86399999", "24:00:00 | none", "-1.000 | none", "+1.000 | none", "1:.5 | none", ":5 | none",
      "1.5:2 | none", "1.2.3 | none", "1e5 | none", "NaN | none", ". | none", ": | none", "99999999999 | none", "9999999:00 | none",
      "'1 .0' | none",
  })
  void times(String text, Integer ms) {
    assertThat(time(text)).isEqualTo(ms == null ? Delta.UNSAID : ms);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', value = {
      "'' | BLANK", "LAP 5 | LEADER", "+1.234 | 1234", "+101.234 | 101234", "+1:02.945 | 62945", "1L | BLANK", "1 L | BLANK",
      "+1 LAP | UNSAID", "+ | BLANK", "-1.234 | BLANK",
  })
  void gaps(String text, String gap) {
    assertThat(Numbers.gap(text.toCharArray(), 0, text.length())).isEqualTo(switch (gap) {
      case "BLANK" -> Delta.BLANK;
      case "LEADER" -> Delta.LEADER;
      case "UNSAID" -> Delta.UNSAID;
      default -> Integer.parseInt(gap);
    });
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(nullValues = "none", value = {"312, 312", "0, 0", "007, 7", "999999, 999999", "1000000, none", "-1, none", "1.5, none",
      "x, none"})
  void whole_numbers(String text, Integer value) {
    assertThat(Numbers.whole(text.toCharArray(), 0, text.length())).isEqualTo(value == null ? Delta.UNSAID : value);
    assertThat(Numbers.whole(text, 999_999)).isEqualTo(value == null ? -1 : value);
  }

  @Property void a_time_is_read_as_it_was_written(@ForAll @IntRange(max = 86_399_999) int ms) {
    assertThat(time("%d:%02d:%02d.%03d".formatted(ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000))).isEqualTo(ms);
    assertThat(time("%d.%03d".formatted(ms / 1000, ms % 1000))).isEqualTo(ms);
  }

  @Property void any_text_is_a_time_of_a_day_or_none(@ForAll @StringLength(max = 30) String text) {
    int time = time(text);
    assertThat(time == Delta.UNSAID || time == Delta.BLANK && text.isEmpty() || time >= 0 && time < 86_400_000).isTrue();
  }

  private static int time(String text) {
    var padded = ("x" + text + "9").toCharArray();
    return Numbers.time(padded, 1, text.length());
  }
}

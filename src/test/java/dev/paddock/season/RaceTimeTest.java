package dev.paddock.season;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RaceTimeTest {
  @ParameterizedTest(name = "{0} ms is {1}")
  @CsvSource({"6126304, 1:42:06.304", "2197647, 36:37.647", "82167, 1:22.167", "59009, 59.009", "895, 0.895", "3600000, 1:00:00.000"})
  void totals(int millis, String text) {
    assertThat(RaceTime.text(millis)).isEqualTo(text);
    assertThat(RaceTime.parse(text)).isEqualTo(millis);
  }

  @ParameterizedTest(name = "{0} ms behind is {1}")
  @CsvSource({"895, +0.895", "60340, +1:00.340", "0, +0.000"})
  void gaps(int millis, String text) {
    assertThat(RaceTime.gap(millis)).isEqualTo(text);
  }

  @ParameterizedTest(name = "a lap of {0} ms is {1}")
  @CsvSource({"83081, 1:23.081", "54321, 0:54.321"})
  void laps_always_have_minutes(int millis, String text) {
    assertThat(RaceTime.lap(millis)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1:2:3:4.000", "+1 lap", "1.2345"})
  void refuses_what_is_no_time(String text) {
    assertThatThrownBy(() -> RaceTime.parse(text)).isInstanceOf(NumberFormatException.class);
  }

  @Property void reads_what_it_wrote(@ForAll @IntRange(min = 0, max = 20_000_000) int millis) {
    assertThat(RaceTime.parse(RaceTime.text(millis))).isEqualTo(millis);
    assertThat(RaceTime.parse(RaceTime.lap(millis))).isEqualTo(millis);
  }
}

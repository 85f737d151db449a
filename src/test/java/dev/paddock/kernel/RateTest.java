package dev.paddock.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
  @ParameterizedTest(name = "{0}: asked at {1} s, {2} are left, whole again in {3} s")
  @CsvSource({
      "3/PT1M, 0,                 2, 60",
      "3/PT1M, 0 10 20,           0, 40",
      "3/PT1M, 0 10 20 30,        0, 30",   // one too many takes nothing
      "3/PT1M, 0 10 20 59,        0, 1",
      "3/PT1M, 0 10 20 60,        2, 60",   // the next window begins with the first request after the last one's end
      "3/PT1M, 0 10 20 75,        2, 60",
      "3/PT1M, 0 10 20 75 80,     1, 55",
      "1/PT1H, 0 3599,            0, 1",
      "1/PT1H, 0 3600,            0, 3600"})
  void counts_from_the_first_request_of_a_window(String text, String seconds, int left, long whole) {
    var rate = Rate.parse(text);
    var asked = Stream.of(seconds.split(" ")).map(s -> Duration.ofSeconds(Long.parseLong(s)).toNanos()).toList();
    var count = rate.none(asked.getFirst());
    for (var now : asked) {
      count = rate.at(count, now);
      if (rate.left(count) > 0) count = count.plus(1);
    }
    assertThat(rate.left(count)).isEqualTo(left);
    assertThat(count.secondsLeft(asked.getLast())).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "600", "/PT1M", "0/PT1M", "-5/PT1M", "600/PT0S", "600/minute", "many/PT1M"})
  void is_no_rate(String text) {
    assertThatThrownBy(() -> Rate.parse(text)).isInstanceOf(RuntimeException.class);
  }
}

package dev.paddock.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.account.rules.Delay.Failures;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelayTest {
  static final Instant NOW = Instant.parse("2026-03-08T05:00:00Z");
  final Delay delay = new Delay(3, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofMinutes(15));

  @ParameterizedTest(name = "after {0} failures, the last {1} ago, the next try waits {2}") @CsvSource({
      "0,  PT0S,   PT0S",
      "1,  PT0S,   PT0S",
      "3,  PT0S,   PT0S",    // three are free
      "4,  PT0S,   PT1S",
      "5,  PT0S,   PT2S",
      "5,  PT1.5S, PT0.5S",
      "5,  PT2S,   PT0S",
      "6,  PT0S,   PT4S",
      "10, PT0S,   PT1M4S",
      "13, PT0S,   PT8M32S",
      "14, PT0S,   PT15M",   // never longer than that
      "99, PT0S,   PT15M",
      "99, PT15M,  PT0S",
  })
  void the_wait_doubles(int failures, Duration ago, Duration wait) {
    assertThat(delay.left(new Failures(failures, NOW.minus(ago)), NOW)).isEqualTo(wait);
  }

  @ParameterizedTest(name = "{0} failures and {1} of quiet: with the next one they are {2}") @CsvSource({
      "0, PT0S,   1",
      "5, PT0S,   6",
      "5, PT14M,  6",
      "5, PT15M,  5",
      "5, PT1H,   2",
      "5, P1D,    1",
  })
  void quiet_forgives(int failures, Duration quiet, int then) {
    assertThat(delay.again(new Failures(failures, NOW.minus(quiet)), NOW)).isEqualTo(new Failures(then, NOW));
  }

  @Property void one_more_failure_never_shortens_the_wait(@ForAll @IntRange(max = 100_000) int failures, @ForAll @IntRange(max = 3_600) int seconds) {
    var last = NOW.minusSeconds(seconds);
    var wait = delay.left(new Failures(failures, last), NOW);
    assertThat(delay.left(new Failures(failures + 1, last), NOW)).isGreaterThanOrEqualTo(wait);
    assertThat(wait).isBetween(Duration.ZERO, Duration.ofMinutes(15));
  }

  @Property void a_clock_that_went_back_forgives_nothing(@ForAll @IntRange(max = 1_000) int failures) {
    assertThat(delay.again(new Failures(failures, NOW.plusSeconds(60)), NOW).count()).isEqualTo(failures + 1);
  }
}

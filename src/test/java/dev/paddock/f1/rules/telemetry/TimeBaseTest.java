package dev.paddock.f1.rules.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When session time 0 was: the sample that was delayed least knows. */
class TimeBaseTest {
  static final Instant BEGAN = Instant.parse("2025-03-16T03:00:00.250Z");

  @Test void the_least_delayed_sample_decides() {
    var base = TimeBase.of(new long[] {offset(-2000), offset(-31), offset(-950)}).orElseThrow();
    assertThat(base.instant()).isEqualTo(BEGAN.minusMillis(31));
    assertThat(base.at(ticks(BEGAN.plusMillis(5000)), 5050)).isEqualTo(5031);
  }

  @Test void ticks_are_rounded_to_the_nearest_ms() {
    var base = TimeBase.of(new long[] {offset(0)}).orElseThrow();
    assertThat(base.at(ticks(BEGAN) + 14_999, 1)).isEqualTo(1);
    assertThat(base.at(ticks(BEGAN) + 15_000, 1)).isEqualTo(2);
    assertThat(TimeBase.of(new long[] {offset(0) - 4_999}).orElseThrow().instant()).isEqualTo(BEGAN);
  }

  @Test void a_sample_dated_in_another_year_neither_decides_nor_has_a_time() {
    var base = TimeBase.of(new long[] {offset(-10), offset(-20), offset(86_400_000L * 365)}).orElseThrow();
    assertThat(base.instant()).isEqualTo(BEGAN.minusMillis(10));
    assertThat(base.at(ticks(BEGAN.plusSeconds(86_400L * 365)), 5000)).isNull();
    assertThat(base.at(0, 5000)).isNull();
  }

  @Test void without_samples_nobody_knows() {
    assertThat(TimeBase.of(new long[0])).isEmpty();
  }

  private static long offset(long laterMs) {
    return ticks(BEGAN) + laterMs * TimeBase.TICKS_PER_MS;
  }

  private static long ticks(Instant at) {
    return at.toEpochMilli() * TimeBase.TICKS_PER_MS;
  }
}

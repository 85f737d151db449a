package dev.paddock.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  static final Instant NOW = Instant.parse("2025-11-23T08:00:00Z");

  @Test void four_in_a_second_then_none_until_the_next() {
    var throttle = new Throttle(Limits.JOLPICA);
    for (int i = 0; i < 4; i++) assertThat(throttle.admits(NOW.plusMillis(i * 200))).isTrue();
    assertThat(throttle.admits(NOW.plusMillis(900))).isFalse();
    assertThat(throttle.admits(NOW.plusSeconds(1))).isTrue();
  }

  @Test void five_hundred_in_an_hour_then_none_until_the_next() {
    var throttle = new Throttle(Limits.JOLPICA);
    for (int i = 0; i < 500; i++) assertThat(throttle.admits(NOW.plusSeconds(i))).isTrue();
    assertThat(throttle.admits(NOW.plusSeconds(501))).isFalse();
    assertThat(throttle.admits(NOW.plusSeconds(3600))).isTrue();
  }
}

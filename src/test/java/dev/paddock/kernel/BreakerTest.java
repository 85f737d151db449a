package dev.paddock.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTest {
  static final Instant NOON = Instant.parse("2025-03-16T12:00:00Z");

  final Breaker breaker = new Breaker(5, Duration.ofMinutes(1));

  @Test void five_failures_in_a_row_close_the_door_for_a_minute() {
    fail(4, NOON);
    assertThat(breaker.ask(NOON)).isEmpty();
    fail(1, NOON);
    assertThat(breaker.ask(NOON)).contains(NOON.plusSeconds(60));
    assertThat(breaker.ask(NOON.plusSeconds(59))).contains(NOON.plusSeconds(60));
  }

  @Test void a_success_in_between_begins_the_count_anew() {
    fail(4, NOON);
    breaker.succeeded();
    fail(4, NOON);
    assertThat(breaker.ask(NOON)).isEmpty();
  }

  @Test void after_the_pause_one_call_goes_through_and_the_others_wait_for_what_becomes_of_it() {
    fail(5, NOON);
    var later = NOON.plusSeconds(60);
    assertThat(breaker.ask(later)).isEmpty();
    assertThat(breaker.ask(later)).contains(later.plusSeconds(60));
    breaker.failed(later.plusSeconds(10));
    assertThat(breaker.ask(later.plusSeconds(60))).contains(later.plusSeconds(70));
  }

  @Test void when_that_one_succeeds_the_door_is_open() {
    fail(5, NOON);
    assertThat(breaker.ask(NOON.plusSeconds(60))).isEmpty();
    breaker.succeeded();
    assertThat(breaker.ask(NOON.plusSeconds(60))).isEmpty();
    assertThat(breaker.ask(NOON.plusSeconds(60))).isEmpty();
  }

  @Test void when_nothing_becomes_of_it_another_one_goes_through_after_the_next_pause() {
    fail(5, NOON);
    assertThat(breaker.ask(NOON.plusSeconds(60))).isEmpty();
    assertThat(breaker.ask(NOON.plusSeconds(120))).isEmpty();
  }

  private void fail(int times, Instant at) {
    for (int n = 0; n < times; n++) breaker.failed(at);
  }
}

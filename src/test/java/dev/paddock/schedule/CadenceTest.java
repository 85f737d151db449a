package dev.paddock.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.schedule.rules.Cadence;
import dev.paddock.schedule.rules.Cadence.Band;
import dev.paddock.schedule.rules.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CadenceTest {
  static final Instant START = Instant.parse("2025-03-16T12:00:00Z");
  static final Cadence RESULTS = new Cadence("f1-results", Band.every(hours(1), hours(1)));
  static final Cadence VERIFY = new Cadence("f1-verify", Band.every(hours(24), hours(24)));
  static final Cadence WATCH = new Cadence("f1-watch", Band.at(hours(120)), Band.at(Duration.ofDays(14)),
      Band.every(Duration.ofDays(7), Duration.ofDays(21)));
  static final Cadence HORSE = new Cadence("horse", List.of(
      Band.every(minutes(5), minutes(-60), minutes(-20)), Band.every(minutes(2), minutes(-20), minutes(-10)),
      Band.every(minutes(1), minutes(-10), minutes(-5)), Band.every(Duration.ofSeconds(15), minutes(-5), Duration.ZERO),
      Band.every(minutes(5), Duration.ZERO)), new Retry(10, Duration.ofSeconds(15), minutes(1), minutes(5)));

  @ParameterizedTest(name = "a race at noon: at {0} the next look for results is at {1}")
  @CsvSource({
      "2025-03-16T11:00:00Z, 2025-03-16T13:00:00Z",   // before the start: an hour after it
      "2025-03-16T12:59:59Z, 2025-03-16T13:00:00Z",
      "2025-03-16T13:00:00Z, 2025-03-16T14:00:00Z",   // a slot that has come is over
      "2025-03-16T13:00:01Z, 2025-03-16T14:00:00Z",   // late work does not drift
      "2025-03-17T05:30:00Z, 2025-03-17T06:00:00Z",   // and it goes on for ever
  })
  void looks_hourly_for_results(Instant now, Instant next) {
    assertThat(RESULTS.after(START, now)).contains(next);
  }

  @Test void checks_at_24_48_and_72_hours() {
    assertThat(VERIFY.between(START, START, START.plus(hours(73)), 10))
        .containsExactly(START.plus(hours(24)), START.plus(hours(48)), START.plus(hours(72)));
  }

  @Test void watches_after_five_days_two_weeks_then_weekly() {
    assertThat(WATCH.between(START, START, START.plus(Duration.ofDays(36)), 10))
        .containsExactly(START.plus(hours(120)), START.plus(Duration.ofDays(14)), START.plus(Duration.ofDays(21)),
            START.plus(Duration.ofDays(28)), START.plus(Duration.ofDays(35)));
  }

  @ParameterizedTest(name = "{0} before the off the next look is {1} before it")
  @CsvSource({
      "PT3H,    PT60M",
      "PT60M,   PT55M",
      "PT25M,   PT20M",
      "PT20M,   PT18M",      // the boundary belongs to the faster side
      "PT12M,   PT10M",
      "PT10M,   PT9M",
      "PT6M,    PT5M",
      "PT5M,    PT4M45S",
      "PT15S,   PT0S",
      "PT0S,    PT-5M",      // under way: every five minutes until somebody says that it is over
      "PT-5M,   PT-10M",
  })
  void looks_closer_as_the_off_approaches(Duration before, Duration next) {
    assertThat(HORSE.after(START, START.minus(before))).contains(START.minus(next));
  }

  @Test void a_race_takes_38_looks_before_the_off_and_one_at_it() {
    assertThat(HORSE.between(START, START.minus(hours(2)), START, 100)).hasSize(8 + 5 + 5 + 20 + 1).endsWith(START)
        .startsWith(START.minus(minutes(60)));
  }

  @ParameterizedTest(name = "from {0} to {1} before the off it looks every {2}, {3} times")
  @CsvSource({
      "PT60M, PT20M,  PT5M,  8",
      "PT20M, PT10M,  PT2M,  5",
      "PT10M, PT5M,   PT1M,  5",
      "PT5M,  PT0S,   PT15S, 20",
      "PT0S,  PT-30M, PT5M,  6",
  })
  void looks_at_even_intervals(Duration from, Duration to, Duration every, int times) {
    assertThat(HORSE.between(START, START.minus(from).minusNanos(1), START.minus(to).minusNanos(1), 100))
        .isEqualTo(Stream.iterate(START.minus(from), slot -> slot.plus(every)).limit(times).toList());
  }

  @Property void an_hour_before_the_off_and_no_sooner(@ForAll @LongRange(min = 3601, max = 10_000_000) long before) {
    assertThat(HORSE.after(START, START.minusSeconds(before))).contains(START.minus(hours(1)));
    assertThat(HORSE.atOrBefore(START, START.minusSeconds(before))).isEmpty();
  }

  @Property void when_the_start_moves_every_slot_moves_with_it(@ForAll @IntRange(min = -600, max = 600) int minutes,
      @ForAll @LongRange(min = -7200, max = 7200) long seconds) {
    var now = START.plusSeconds(seconds);
    var moved = minutes(minutes);
    assertThat(HORSE.after(START.plus(moved), now.plus(moved))).isEqualTo(HORSE.after(START, now).map(slot -> slot.plus(moved)));
    assertThat(HORSE.atOrBefore(START.plus(moved), now.plus(moved))).isEqualTo(HORSE.atOrBefore(START, now).map(slot -> slot.plus(moved)));
  }

  @Property void slots_of_a_start_on_a_whole_minute_fall_on_its_quarters(@ForAll @LongRange(min = -7200, max = 72000) long s) {
    assertThat(HORSE.after(START, START.plusSeconds(s)).orElseThrow().getEpochSecond() % 15).isZero();
  }

  @Property void slots_grow_and_lie_on_the_grid(@ForAll @LongRange(min = -10_000_000, max = 10_000_000) long seconds) {
    var now = START.plusSeconds(seconds);
    var slot = RESULTS.after(START, now).orElseThrow();
    assertThat(slot).isAfter(now);
    assertThat(Duration.between(START, slot).toSeconds() % 3600).isZero();
    assertThat(RESULTS.after(START, slot.minusNanos(1))).contains(slot);
  }

  @Property void looking_back_finds_what_looking_ahead_found(@ForAll @LongRange(min = -7200, max = 7200) long seconds) {
    var now = START.plusSeconds(seconds);
    HORSE.atOrBefore(START, now).ifPresent(slot -> assertThat(HORSE.after(START, slot.minusNanos(1))).contains(slot));
    var next = HORSE.after(START, now).orElseThrow();
    assertThat(HORSE.atOrBefore(START, next)).contains(next);
    assertThat(HORSE.atOrBefore(START, next.minusNanos(1))).isEqualTo(HORSE.atOrBefore(START, now));
  }

  @Property void intervals_never_grow_before_the_off(@ForAll @IntRange(min = 0, max = 3600) int before) {
    var first = HORSE.after(START, START.minusSeconds(before)).orElseThrow();
    var second = HORSE.after(START, first).orElseThrow();
    var third = HORSE.after(START, second).orElseThrow();
    if (!third.isAfter(START)) assertThat(Duration.between(second, third)).isLessThanOrEqualTo(Duration.between(first, second));
  }

  @Test void nonsense_is_refused() {
    assertThatThrownBy(() -> new Cadence("none", List.of(), 3, hours(1))).hasMessageContaining("no band");
    assertThatThrownBy(() -> new Band(hours(1), Optional.of(hours(1)), Optional.of(hours(1)))).hasMessageContaining("ends after it begins");
    assertThatThrownBy(() -> Band.every(Duration.ZERO, hours(1))).hasMessageContaining("positive");
    assertThatThrownBy(() -> Retry.constant(-1, hours(1))).hasMessageContaining("0 or more");
    assertThatThrownBy(() -> Retry.constant(1, Duration.ZERO)).hasMessageContaining("positive");
    assertThatThrownBy(() -> new Retry(1, hours(2), hours(1), Duration.ZERO)).hasMessageContaining("at most PT1H");
    assertThatThrownBy(() -> new Retry(1, hours(1), hours(1), hours(-1))).hasMessageContaining("close");
  }

  private static Duration hours(int n) {
    return Duration.ofHours(n);
  }

  private static Duration minutes(int n) {
    return Duration.ofMinutes(n);
  }
}

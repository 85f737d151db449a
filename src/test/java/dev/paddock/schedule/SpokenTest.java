package dev.paddock.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.app.ShippedCadences;
import dev.paddock.schedule.rules.Retry;
import dev.paddock.schedule.rules.Spoken;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cadences in an operator's words. */
class SpokenTest {
  static final Instant OFF = Instant.parse("2026-11-22T14:05:00Z");

  @ParameterizedTest(name = "a horse race is looked at {1} when its next slot is {0} from the off")
  @CsvSource({"-PT60M, every 5 min from T−1 h to T−20 min", "-PT18M, every 2 min from T−20 min to T−10 min",
      "-PT10M, every 1 min from T−10 min to T−5 min", "-PT15S, every 15 s from T−5 min to T", "PT0S, every 5 min from T",
      "PT2H, every 5 min from T"})
  void the_pace_is_that_of_the_slot(Duration offset, String pace) {
    assertThat(ShippedCadences.all().apply("horse").words(OFF, OFF.plus(offset))).isEqualTo(pace);
  }

  @Test void single_slots_and_calendars_are_said_as_they_were_written() {
    assertThat(ShippedCadences.all().apply("f1-watch").words()).containsExactly("at T+5 d", "at T+14 d", "every 7 d from T+21 d");
    assertThat(new Cron(" 0  2 * * 1", ZoneId.of("Pacific/Auckland")).words()).containsExactly("0 2 * * 1 Pacific/Auckland");
  }

  @Test void retries_say_how_often_and_after_what() {
    assertThat(Spoken.of(Retry.constant(0, Duration.ofHours(1)))).isEqualTo("not before the next slot");
    assertThat(Spoken.of(Retry.constant(1, Duration.ofHours(1)))).isEqualTo("once, after 1 h");
    assertThat(Spoken.of(new Retry(10, Duration.ofSeconds(15), Duration.ofSeconds(90), Duration.ZERO)))
        .isEqualTo("10 times, after 15 s, doubling to 1 min 30 s");
  }
}

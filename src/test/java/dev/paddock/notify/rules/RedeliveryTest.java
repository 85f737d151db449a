package dev.paddock.notify.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedeliveryTest {
  static final Instant NOON = Instant.parse("2025-03-16T12:00:00Z");
  static final Redelivery USUAL =
      new Redelivery(Stream.of("PT10S", "PT1M", "PT5M", "PT30M", "PT2H", "PT12H").map(Duration::parse).toList());

  @ParameterizedTest(name = "after failure {0} it is tried again after {1}")
  @CsvSource({"1, PT10S", "2, PT1M", "3, PT5M", "4, PT30M", "5, PT2H", "6, PT12H"})
  void is_tried_again_later_and_later(int failures, Duration wait) {
    assertThat(USUAL.again(failures, NOON)).contains(NOON.plus(wait));
  }

  @Test void the_seventh_failure_is_the_last() {
    assertThat(USUAL.again(7, NOON)).isEmpty();
    assertThat(new Redelivery(List.of()).again(1, NOON)).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"199, false", "200, true", "202, true", "204, true", "299, true", "300, false", "302, false", "404, false", "500, false"})
  void only_a_2xx_has_arrived(int status, boolean arrived) {
    assertThat(Redelivery.arrived(status)).isEqualTo(arrived);
  }

  @Test void a_wait_of_nothing_is_refused() {
    assertThatThrownBy(() -> new Redelivery(List.of(Duration.ZERO))).hasMessageContaining("positive");
  }

  @Property(tries = 200) void there_is_one_attempt_more_than_waits_and_it_ends(
      @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 100_000) Integer> seconds) {
    var redelivery = new Redelivery(seconds.stream().map(Duration::ofSeconds).toList());
    var now = NOON;
    int attempts = 1;
    for (var again = redelivery.again(attempts, now); again.isPresent(); again = redelivery.again(attempts, now)) {
      assertThat(again.get()).isAfter(now);
      now = again.get();
      attempts++;
    }
    assertThat(attempts).isEqualTo(seconds.size() + 1);
    assertThat(now).isEqualTo(NOON.plusSeconds(seconds.stream().mapToLong(Integer::longValue).sum()));
  }
}

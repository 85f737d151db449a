package dev.paddock.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.kernel.Quota.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class QuotaTest {
  static final Instant NOON = Instant.parse("2025-03-16T12:00:00Z");
  static final List<Limit> JOLPICA = List.of(new Limit(4, Duration.ofSeconds(1)), new Limit(500, Duration.ofHours(1)));

  @Test void the_fifth_call_within_a_second_waits_for_the_first_to_be_a_second_ago() {
    var quota = new Quota(JOLPICA);
    for (int n = 0; n < 4; n++) assertThat(quota.take(NOON.plusMillis(10 * n))).isEmpty();
    assertThat(quota.take(NOON.plusMillis(50))).contains(NOON.plusMillis(1000));
    assertThat(quota.take(NOON.plusMillis(1000))).isEmpty();
    assertThat(quota.take(NOON.plusMillis(1001))).as("four within the last second again").isPresent();
  }

  @Test void those_who_wait_are_spread_instead_of_coming_back_together() {
    var quota = new Quota(JOLPICA);
    for (int n = 0; n < 4; n++) quota.take(NOON);
    assertThat(List.of(quota.take(NOON), quota.take(NOON), quota.take(NOON))).extracting(at -> at.orElseThrow())
        .containsExactly(NOON.plusMillis(1000), NOON.plusMillis(1250), NOON.plusMillis(1500));
  }

  @Test void who_was_told_to_stop_stops_until_then() {
    var quota = new Quota(JOLPICA);
    quota.closeUntil(NOON.plusSeconds(60));
    quota.closeUntil(NOON.plusSeconds(30)); // an earlier word does not shorten a later one
    assertThat(quota.take(NOON)).contains(NOON.plusSeconds(60));
    assertThat(quota.take(NOON.plusSeconds(59)).orElseThrow()).isAfterOrEqualTo(NOON.plusSeconds(60));
    assertThat(quota.take(NOON.plusSeconds(60))).isEmpty();
  }

  @Test void without_limits_everybody_may() {
    var quota = new Quota(List.of());
    for (int n = 0; n < 1000; n++) assertThat(quota.take(NOON)).isEmpty();
  }

  @Test void nonsense_is_refused() {
    assertThatThrownBy(() -> new Limit(0, Duration.ofSeconds(1))).hasMessageContaining("0 in");
    assertThatThrownBy(() -> new Limit(1, Duration.ZERO)).hasMessageContaining("window");
  }

  @Property(tries = 300) void no_window_ever_holds_more_calls_than_allowed(
      @ForAll @IntRange(min = 1, max = 5) int perSecond, @ForAll @IntRange(min = 1, max = 30) int perMinute,
      @ForAll @Size(max = 120) List<@IntRange(max = 900) Integer> gaps) {
    var limits = List.of(new Limit(perSecond, Duration.ofSeconds(1)), new Limit(perMinute, Duration.ofMinutes(1)));
    var quota = new Quota(limits);
    var taken = new ArrayList<Instant>();
    var now = NOON;
    for (int gap : gaps) {
      now = now.plusMillis(gap);
      if (quota.take(now).isEmpty()) taken.add(now);
    }
    assertWithin(limits, taken);
  }

  @Property(tries = 200) void whoever_comes_back_when_told_gets_a_call_in_the_end(
      @ForAll @IntRange(min = 1, max = 5) int perSecond, @ForAll @IntRange(min = 1, max = 20) int perMinute,
      @ForAll @IntRange(min = 1, max = 60) int askers) {
    record Asker(int who, Instant at) {}
    var limits = List.of(new Limit(perSecond, Duration.ofSeconds(1)), new Limit(perMinute, Duration.ofMinutes(1)));
    var quota = new Quota(limits);
    var waiting = new PriorityQueue<>(Comparator.comparing(Asker::at).thenComparingInt(Asker::who));
    for (int who = 0; who < askers; who++) waiting.add(new Asker(who, NOON));
    var taken = new ArrayList<Instant>();
    for (int asked = 0; !waiting.isEmpty(); asked++) {
      assertThat(asked).as("somebody asks again and again").isLessThan(20_000);
      var asker = waiting.poll();
      var later = quota.take(asker.at());
      later.ifPresentOrElse(at -> {
        assertThat(at).isAfter(asker.at());
        waiting.add(new Asker(asker.who(), at));
      }, () -> taken.add(asker.at()));
    }
    assertThat(taken).hasSize(askers);
    assertWithin(limits, taken);
    // twice the time that the tighter limit needs for all of them, and a window to begin with
    var needed = Math.max(askers * 1000L / perSecond, askers * 60_000L / perMinute);
    assertThat(taken.getLast()).isBeforeOrEqualTo(NOON.plusMillis(2 * needed + 61_000));
  }

  private static void assertWithin(List<Limit> limits, List<Instant> taken) {
    for (var limit : limits) {
      for (var begin : taken) {
        assertThat(taken.stream().filter(at -> !at.isBefore(begin) && at.isBefore(begin.plus(limit.window()))).count())
            .as("calls within %s from %s", limit.window(), begin).isLessThanOrEqualTo(limit.calls());
      }
    }
  }
}

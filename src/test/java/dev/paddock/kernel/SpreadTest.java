package dev.paddock.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadTest {
  @ParameterizedTest(name = "{0} ms is counted in {1}")
  @CsvSource({"0, 0", "1, 0", "2, 4", "3, 7", "4, 8", "1000, 40", "60000, 64", "3600000, 64"})
  void four_buckets_to_a_doubling(long millis, int bucket) {
    assertThat(Spread.bucket(Duration.ofMillis(millis))).isEqualTo(bucket);
  }

  @Property void a_bound_is_too_long_by_a_fifth_at_most(@ForAll @LongRange(min = 1_000, max = 60_000_000) long micros) {
    var took = Duration.ofNanos(micros * 1000);
    var bound = Spread.bound(Spread.bucket(took));
    assertThat((double) bound.toNanos() / took.toNanos()).isBetween(0.999999, 1.19);
  }

  @Test void half_and_nearly_all_of_them() {
    var spread = new Spread(Map.of(8, 98L, 40, 1L, 60, 1L));
    assertThat(spread.total()).isEqualTo(100);
    assertThat(spread.quantile(0.5)).contains(Duration.ofMillis(4));
    assertThat(spread.quantile(0.98)).contains(Duration.ofMillis(4));
    assertThat(spread.quantile(0.99)).contains(Duration.ofMillis(1024));
    assertThat(spread.quantile(1)).contains(Spread.bound(60));
  }

  @Test void of_nothing_there_is_none() {
    assertThat(new Spread(new TreeMap<>()).quantile(0.99)).isEmpty();
  }
}

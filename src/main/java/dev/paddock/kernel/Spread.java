package dev.paddock.kernel;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Durations as counts in buckets, four to a doubling from a millisecond to a minute: what is read off them is too long by a fifth at most,
 * and those of many nodes and minutes can be added up.
 *
 * @param counts by bucket, each above 0
 */
public record Spread(SortedMap<Integer, Long> counts) {
  /** The last bucket: a minute and more. */
  public static final int LAST = 64;

  private static final int A_DOUBLING = 4;

  public Spread {
    counts = new TreeMap<>(counts);
  }

  public Spread(Map<Integer, Long> counts) {
    this(new TreeMap<>(counts));
  }

  /** Where a duration is counted: 0 up to a millisecond, n up to 2^(n/4) of them. */
  public static int bucket(Duration took) {
    double millis = took.toNanos() / 1e6;
    return millis <= 1 ? 0 : (int) Math.min(LAST, Math.ceil(A_DOUBLING * Math.log(millis) / Math.log(2)));
  }

  /** The longest duration that is counted there. */
  public static Duration bound(int bucket) {
    return Duration.ofNanos(Math.round(Math.pow(2, (double) bucket / A_DOUBLING) * 1e6));
  }

  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The bound that this part of all stays below; empty when there are none. @param part above 0, at most 1 */
  public Optional<Duration> quantile(double part) {
    long wanted = (long) Math.ceil(part * total());
    long seen = 0;
    for (var bucket : counts.entrySet()) {
      seen += bucket.getValue();
      if (seen >= wanted) return Optional.of(bound(bucket.getKey()));
    }
    return Optional.empty();
  }
}

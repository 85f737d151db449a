package dev.paddock.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.LongStream;

/** How durations are spread: every one is kept, so a quantile is one of them. In milliseconds, as people compare them. */
public final class Spread {
  private final long[] nanos;

  private Spread(long[] sorted) {
    this.nanos = sorted;
  }

  public static Spread of(LongStream nanos) {
    return new Spread(nanos.sorted().toArray());
  }

  public int count() {
    return nanos.length;
  }

  /** @param q 0.99: all but a hundredth are at most that long. NaN when there is none */
  public double millis(double q) {
    return nanos.length == 0 ? Double.NaN : nanos[(int) Math.max(0, Math.ceil(q * nanos.length) - 1)] / 1e6;
  }

  public double max() {
    return millis(1);
  }

  /** How many are longer. */
  public long over(Duration limit) {
    int at = Arrays.binarySearch(nanos, limit.toNanos() + 1);
    return nanos.length - (at < 0 ? -at - 1 : firstOf(at));
  }

  private int firstOf(int at) {
    while (at > 0 && nanos[at - 1] == nanos[at]) at--;
    return at;
  }

  /** A line for a progress report. */
  @Override public String toString() {
    return "%d, p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, max %.2f ms".formatted(count(), millis(0.5), millis(0.99), millis(0.999), max());
  }
}

package dev.paddock.f1.rules.telemetry;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Session time 0. Samples carry the instant at which they were taken and arrive some time later, so the one that was delayed least tells
 * it best: the latest of (taken - arrived). Session time of a sample is then its own instant less that, whenever it arrived.
 */
public record TimeBase(long epochMillis) {
  /** Samples are dated in ticks of 100 ns; here since 1970. */
  public static final int TICKS_PER_MS = 10_000;

  /** A sample that is dated further than this from where the others are is misdated. */
  private static final long ASTRAY = 3_600_000L * TICKS_PER_MS;

  /**
   * From what each entry of all streams of the session says.
   *
   * @param offsets taken less arrived, in ticks since 1970
   */
  public static Optional<TimeBase> of(long[] offsets) {
    if (offsets.length == 0) return Optional.empty();
    var sorted = offsets.clone();
    Arrays.sort(sorted);
    long usual = sorted[sorted.length / 2];
    int last = sorted.length - 1;
    while (sorted[last] - usual > ASTRAY) last--;
    return Optional.of(new TimeBase(millis(sorted[last])));
  }

  /** Session time in ms of an instant in ticks; null when it is more than an hour from the session time at which it arrived. */
  public Integer at(long ticks, int arrivedMs) {
    long at = millis(ticks) - epochMillis;
    return Math.abs(at - arrivedMs) > ASTRAY / TICKS_PER_MS ? null : (int) at;
  }

  public Instant instant() {
    return Instant.ofEpochMilli(epochMillis);
  }

  private static long millis(long ticks) {
    return Math.floorDiv(ticks + TICKS_PER_MS / 2, TICKS_PER_MS);
  }
}

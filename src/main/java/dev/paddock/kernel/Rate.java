package dev.paddock.kernel;

import java.time.Duration;

/**
 * So many requests in a window that begins with the first of them; the next window begins with the first request after its end. Pure: the
 * same count at the same moment, the same answer.
 *
 * @param quota  at least 1
 * @param window at least a millisecond
 */
public record Rate(int quota, Duration window) {
  public Rate {
    if (quota < 1 || window.toMillis() < 1) throw new IllegalArgumentException("a rate needs a quota and a window: " + quota + " in " + window);
  }

  /** {@code 600/PT1M} is six hundred a minute. */
  public static Rate parse(String text) {
    var parts = text.strip().split("/", 2);
    if (parts.length < 2) throw new IllegalArgumentException("not a rate: " + text);
    return new Rate(Integer.parseInt(parts[0].strip()), Duration.parse(parts[1].strip()));
  }

  /** Nobody has asked yet. */
  public Count none(long now) {
    return new Count(now + window.toNanos(), 0);
  }

  /** What counts at {@code now} of what was counted before. */
  public Count at(Count before, long now) {
    return now - before.ends < 0 ? before : none(now);
  }

  /** What is left of the quota, at least 0. */
  public int left(Count count) {
    return (int) Math.max(0, quota - count.taken);
  }

  @Override public String toString() {
    return quota + "/" + window;
  }

  /**
   * Requests of one window.
   *
   * @param ends  in nanoseconds of a monotonic clock
   * @param taken refused ones are not
   */
  public record Count(long ends, long taken) {
    public Count plus(int more) {
      return new Count(ends, taken + more);
    }

    /** Until the next window may begin: whole seconds, rounded up, at least 1. */
    public long secondsLeft(long now) {
      return Math.max(1, Math.ceilDiv(ends - now, 1_000_000_000L));
    }
  }
}

package dev.paddock.account.rules;

import java.time.Duration;
import java.time.Instant;

/**
 * How long the next try waits after failures. Where {@code forgive} is no shorter than {@code longest}, who goes on for ever waits for
 * ever.
 *
 * @param free    failures that cost nothing
 * @param first   the wait after the next one; it doubles with each further
 * @param longest no wait is longer
 * @param forgive for each such time without a failure, one is forgotten
 */
public record Delay(int free, Duration first, Duration longest, Duration forgive) {
  /** A doubling more often than that is past any longest wait. */
  private static final int DOUBLINGS = 40;

  /** Failures as they are kept. */
  public record Failures(int count, Instant lastAt) {}

  /** How long until somebody may try again; zero: now. */
  public Duration left(Failures failures, Instant now) {
    var until = failures.lastAt.plus(after(failures.count));
    return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
  }

  /** With one more. */
  public Failures again(Failures before, Instant now) {
    return new Failures(remaining(before, now) + 1, now);
  }

  private int remaining(Failures failures, Instant now) {
    long quiet = Math.max(0, Duration.between(failures.lastAt, now).dividedBy(forgive));
    return (int) Math.max(0, failures.count - quiet);
  }

  private Duration after(int count) {
    if (count <= free) return Duration.ZERO;
    long doubled = 1L << Math.min(count - free - 1, DOUBLINGS);
    return first.compareTo(longest.dividedBy(doubled)) > 0 ? longest : first.multipliedBy(doubled);
  }
}

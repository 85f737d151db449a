package dev.paddock.schedule;

import java.time.Duration;

/**
 * How a node takes part.
 *
 * @param lease      how long its claims outlive a node that is dead or frozen; renewed three times as often
 * @param horizon    how far ahead work is claimed and held in memory until it is due
 * @param holdAtMost claims held at a time
 * @param patience   longer than that no work may take, however far away its next slots are
 */
public record SchedulerOptions(Duration lease, Duration horizon, int holdAtMost, Duration patience) {
  /** What is claimed at once. */
  static final int CLAIM_AT_MOST = 2000;
  /** How long a node with its hands full waits before it claims ahead, so that work spreads. */
  static final Duration HESITATION = Duration.ofMillis(500);
  /** An answer of the database that takes longer is not waited for. */
  static final Duration SILENCE = Duration.ofSeconds(10);
  /** After that the database is asked again. */
  static final Duration AGAIN = Duration.ofMillis(200);

  public static SchedulerOptions of(Duration lease) {
    return new SchedulerOptions(lease, Duration.ofSeconds(20), 20_000, Duration.ofMinutes(2));
  }
}

package dev.paddock.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that starts at an instant and goes at a speed of its own. */
final class FastClock implements InstantSource {
  private final Instant start;
  private final double speed;
  private final long begun = System.nanoTime();

  /** @param speed 1: as fast as any clock; 60: a minute a second */
  FastClock(Instant start, double speed) {
    if (!(speed > 0 && speed <= 100_000)) throw new IllegalArgumentException("speed: above 0, at most 100,000");
    this.start = start;
    this.speed = speed;
  }

  @Override public Instant instant() {
    return start.plus(Duration.ofNanos((long) ((System.nanoTime() - begun) * speed)));
  }
}

package dev.paddock.kernel;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Leaves a failing source alone: after {@code failures} in a row it is not asked for {@code pause}, then one call is let through.
 * Not thread-safe.
 */
public final class Breaker {
  private final int failures;
  private final Duration pause;
  private int inRow;
  private Instant openUntil = Instant.MIN;

  public Breaker(int failures, Duration pause) {
    this.failures = failures;
    this.pause = pause;
  }

  /** Empty: ask, and say what became of it. Otherwise: not before that instant. */
  public Optional<Instant> ask(Instant now) {
    if (inRow < failures) return Optional.empty();
    if (now.isBefore(openUntil)) return Optional.of(openUntil);
    openUntil = now.plus(pause); // this one goes through, the others wait for what becomes of it
    return Optional.empty();
  }

  /** Until when nobody is let through; empty when somebody may ask. Only looks. */
  public Optional<Instant> openUntil(Instant now) {
    return inRow >= failures && now.isBefore(openUntil) ? Optional.of(openUntil) : Optional.empty();
  }

  public void succeeded() {
    inRow = 0;
    openUntil = Instant.MIN;
  }

  public void failed(Instant now) {
    if (++inRow >= failures) openUntil = now.plus(pause);
  }
}

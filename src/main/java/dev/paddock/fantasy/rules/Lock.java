package dev.paddock.fantasy.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When line-ups lock: at the scheduled start of the earliest scored session. Before it passes it moves later with that session, never
 * earlier; once passed it stays. Only an event that moves to another date, four days away or more, takes its lock with it, as long as
 * nothing of it was scored.
 */
public final class Lock {
  static final Duration ANOTHER_DATE = Duration.ofDays(4);

  private Lock() {}

  /** What becomes of a lock. */
  public sealed interface Step {
    /** It stays as it is. */
    record Stays() implements Step {}

    /** It is known from now on. */
    record Begins(Instant at) implements Step {}

    /** It moves, and everybody is told. */
    record Moves(Instant from, Instant to) implements Step {}
  }

  /**
   * @param stored    the lock as it stands
   * @param scored    whether a session of the race has been scored
   * @param scheduled start of the earliest scored session by the calendar
   */
  public static Step next(Optional<Instant> stored, boolean scored, Instant scheduled, Instant now) {
    if (stored.isEmpty()) return new Step.Begins(scheduled);
    var at = stored.get();
    boolean anotherDate = Duration.between(at, scheduled).abs().compareTo(ANOTHER_DATE) >= 0;
    if (anotherDate && !scored && scheduled.isAfter(now)) return new Step.Moves(at, scheduled);
    boolean ahead = now.isBefore(at);
    return ahead && scheduled.isAfter(at) ? new Step.Moves(at, scheduled) : new Step.Stays();
  }
}

package dev.paddock.kernel;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Time as the shell sees it: what time it is, and "wake me then". The system's, a test's and the replay's
 * implementations differ only here; nothing else in the house reads a clock or sleeps.
 */
public interface Timers extends InstantSource {
  /**
   * Runs {@code task} once, on the caller's Vert.x context, not before {@code when}; at once if that is past.
   * The stage ends when all that the task set off is done: virtual time stands still until then, real time does not care.
   */
  Wakeup wakeAt(Instant when, Supplier<? extends CompletionStage<?>> task);

  /** Whether time jumps from wake-up to wake-up and stands still in between: then what a wake-up set off must not wait for another. */
  default boolean jumps() {
    return false;
  }

  /** The clock of the people outside: ours, unless ours is made to jump. Between two of its jumps they have no time for anything. */
  default InstantSource onlookers() {
    return this;
  }

  /** A pending wake-up. */
  interface Wakeup {
    /** Cancels; a task that has begun goes on. */
    void cancel();
  }
}

package dev.paddock.bench;

import dev.paddock.kernel.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * What the parts of a benchmark run on.
 *
 * @param length how long what is measured lasts, where it lasts
 * @param peers  whether they are measured too
 * @param progress takes a line on what is done right now
 */
record Ground(BenchPostgres postgres, ProviderProcess provider, Duration length, boolean peers, Consumer<String> progress) {
  private static final Duration TICK = Duration.ofSeconds(30);

  void say(String line) {
    progress.accept(line);
  }

  /** Lets time pass; says every half minute that it does. */
  void waitUntil(Timers timers, Instant when) {
    var said = timers.instant();
    while (timers.instant().isBefore(when)) {
      LockSupport.parkNanos(Math.clamp(Duration.between(timers.instant(), when).toNanos(), 0, 1_000_000_000));
      var left = Duration.between(timers.instant(), when);
      if (timers.instant().isAfter(said.plus(TICK)) && left.toSeconds() > 0) {
        said = timers.instant();
        say("  %d s to go".formatted(left.toSeconds()));
      }
    }
  }
}

package dev.paddock.schedule;

import dev.paddock.kernel.Timers;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.function.Supplier;

/** One wake-up, that can only be set earlier until it rings. */
final class Alarm {
  private final Timers timers;
  private final Supplier<Future<?>> task;
  private Timers.Wakeup wakeup = () -> {};
  private Instant rings = Instant.MAX;

  Alarm(Timers timers, Supplier<Future<?>> task) {
    this.timers = timers;
    this.task = task;
  }

  void at(Instant when) {
    if (!when.isBefore(rings)) return;
    wakeup.cancel();
    rings = when;
    wakeup = timers.wakeAt(when, () -> {
      rings = Instant.MAX;
      return task.get().toCompletionStage();
    });
  }

  void cancel() {
    wakeup.cancel();
    rings = Instant.MAX;
  }
}

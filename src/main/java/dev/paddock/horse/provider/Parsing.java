package dev.paddock.horse.provider;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;

/** Where answers are read: a body of 200 KB takes up to a millisecond, which an event loop does not have. */
@FunctionalInterface
public interface Parsing {
  /** Runs it, and completes on the caller's context. */
  <T> Future<T> run(Callable<T> reading);

  /** On workers, several answers at a time. */
  static Parsing on(WorkerExecutor workers) {
    return new Parsing() {
      @Override public <T> Future<T> run(Callable<T> reading) {
        return workers.executeBlocking(reading, /* ordered= */ false);
      }
    };
  }
}

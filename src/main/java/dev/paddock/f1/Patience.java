package dev.paddock.f1;

import dev.paddock.kernel.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * For what was ordered and has no slot to come again in: what a quota puts off by a moment is asked again then, a few times. What it
 * puts off by longer is the orderer's to know.
 */
final class Patience {
  private static final Duration MOMENT = Duration.ofSeconds(10);
  private static final int TIMES = 6;

  private final Timers timers;

  Patience(Timers timers) {
    this.timers = timers;
  }

  /** @param putOff until when an answer says to wait; empty: it is one */
  <T> Future<T> ask(Supplier<Future<T>> question, Function<T, Optional<Instant>> putOff) {
    return ask(question, putOff, TIMES);
  }

  private <T> Future<T> ask(Supplier<Future<T>> question, Function<T, Optional<Instant>> putOff, int times) {
    return question.get().compose(answer -> {
      var until = putOff.apply(answer).filter(at -> times > 1 && at.isBefore(timers.instant().plus(MOMENT)));
      return until.isEmpty() ? Future.succeededFuture(answer) : wakeAt(until.get()).compose(v -> ask(question, putOff, times - 1));
    });
  }

  private Future<Void> wakeAt(Instant when) {
    Promise<Void> then = Promise.promise();
    timers.wakeAt(when, () -> {
      then.complete();
      return CompletableFuture.completedFuture(null);
    });
    return then.future();
  }
}

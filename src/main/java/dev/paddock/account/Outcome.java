package dev.paddock.account;

import io.vertx.core.Future;
import java.util.function.Function;

/** What was asked for, or why not. */
public sealed interface Outcome<T> {
  record Done<T>(T value) implements Outcome<T> {}

  record Refused<T>(Refusal why) implements Outcome<T> {}

  static <T> Outcome<T> refused(Refusal why) {
    return new Refused<>(why);
  }

  /** Goes on with what was done; a refusal stays one. */
  default <R> Future<Outcome<R>> then(Function<T, Future<Outcome<R>>> next) {
    return switch (this) {
      case Done<T>(var value) -> next.apply(value);
      case Refused<T>(var why) -> Future.succeededFuture(new Refused<>(why));
    };
  }
}

package dev.paddock.fantasy.rules;

import java.util.function.Function;

/** What became of something that somebody wanted of a league. */
public sealed interface Ruling<T> {
  record Done<T>(T value) implements Ruling<T> {}

  /** Nothing was changed. */
  record Refused<T>(Refusal why) implements Ruling<T> {}

  static <T> Ruling<T> done(T value) {
    return new Done<>(value);
  }

  static <T> Ruling<T> refused(Refusal why) {
    return new Refused<>(why);
  }

  default <R> Ruling<R> map(Function<T, R> mapping) {
    return switch (this) {
      case Done<T>(var value) -> done(mapping.apply(value));
      case Refused<T>(var why) -> refused(why);
    };
  }
}

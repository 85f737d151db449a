package dev.paddock.f1.provider;

import dev.paddock.f1.rules.Calendar;
import io.vertx.core.Future;
import java.time.Instant;

/** A provider of the season's calendar, and of its drivers where it knows them. */
public interface CalendarSource {
  /** As in the settings, and wherever sources are told apart. */
  String name();

  Future<Published> calendar(int year);

  /** What the source said. Only a bug fails the Future. */
  sealed interface Published {
    record Of(Calendar calendar) implements Published {}

    /** It has no such season. */
    record None() implements Published {}

    /** A quota: come back then. */
    record Later(Instant until, String why) implements Published {}

    record Failed(String why) implements Published {}
  }
}

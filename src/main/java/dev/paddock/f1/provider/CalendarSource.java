package dev.paddock.f1.provider;

import dev.paddock.f1.rules.Calendar;
import io.vertx.core.Future;
import java.time.Instant;

/** A provider of the season's calendar and its drivers. */
public interface CalendarSource {
  Future<Published> calendar(int year);

  /** What the source said. Only a bug fails the Future. */
  sealed interface Published {
    record Of(Calendar calendar) implements Published {}

    /** A quota: come back then. */
    record Later(Instant until, String why) implements Published {}

    record Failed(String why) implements Published {}
  }
}

package dev.paddock.f1;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;

/** Brings a season's calendar where there is none. */
public interface SeasonCalendar {
  /** @param calls requests that it took, by provider */
  record Brought(Outcome outcome, Map<String, Integer> calls) {}

  sealed interface Outcome {
    record There() implements Outcome {}

    /** A quota: come back then. */
    record Later(Instant until, String why) implements Outcome {}

    record Failed(String why) implements Outcome {}
  }

  Future<Brought> bring(int year);
}

package dev.paddock.f1.provider;

import dev.paddock.f1.rules.Calendar.Driver;
import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.SessionCode;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** A provider of results. Every implementation passes the same contract test. */
public interface ResultsSource {
  /** Kept with every version. */
  String name();

  /** Whether this source has results of such sessions at all. */
  boolean offers(SessionCode code);

  /** @param roster the season's drivers, for sources that know no ids */
  Future<Answer> result(int season, int round, SessionCode code, List<Driver> roster);

  /** What the source said. Only a bug fails the Future. */
  sealed interface Answer {
    /** @param rows at least one, as published, not yet validated */
    record Published(List<CarResult> rows) implements Answer {}

    record NotYet() implements Answer {}

    /** It answered, but not in its format. */
    record Malformed(String why) implements Answer {}

    /** A quota: come back then. */
    record Later(Instant until, String why) implements Answer {}

    record Unreachable(String why) implements Answer {}
  }
}

package dev.paddock.fantasy.rules;

import dev.paddock.fantasy.rules.Classification.Kind;
import java.util.Map;

/** One version of a session's result, scored for every driver in it (by driver id). */
public record SessionScore(String sessionId, int version, Kind kind, Map<String, DriverScore> drivers) {
  public SessionScore {
    drivers = Map.copyOf(drivers);
  }
}

package dev.paddock.fantasy.rules;

import dev.paddock.fantasy.rules.Classification.Kind;
import java.util.Map;

/** One version of a session's result, scored for every driver in it (by driver id), and for constructors where the rules have them. */
public record SessionScore(String sessionId, int version, Kind kind, Map<String, DriverScore> drivers,
                           Map<String, ConstructorScore> constructors) {
  public SessionScore {
    drivers = Map.copyOf(drivers);
    constructors = Map.copyOf(constructors);
  }

  /** Under rules without constructors. */
  public SessionScore(String sessionId, int version, Kind kind, Map<String, DriverScore> drivers) {
    this(sessionId, version, kind, drivers, Map.of());
  }
}

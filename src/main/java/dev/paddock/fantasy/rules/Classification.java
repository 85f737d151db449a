package dev.paddock.fantasy.rules;

import java.util.List;
import java.util.Optional;

/** How a session ended: what scoring needs of one version of its result. */
public record Classification(String sessionId, int version, Kind kind, List<Car> cars) {
  public Classification {
    cars = List.copyOf(cars);
  }

  /** The scored sessions, in the order of a weekend's table. */
  public enum Kind { QUALIFYING, SPRINT, RACE }

  public enum Outcome { CLASSIFIED, RETIRED, NOT_CLASSIFIED, DISQUALIFIED, DID_NOT_START }

  /**
   * @param constructorId for whom he drove; "" where nobody asks
   * @param position      place in the classification; two share one after a dead heat
   * @param grid          starting place, 0 from the pit lane; empty when the source has none
   * @param fastestLap    the car's best lap; empty when unknown
   */
  public record Car(String driverId, String constructorId, Outcome outcome, int position, Optional<Integer> grid,
                    Optional<Lap> fastestLap) {
    public Car(String driverId, Outcome outcome, int position, Optional<Integer> grid,
                    Optional<Lap> fastestLap) {
      this(driverId, "", outcome, position, grid, fastestLap);
    }
  }

  public record Lap(int number, long millis) {}
}

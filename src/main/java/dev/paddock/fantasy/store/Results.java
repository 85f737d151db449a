package dev.paddock.fantasy.store;

import dev.paddock.f1.contract.Formula1;
import dev.paddock.fantasy.rules.Classification;
import dev.paddock.fantasy.rules.Classification.Kind;
import dev.paddock.fantasy.rules.Classification.Outcome;
import java.util.LinkedHashMap;
import java.util.List;

/** Formula 1's results in the words of the scoring rules. */
public final class Results {
  private Results() {}

  public static Classification classification(Formula1.Result result) {
    return new Classification(result.sessionId(), result.version(), kind(result.kind()), result.cars().stream().map(Results::car).toList());
  }

  /** The latest version of each session. */
  public static List<Classification> latest(Formula1.History history) {
    var latest = new LinkedHashMap<String, Classification>();
    for (var version : history.versions()) latest.put(version.result().sessionId(), classification(version.result()));
    return List.copyOf(latest.values());
  }

  private static Kind kind(Formula1.SessionKind kind) {
    return switch (kind) {
      case QUALIFYING -> Kind.QUALIFYING;
      case SPRINT -> Kind.SPRINT;
      case RACE -> Kind.RACE;
    };
  }

  private static Classification.Car car(Formula1.Car car) {
    return new Classification.Car(car.driverId(), car.constructorId(), outcome(car.status()), car.position(), car.grid(),
        car.fastestLap().map(lap -> new Classification.Lap(lap.number(), lap.millis())));
  }

  private static Outcome outcome(Formula1.Status status) {
    return switch (status) {
      case CLASSIFIED -> Outcome.CLASSIFIED;
      case RETIRED -> Outcome.RETIRED;
      case NOT_CLASSIFIED -> Outcome.NOT_CLASSIFIED;
      case DISQUALIFIED -> Outcome.DISQUALIFIED;
      case DID_NOT_START -> Outcome.DID_NOT_START;
    };
  }
}

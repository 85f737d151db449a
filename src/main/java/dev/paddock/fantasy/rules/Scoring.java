package dev.paddock.fantasy.rules;

import static dev.paddock.fantasy.rules.Classification.Outcome.CLASSIFIED;
import static dev.paddock.fantasy.rules.Classification.Outcome.DID_NOT_START;

import dev.paddock.fantasy.rules.Classification.Car;
import dev.paddock.fantasy.rules.Line.What;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Scores a session for its drivers. Pure: the same rules and result, the same lines, in whatever order the cars are listed. */
public final class Scoring {
  // Equal times: set first counts. Within one lap the time of day is not published, so the car that finished ahead has it.
  private static final Comparator<Car> BY_FASTEST_LAP = Comparator
      .comparingLong((Car car) -> car.fastestLap().orElseThrow().millis())
      .thenComparingInt(car -> car.fastestLap().orElseThrow().number())
      .thenComparingInt(Car::position)
      .thenComparing(Car::driverId);

  private final RuleSet.Session rules;
  private final int fieldSize;
  private final Optional<Car> fastest;

  private Scoring(RuleSet.Session rules, Classification session) {
    this.rules = rules;
    this.fieldSize = (int) session.cars().stream().filter(car -> car.grid().isPresent()).count();
    this.fastest = session.cars().stream()
        .filter(car -> car.outcome() == CLASSIFIED && car.fastestLap().isPresent()).min(BY_FASTEST_LAP);
  }

  /** Every driver of the session, with at least one line each; and every constructor, under rules that have them. */
  public static SessionScore score(RuleSet rules, Classification session) {
    var scoring = new Scoring(rules.sessions().get(session.kind()), session);
    var drivers = HashMap.<String, DriverScore>newHashMap(session.cars().size());
    for (var car : session.cars()) {
      var twice = drivers.put(car.driverId(), new DriverScore(car.outcome() != DID_NOT_START, scoring.lines(car)));
      if (twice != null) throw new IllegalArgumentException(car.driverId() + " is listed twice in " + session.sessionId());
    }
    var constructors = rules.constructors().map(their -> ConstructorScoring.score(their, session, drivers)).orElse(Map.of());
    return new SessionScore(session.sessionId(), session.version(), session.kind(), drivers, constructors);
  }

  private List<Line> lines(Car car) {
    return switch (car.outcome()) {
      case CLASSIFIED -> classified(car);
      case RETIRED -> List.of(new Line(What.RETIRED, rules.retired(), ""));
      case NOT_CLASSIFIED -> List.of(new Line(What.NOT_CLASSIFIED, rules.notClassified(), ""));
      case DISQUALIFIED -> List.of(new Line(What.DISQUALIFIED, rules.disqualified(), ""));
      case DID_NOT_START -> List.of(new Line(What.DID_NOT_START, rules.didNotStart(), ""));
    };
  }

  private List<Line> classified(Car car) {
    var lines = new ArrayList<Line>(3);
    int points = car.position() <= rules.position().size() ? rules.position().get(car.position() - 1) : 0;
    lines.add(new Line(What.POSITION, points, "P" + car.position()));
    if (rules.countsPlaces()) lines.add(places(car));
    if (rules.fastestLap() != 0 && fastest.filter(car::equals).isPresent()) {
      lines.add(new Line(What.FASTEST_LAP, rules.fastestLap(), "lap " + car.fastestLap().orElseThrow().number()));
    }
    return lines;
  }

  /** Who starts from the pit lane starts last: all of them from the place that equals the number of cars on that grid. */
  private Line places(Car car) {
    if (car.grid().isEmpty()) return new Line(What.PLACES, 0, Line.DATA_INCOMPLETE);
    boolean pitLane = car.grid().get() == 0;
    int from = pitLane ? fieldSize : car.grid().get();
    int gained = from - car.position();
    int points = gained >= 0 ? gained * rules.placeGained() : -gained * rules.placeLost();
    return new Line(What.PLACES, points, (pitLane ? "pit lane " : "") + from + " → " + car.position());
  }
}

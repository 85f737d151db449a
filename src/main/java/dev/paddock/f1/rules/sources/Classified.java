package dev.paddock.f1.rules.sources;

import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.session.ComputedResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a classification states, driver by driver. Times of a race are compared as gaps to the winner: where a race began is told by some
 * sources late, by seconds.
 */
public final class Classified {
  /** Live timing's ends of laps are arrivals of messages, put right by gaps: the sprints on record are off by up to 73 ms. */
  public static final long LIVE_TIMING_MS = 250;

  private Classified() {}

  /** As a source published it. */
  public static List<Statement> by(String source, List<CarResult> cars) {
    var timed = CarResult.timedOnTheLeadLap(cars);
    var winner = timed.stream().filter(car -> car.position() == 1).map(CarResult::millis).filter(Objects::nonNull).findFirst().orElse(null);
    var said = new ArrayList<Statement>();
    for (var car : timed) {
      said.add(Statement.exact(source, car.driverId(), "position", car.position()));
      if (winner != null && car.millis() != null) said.add(Statement.exact(source, car.driverId(), "gap", car.millis() - winner));
      if (car.laps() != null) said.add(Statement.exact(source, car.driverId(), "laps", car.laps()));
      parts(said, source, car.driverId(), car.q1(), car.q2(), car.q3());
    }
    return said;
  }

  /**
   * As it follows from the laps, or as OpenF1 tells it.
   *
   * @param drivers ids by racing number; who is not there is left out
   * @param within  ms by which gaps may be off: {@link #LIVE_TIMING_MS}, or 0 for a source that knows
   */
  public static List<Statement> by(String source, List<ComputedResult> places, Map<Integer, String> drivers, long within) {
    var said = new ArrayList<Statement>();
    for (var place : places) {
      var driver = drivers.get(place.car());
      if (driver == null) continue;
      var winner = places.getFirst();
      said.add(Statement.exact(source, driver, "position", place.position()));
      if (place.total() != null && winner.total() != null) {
        said.add(Statement.exact(source, driver, "laps", place.laps()));
        if (place.laps() == winner.laps()) {
          said.add(new Statement(source, driver, "gap", "" + (place.total() - winner.total()), within));
        }
      }
      parts(said, source, driver, place.q1(), place.q2(), place.q3());
    }
    return said;
  }

  private static void parts(List<Statement> said, String source, String driver, Number q1, Number q2, Number q3) {
    if (q1 != null) said.add(Statement.exact(source, driver, "q1", q1));
    if (q2 != null) said.add(Statement.exact(source, driver, "q2", q2));
    if (q3 != null) said.add(Statement.exact(source, driver, "q3", q3));
  }
}

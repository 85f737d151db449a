package dev.paddock.f1.rules;

import java.util.List;

/**
 * One car of a result: the canonical projection. Two answers are the same result exactly when these fields are.
 * Every field but the first five may be {@code null}: the source does not say.
 *
 * @param position     1..n in the order of the source, also for cars that are not classified
 * @param points       championship points in hundredths
 * @param grid         starting place, 0 from the pit lane
 * @param millis       total time; only of cars on the winner's lap, for others it means nothing
 * @param fastestLap   number of this car's fastest lap
 * @param q1           qualifying times in milliseconds
 */
public record CarResult(
    String driverId, String constructorId, int number, int position, Finish finish,
    Integer points, Integer grid, Integer laps, Long millis, Integer fastestLap, Long fastestLapMillis, Long q1, Long q2, Long q3) {

  /** The rows as they are, but for the total times of cars that did fewer laps than the winner: those compare with nothing. */
  public static List<CarResult> timedOnTheLeadLap(List<CarResult> rows) {
    var lead = rows.stream().filter(row -> row.position == 1 && row.laps != null).findFirst().map(CarResult::laps);
    return rows.stream().map(row -> row.finish.classified() && lead.filter(laps -> laps.equals(row.laps)).isPresent() ? row : row.withoutTime())
        .toList();
  }

  private CarResult withoutTime() {
    return millis == null ? this
        : new CarResult(driverId, constructorId, number, position, finish, points, grid, laps, null,
            fastestLap, fastestLapMillis, q1, q2, q3);
  }

  /** A line that holds every field: what the fingerprint is taken of. */
  String canonical() {
    return String.join("|", driverId, constructorId, "" + number, "" + position, finish.name(), "" + points, "" + grid, "" + laps,
        "" + millis, "" + fastestLap, "" + fastestLapMillis, "" + q1, "" + q2, "" + q3);
  }
}

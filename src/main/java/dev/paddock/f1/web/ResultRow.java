package dev.paddock.f1.web;

import static dev.paddock.sheet.Column.number;
import static dev.paddock.sheet.Column.text;
import static dev.paddock.sheet.Column.whole;

import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.session.ComputedResult;
import dev.paddock.sheet.Column;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A place in a session. All but the first two and the last may be {@code null}.
 *
 * @param colour the team's, six hex digits
 * @param time   ms, of a race
 * @param source official, or computed from the laps
 */
record ResultRow(int position, int car, String code, String driverId, String name, String constructorId, String team, String colour,
    String status, Integer grid, Integer laps, Double points, Integer time, Integer fastestLap, Integer best, Integer q1,
    Integer q2, Integer q3, String source) {

  static final String OFFICIAL = "official";
  static final String COMPUTED = "computed";

  static final List<Column<ResultRow>> COLUMNS = List.of(
      whole("Position", ResultRow::position),
      whole("DriverNumber", ResultRow::car),
      text("Driver", ResultRow::code),
      text("DriverId", ResultRow::driverId),
      text("FullName", ResultRow::name),
      text("TeamId", ResultRow::constructorId),
      text("TeamName", ResultRow::team),
      text("TeamColor", ResultRow::colour),
      text("Status", ResultRow::status),
      whole("GridPosition", ResultRow::grid),
      whole("Laps", ResultRow::laps),
      number("Points", "points", ResultRow::points),
      whole("Time", "ms", ResultRow::time),
      whole("FastestLap", ResultRow::fastestLap),
      whole("FastestLapTime", "ms", ResultRow::best),
      whole("Q1", "ms", ResultRow::q1),
      whole("Q2", "ms", ResultRow::q2),
      whole("Q3", "ms", ResultRow::q3),
      text("Source", ResultRow::source));

  static ResultRow official(CarResult car, Drivers drivers, Map<String, Calendar.Driver> roster) {
    var code = Optional.ofNullable(roster.get(car.driverId())).map(Calendar.Driver::code).orElseGet(() -> drivers.code(car.number()));
    return new ResultRow(car.position(), car.number(), code, car.driverId(), ResultRows.name(car.driverId(), roster), car.constructorId(),
        ResultRows.constructor(car.constructorId()), drivers.colour(car.number()),
        car.finish().name().toLowerCase(Locale.ROOT), car.grid(), car.laps(),
        car.points() == null ? null : car.points() / 100.0, millis(car.millis()), car.fastestLap(), millis(car.fastestLapMillis()),
        millis(car.q1()), millis(car.q2()), millis(car.q3()), OFFICIAL);
  }

  static ResultRow computed(ComputedResult place, Drivers drivers, Map<String, Calendar.Driver> roster) {
    var code = drivers.code(place.car());
    var driver = roster.values().stream().filter(d -> code != null && code.equals(d.code())).map(Calendar.Driver::driverId).findFirst();
    return new ResultRow(place.position(), place.car(), code, driver.orElse(null), drivers.name(place.car()), null,
        drivers.team(place.car()), drivers.colour(place.car()), null, null, place.laps(), null, place.total(), null,
        place.best(), place.q1(), place.q2(), place.q3(),
        COMPUTED);
  }

  private static Integer millis(Long value) {
    return value == null ? null : Math.toIntExact(value);
  }
}

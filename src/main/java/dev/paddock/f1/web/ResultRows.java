package dev.paddock.f1.web;

import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.Classification;
import dev.paddock.f1.rules.Finish;
import dev.paddock.f1.rules.ResultDiff;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.web.Races.Car;
import dev.paddock.f1.web.Races.Change;
import dev.paddock.f1.web.Races.FastestLap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Classified cars and their differences as people read them: names, gaps to the winner, times with dots. */
final class ResultRows {
  /** Where capitalising the id's words is not the name. */
  private static final Map<String, String> CONSTRUCTORS = Map.of("mclaren", "McLaren", "rb", "Racing Bulls", "alphatauri", "AlphaTauri");

  private ResultRows() {}

  static List<Car> of(Classification result, SessionCode code, Map<String, Calendar.Driver> roster) {
    var winner = result.cars().stream().filter(car -> car.position() == 1).findFirst();
    return result.cars().stream().map(car -> car(car, code, winner, roster)).toList();
  }

  private static Car car(CarResult car, SessionCode code, Optional<CarResult> winner, Map<String, Calendar.Driver> roster) {
    var driver = Optional.ofNullable(roster.get(car.driverId()));
    return new Car(car.position(), word(car.finish()), null, car.driverId(), name(car.driverId(), roster),
        driver.map(Calendar.Driver::code).orElse(null),
        car.number(), car.constructorId(), constructor(car.constructorId()), car.grid(), car.laps(),
        car.points() == null ? null : car.points() / 100.0,
        code == SessionCode.Q ? bestLap(car) : time(car, winner), fastestLap(car));
  }

  /** The winner's total, the others' gap to it, or the laps that a car was behind. */
  private static String time(CarResult car, Optional<CarResult> winner) {
    if (car.finish() != Finish.CLASSIFIED || winner.isEmpty()) return null;
    var first = winner.get();
    if (car.millis() != null && first.millis() != null)
      return car.position() == 1 ? ResultDiff.time(car.millis()) : "+" + gap(car.millis() - first.millis());
    if (car.laps() == null || first.laps() == null || car.laps() >= first.laps()) return null;
    var behind = first.laps() - car.laps();
    return "+" + behind + (behind == 1 ? " lap" : " laps");
  }

  private static String gap(long millis) {
    return millis < 60_000 ? "%d.%03d".formatted(millis / 1000, millis % 1000) : ResultDiff.time(millis);
  }

  /** Of the last part of qualifying in which the car set a time. */
  private static String bestLap(CarResult car) {
    return Stream.of(Optional.ofNullable(car.q3()), Optional.ofNullable(car.q2()), Optional.ofNullable(car.q1()))
        .flatMap(Optional::stream).findFirst().map(ResultDiff::time).orElse(null);
  }

  private static FastestLap fastestLap(CarResult car) {
    return car.fastestLapMillis() == null ? null : new FastestLap(car.fastestLap(), ResultDiff.time(car.fastestLapMillis()));
  }

  static List<Change> changes(List<ResultDiff.Change> changes, Map<String, Calendar.Driver> roster) {
    return changes.stream().map(c -> new Change(c.driver(), name(c.driver(), roster),
        c.field().word(), value(c, c.from()), value(c, c.to()))).toList();
  }

  private static String value(ResultDiff.Change change, String value) {
    if (value == null || value.isEmpty()) return null;
    return switch (change.field()) {
      case STATUS -> value.toLowerCase(Locale.ROOT);
      case CONSTRUCTOR -> constructor(value);
      default -> value;
    };
  }

  static String name(String driverId, Map<String, Calendar.Driver> roster) {
    var driver = roster.get(driverId);
    return driver == null ? capitalised(driverId) : driver.givenName() + " " + driver.familyName();
  }

  static String constructor(String id) {
    return CONSTRUCTORS.getOrDefault(id, capitalised(id));
  }

  private static String capitalised(String id) {
    return Stream.of(id.split("_")).filter(w -> !w.isEmpty())
        .map(w -> Character.toUpperCase(w.charAt(0)) + w.substring(1)).collect(Collectors.joining(" "));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}

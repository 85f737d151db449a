package dev.paddock.f1.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A result as an administrator enters it. Positions are 1 to 26 and each is given once, but to cars that are all marked to have
 * finished in a dead heat; the place after a dead heat of two is left out. Drivers are known ones. Pure.
 */
public final class ByHand {
  public static final int POSITION_AT_MOST = 26;

  private ByHand() {}

  /** @param car its constructor may be empty and its number 0: then they are as in the version before */
  public record Row(CarResult car, boolean deadHeat) {}

  /** What is wrong, and of which row; -1: of the result. */
  public record Fault(int row, String field, String why) {}

  public sealed interface Entry {
    record Accepted(Classification result) implements Entry {}

    record Refused(List<Fault> faults) implements Entry {
      public Refused {
        faults = List.copyOf(faults);
      }
    }
  }

  /** @param before the latest version; empty when there is none */
  public static Entry of(List<Row> rows, Predicate<String> knownDriver, Optional<Classification> before) {
    var faults = new ArrayList<Fault>();
    var known = before.map(Classification::cars).orElse(List.of()).stream().collect(Collectors.toMap(CarResult::driverId, car -> car));
    var cars = rows.stream().map(row -> completed(row.car(), Optional.ofNullable(known.get(row.car().driverId())))).toList();
    var drivers = new HashMap<String, Integer>();
    for (int i = 0; i < cars.size(); i++) {
      var car = cars.get(i);
      if (!knownDriver.test(car.driverId())) faults.add(new Fault(i, "driverId", "No driver of the season is called " + car.driverId() + "."));
      if (drivers.putIfAbsent(car.driverId(), i) != null) faults.add(new Fault(i, "driverId", car.driverId() + " is in it twice."));
      if (car.constructorId().isEmpty()) {
        faults.add(new Fault(i, "constructorId", "For whom " + car.driverId() + " drove is not known from an earlier version: say it."));
      }
      bounds(i, car, faults);
    }
    places(rows, faults);
    return faults.isEmpty() ? new Entry.Accepted(new Classification(cars)) : new Entry.Refused(faults);
  }

  private static void bounds(int row, CarResult car, List<Fault> faults) {
    if (car.position() < 1 || car.position() > POSITION_AT_MOST) {
      faults.add(new Fault(row, "position", "Positions are 1 to " + POSITION_AT_MOST + "."));
    }
    if (car.laps() != null && car.laps() > Validation.LAPS_AT_MOST) {
      faults.add(new Fault(row, "laps", "No race has more than " + Validation.LAPS_AT_MOST + " laps."));
    }
    if (!car.finish().classified() && car.points() != null && car.points() > 0) {
      faults.add(new Fault(row, "points", "Only classified cars have points."));
    }
  }

  private static void places(List<Row> rows, List<Fault> faults) {
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      var same = rows.stream().filter(other -> other.car().position() == row.car().position()).toList();
      boolean shared = same.size() > 1;
      if (shared && !same.stream().allMatch(other -> other.deadHeat() && other.car().finish().classified())) {
        faults.add(new Fault(i, "position", "Position " + row.car().position() + " is given " + same.size()
            + " times: in a dead heat all cars "
            + "are classified and marked deadHeat."));
      }
      if (row.deadHeat() && !shared) faults.add(new Fault(i, "deadHeat", "There is no other car in position " + row.car().position() + "."));
    }
    gap(rows).ifPresent(faults::add);
  }

  /** Places follow each other; behind a dead heat as many are left out as it has cars too many. */
  private static Optional<Fault> gap(List<Row> rows) {
    var inOrder = rows.stream().map(row -> row.car().position()).sorted(Comparator.naturalOrder()).toList();
    for (int i = 0; i < inOrder.size(); i++) {
      int place = inOrder.get(i);
      if (place != i + 1 && (i == 0 || place != inOrder.get(i - 1))) {
        return Optional.of(new Fault(-1, "rows", "Position " + (i + 1) + " is missing."));
      }
    }
    return Optional.empty();
  }

  private static CarResult completed(CarResult car, Optional<CarResult> before) {
    var constructor = car.constructorId().isEmpty() ? before.map(CarResult::constructorId).orElse("") : car.constructorId();
    int number = car.number() == 0 ? before.map(CarResult::number).orElse(0) : car.number();
    return new CarResult(car.driverId(), constructor, number, car.position(), car.finish(), car.points(), car.grid(), car.laps(),
        car.millis(), car.fastestLap(), car.fastestLapMillis(), car.q1(), car.q2(), car.q3());
  }
}

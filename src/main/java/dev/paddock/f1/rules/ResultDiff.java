package dev.paddock.f1.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** What the stewards changed: the differences between two versions of a result, car by car. Pure. */
public sealed interface ResultDiff {
  /** Nothing differs. There is no such thing as a change without changes. */
  record Same() implements ResultDiff {}

  /** @param changes at least one; by driver, then field */
  record Changed(List<Change> changes) implements ResultDiff {
    public Changed {
      if (changes.isEmpty()) throw new IllegalArgumentException("no change is Same");
      changes = List.copyOf(changes);
    }
  }

  /** @param from empty when the driver had no such value, {@code to} likewise */
  record Change(String driver, Field field, String from, String to) {}

  /** CAR: the whole car was added or removed. STATUS covers a new DNF, a resolved one, and disqualification. */
  enum Field {
    CAR, POSITION, STATUS, POINTS, GRID, LAPS, TIME, FASTEST_LAP, CONSTRUCTOR, NUMBER, Q1, Q2, Q3;

    /** For the API and reports: {@code fastestLap}. */
    public String word() {
      return this == FASTEST_LAP ? "fastestLap" : name().toLowerCase(Locale.ROOT);
    }

    /** For people: "fastest lap". */
    public String spoken() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  static ResultDiff between(Classification before, Classification after) {
    var old = byDriver(before);
    var now = byDriver(after);
    var drivers = new TreeSet<>(old.keySet());
    drivers.addAll(now.keySet());
    var changes = new ArrayList<Change>();
    for (var driver : drivers) compare(driver, old.get(driver), now.get(driver), changes);
    changes.sort(Comparator.comparing(Change::driver).thenComparing(Change::field));
    return changes.isEmpty() ? new Same() : new Changed(changes);
  }

  private static void compare(String driver, CarResult a, CarResult b, List<Change> into) {
    if (a == null || b == null) {
      into.add(new Change(driver, Field.CAR, a == null ? "" : place(a), b == null ? "" : place(b)));
      return;
    }
    changed(driver, Field.POSITION, a.position(), b.position(), into);
    changed(driver, Field.STATUS, a.finish(), b.finish(), into);
    changed(driver, Field.POINTS, points(a.points()), points(b.points()), into);
    changed(driver, Field.GRID, grid(a.grid()), grid(b.grid()), into);
    changed(driver, Field.LAPS, a.laps(), b.laps(), into);
    changed(driver, Field.TIME, time(a.millis()), time(b.millis()), into);
    changed(driver, Field.FASTEST_LAP, fastestLap(a), fastestLap(b), into);
    changed(driver, Field.CONSTRUCTOR, a.constructorId(), b.constructorId(), into);
    changed(driver, Field.NUMBER, a.number(), b.number(), into);
    changed(driver, Field.Q1, time(a.q1()), time(b.q1()), into);
    changed(driver, Field.Q2, time(a.q2()), time(b.q2()), into);
    changed(driver, Field.Q3, time(a.q3()), time(b.q3()), into);
  }

  private static void changed(String driver, Field field, Object from, Object to, List<Change> into) {
    if (!Objects.equals(from, to)) into.add(new Change(driver, field, Objects.toString(from, ""), Objects.toString(to, "")));
  }

  private static Map<String, CarResult> byDriver(Classification result) {
    var cars = new HashMap<String, CarResult>();
    result.cars().forEach(car -> cars.put(car.driverId(), car));
    return cars;
  }

  private static String place(CarResult car) {
    return car.finish().classified() ? "P" + car.position() : car.finish().name();
  }

  /** Hundredths as people write them: 25, 12.5. */
  private static String points(Integer hundredths) {
    if (hundredths == null) return null;
    return new BigDecimal(hundredths).movePointLeft(2).stripTrailingZeros().toPlainString();
  }

  private static String grid(Integer grid) {
    return grid == null ? null : grid == 0 ? "pit lane" : grid.toString();
  }

  private static String fastestLap(CarResult car) {
    return car.fastestLapMillis() == null ? null : time(car.fastestLapMillis()) + " on lap " + car.fastestLap();
  }

  /** Milliseconds as 1:33.365 or 1:21:08.429. */
  static String time(Long millis) {
    if (millis == null) return null;
    long hours = millis / 3_600_000, minutes = millis / 60_000 % 60, seconds = millis / 1000 % 60, rest = millis % 1000;
    return hours > 0 ? "%d:%02d:%02d.%03d".formatted(hours, minutes, seconds, rest) : "%d:%02d.%03d".formatted(minutes, seconds, rest);
  }
}

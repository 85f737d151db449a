package dev.paddock.f1.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether an answer may become a version. A driver we do not know costs only that row; an answer that contradicts itself,
 * or from which most cars have vanished, is refused whole: the version before stays.
 */
public sealed interface Validation {
  /** The longest race by laps is Monaco with 78; nothing real comes near this. */
  int LAPS_AT_MOST = 120;
  int CARS_AT_MOST = 40;

  record Accepted(Classification result, List<Skipped> skipped) implements Validation {}

  record Refused(String reason) implements Validation {}

  /** A row that was left out. */
  record Skipped(String driver, String reason) {}

  /** @param before the latest version; empty when there is none */
  static Validation of(List<CarResult> rows, Predicate<String> knownDriver, Optional<Classification> before) {
    var reason = contradiction(rows).or(() -> vanished(rows, before));
    if (reason.isPresent()) return new Refused(reason.get());
    var cars = new ArrayList<CarResult>();
    var skipped = new ArrayList<Skipped>();
    for (var row : rows) {
      if (knownDriver.test(row.driverId())) cars.add(row);
      else skipped.add(new Skipped(row.driverId(), "unknown driver, car " + row.number()));
    }
    return cars.isEmpty() ? new Refused("no known driver among " + rows.size() + " rows")
        : new Accepted(new Classification(cars), List.copyOf(skipped));
  }

  private static Optional<String> contradiction(List<CarResult> rows) {
    if (rows.size() > CARS_AT_MOST) return Optional.of(rows.size() + " cars, more than " + CARS_AT_MOST);
    Set<Integer> positions = new HashSet<>();
    Set<String> drivers = new HashSet<>();
    for (var row : rows) {
      if (row.position() < 1) return Optional.of("position " + row.position() + " of " + row.driverId());
      if (!positions.add(row.position())) return Optional.of("position " + row.position() + " twice, again for " + row.driverId());
      if (!drivers.add(row.driverId())) return Optional.of(row.driverId() + " twice");
      if (row.laps() != null && (row.laps() < 0 || row.laps() > LAPS_AT_MOST)) return Optional.of(
          row.laps() + " laps of " + row.driverId());
      if (row.grid() != null && (row.grid() < 0 || row.grid() > CARS_AT_MOST)) return Optional.of(
          "grid " + row.grid() + " of " + row.driverId());
      if (row.points() != null && row.points() < 0) return Optional.of("negative points of " + row.driverId());
    }
    return Optional.empty();
  }

  private static Optional<String> vanished(List<CarResult> rows, Optional<Classification> before) {
    return before.map(b -> b.cars().size()).filter(cars -> rows.size() * 2 < cars)
        .map(cars -> rows.size() + " cars where " + cars + " were known: a worse answer does not replace a better one");
  }
}

package dev.paddock.f1.rules;

import dev.paddock.kernel.Fingerprint;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A whole result, in the order of the classification. */
public record Classification(List<CarResult> cars) {
  public Classification {
    cars = cars.stream().sorted(Comparator.comparingInt(CarResult::position).thenComparing(CarResult::driverId)).toList();
  }

  /** SHA-256 over every field of every car. */
  public String fingerprint() {
    return Fingerprint.of(cars.stream().map(CarResult::canonical).collect(Collectors.joining("\n")));
  }
}

package dev.paddock.fantasy.rules;

import java.util.Map;

/** What there is to pick in a round, by id, and what it costs in tenths. */
public record PriceList(Map<String, Integer> drivers, Map<String, Integer> constructors) {
  public PriceList {
    drivers = Map.copyOf(drivers);
    constructors = Map.copyOf(constructors);
  }

  /** Tenths; 0 for who cannot be picked. */
  public int driver(String driverId) {
    return drivers.getOrDefault(driverId, 0);
  }

  /** Tenths; 0 for which cannot be picked. */
  public int constructor(String constructorId) {
    return constructors.getOrDefault(constructorId, 0);
  }

  /** Drivers and constructors of a line-up together, tenths. */
  public int cost(Lineup lineup) {
    return lineup.drivers().stream().mapToInt(this::driver).sum() + lineup.constructors().stream().mapToInt(this::constructor).sum();
  }
}

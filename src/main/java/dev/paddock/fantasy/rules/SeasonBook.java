package dev.paddock.fantasy.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is known of a season by whoever picks a line-up.
 *
 * @param drivers      who is entered or was, by id
 * @param constructors what people call them, by id
 */
public record SeasonBook(int season, Locks locks, Map<String, Driver> drivers, Map<String, String> constructors, PriceBook prices) {
  public SeasonBook {
    drivers = Map.copyOf(drivers);
    constructors = Map.copyOf(constructors);
  }

  /**
   * @param constructor for whom he drives; empty: nobody knows yet
   * @param lastRound   that he took part in; empty: none yet
   * @param entered     false: he was taken out, and cannot be picked
   */
  public record Driver(String driverId, String name, Optional<String> constructor, OptionalInt lastRound, boolean entered) {}

  /** What people call a driver; his id where nobody knows. */
  public String name(String driverId) {
    return Optional.ofNullable(drivers.get(driverId)).map(Driver::name).orElse(driverId);
  }

  /** What people call a constructor; its id where nobody knows. */
  public String constructor(String constructorId) {
    return constructors.getOrDefault(constructorId, constructorId);
  }

  public boolean entered(String driverId) {
    return Optional.ofNullable(drivers.get(driverId)).filter(Driver::entered).isPresent();
  }

  /** Who can be picked at these prices: who is entered and has one. Who drives for nobody known has a constructor of his own. */
  List<Entrant> entrants(PriceList prices) {
    return drivers.values().stream().filter(driver -> driver.entered() && prices.drivers().containsKey(driver.driverId()))
        .map(driver -> new Entrant(driver.driverId(), driver.constructor().orElse("of " + driver.driverId()),
            prices.driver(driver.driverId())))
        .toList();
  }

  /** Those of a line-up who may not be at the start: they took no part in the latest round that anybody took part in. */
  public List<String> doubtful(List<String> lineup) {
    int latest = drivers.values().stream().mapToInt(driver -> driver.lastRound().orElse(0)).max().orElse(0);
    return lineup.stream().filter(id -> !entered(id) || drivers.get(id).lastRound().orElse(0) < latest).toList();
  }
}

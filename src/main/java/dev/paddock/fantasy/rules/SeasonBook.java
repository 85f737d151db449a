package dev.paddock.fantasy.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is known of a season by whoever picks a line-up.
 *
 * @param drivers who is entered, by id
 */
public record SeasonBook(int season, Locks locks, Map<String, Driver> drivers, PriceBook prices) {
  public SeasonBook {
    drivers = Map.copyOf(drivers);
  }

  /**
   * @param constructor for whom he drives; empty: nobody knows yet
   * @param lastRound   that he took part in; empty: none yet
   */
  public record Driver(String driverId, String name, Optional<String> constructor, OptionalInt lastRound) {}

  /** Who can be picked at these prices: who is entered and has one. Who drives for nobody known has a constructor of his own. */
  List<Entrant> entrants(PriceList prices) {
    return drivers.values().stream().filter(driver -> prices.drivers().containsKey(driver.driverId()))
        .map(driver -> new Entrant(driver.driverId(), driver.constructor().orElse("of " + driver.driverId()),
            prices.driver(driver.driverId())))
        .toList();
  }

  /** Those of a line-up who may not be at the start: they took no part in the latest round that anybody took part in. */
  public List<String> doubtful(List<String> lineup) {
    int latest = drivers.values().stream().mapToInt(driver -> driver.lastRound().orElse(0)).max().orElse(0);
    return lineup.stream().filter(id -> Optional.ofNullable(drivers.get(id)).map(driver -> driver.lastRound().orElse(0) < latest)
        .orElse(true))
        .toList();
  }
}

package dev.paddock.fantasy.rules;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the drivers of a season cost, in tenths: a price holds from its round on until a later one replaces it. */
public final class PriceList {
  private final Map<String, TreeMap<Integer, Integer>> prices;

  public record Price(String driverId, int round, int tenths) {}

  public PriceList(List<Price> prices) {
    this.prices = prices.stream().collect(Collectors.groupingBy(Price::driverId,
        Collectors.toMap(Price::round, Price::tenths, (one, other) -> other, TreeMap::new)));
  }

  /** Empty for who has none yet. */
  public OptionalInt of(String driver, int round) {
    var price = prices.getOrDefault(driver, new TreeMap<>()).floorEntry(round);
    return price == null ? OptionalInt.empty() : OptionalInt.of(price.getValue());
  }

  /** What the drivers cost together; who has no price costs nothing. */
  public int sum(List<String> drivers, int round) {
    return drivers.stream().mapToInt(driver -> of(driver, round).orElse(0)).sum();
  }
}

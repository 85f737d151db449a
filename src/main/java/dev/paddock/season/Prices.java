package dev.paddock.season;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Fantasy prices from the season before, in tenths: {@code 80 + 300 × √(points / champion's points)}, rounded to the
 * nearest 5. The champion costs 38.0, half the champion's points 29.0, and who has none (rookies) the floor of 8.0.
 * Five times the mean is near the budget of 100.0: the five cheapest always fit, the five dearest never do.
 */
final class Prices {
  private static final int FLOOR = 80;
  private static final int SPAN = 300;
  private static final int STEP = 5;

  private Prices() {}

  /** @param before championship points of the previous season by driver; at least one above 0 */
  static SortedMap<String, Integer> of(Collection<String> drivers, Map<String, BigDecimal> before) {
    double best = before.values().stream().mapToDouble(BigDecimal::doubleValue).max().orElse(0);
    if (best <= 0) throw new IllegalArgumentException("prices: nobody scored in the season before");
    var prices = new TreeMap<String, Integer>();
    for (var driver : drivers) {
      double share = before.getOrDefault(driver, BigDecimal.ZERO).doubleValue() / best;
      prices.put(driver, FLOOR + (int) Math.round(SPAN * Math.sqrt(share) / STEP) * STEP);
    }
    return prices;
  }
}

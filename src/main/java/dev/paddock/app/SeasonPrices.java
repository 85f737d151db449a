package dev.paddock.app;

import dev.paddock.fantasy.PriceVerticle.Opening;
import dev.paddock.fantasy.rules.PriceList;
import dev.paddock.season.Season;
import dev.paddock.season.SeasonFile;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a season begins with: the prices of its bundled file, and of a season that is not bundled those of the last one that is. A
 * constructor costs the mean of the drivers that it enters in the first round, rounded down to a tenth: ours, because nobody publishes it.
 */
final class SeasonPrices {
  private static final int NEWEST_BUNDLED = 2026;
  private static final int OLDEST_BUNDLED = 2025;

  private SeasonPrices() {}

  static Opening of(int year) {
    return new Opening(year, prices(season(year)));
  }

  /** The bundled season of that year, else the nearest. */
  static Season season(int year) {
    return SeasonFile.bundled(Math.clamp(year, OLDEST_BUNDLED, NEWEST_BUNDLED));
  }

  private static PriceList prices(Season season) {
    var sums = new TreeMap<String, Integer>();
    var drivers = new HashMap<String, Integer>();
    for (var entry : season.entries(1)) {
      sums.merge(entry.constructor(), season.prices().get(entry.driver()), Integer::sum);
      drivers.merge(entry.constructor(), 1, Integer::sum);
    }
    var constructors = new HashMap<String, Integer>();
    sums.forEach((constructor, sum) -> constructors.put(constructor, sum / drivers.get(constructor)));
    return new PriceList(Map.copyOf(season.prices()), constructors);
  }
}

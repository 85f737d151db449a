package dev.paddock.fantasy.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All prices of a season: one holds from its round on until a later one of its list replaces it. */
public record PriceBook(List<Price> prices) {
  public PriceBook {
    prices = List.copyOf(prices);
  }

  /** @param list see {@link RuleSet#priceList}; @param constructor whether it is one, or a driver; @param tenths of a million */
  public record Price(String list, boolean constructor, String id, int round, int tenths) {}

  /** What holds in a round. */
  public PriceList of(String list, int round) {
    return new PriceList(of(list, round, false), of(list, round, true));
  }

  private Map<String, Integer> of(String list, int round, boolean constructors) {
    var latest = new HashMap<String, Price>();
    for (var price : prices) {
      if (!price.list.equals(list) || price.round > round || price.constructor != constructors) continue;
      latest.merge(price.id, price, (one, other) -> one.round >= other.round ? one : other);
    }
    var tenths = new HashMap<String, Integer>();
    latest.forEach((id, price) -> tenths.put(id, price.tenths));
    return tenths;
  }
}

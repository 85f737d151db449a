package dev.paddock.fantasy.store;

import dev.paddock.fantasy.rules.PriceChange;
import dev.paddock.fantasy.rules.PriceList;
import dev.paddock.fantasy.rules.RuleSet;
import dev.paddock.fantasy.store.PriceLists.Key;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;

/** Prices at the start of a season, on every list. What is there already stays, so that it may be written at every start. */
public final class OpeningPrices {
  private static final int FIRST = 1;

  private final SqlClient client;
  private final RuleSets rules;

  public OpeningPrices(SqlClient client, RuleSets rules) {
    this.client = client;
    this.rules = rules;
  }

  /** @param prices those of the season; lists whose prices move begin with their share of them */
  public Future<Void> put(int season, PriceList prices) {
    return put(client, rules, season, FIRST, prices);
  }

  /** From a later round on, for those who came later. */
  static Future<Void> put(SqlClient client, RuleSets rules, int season, int round, PriceList prices) {
    var done = PriceLists.putIfAbsent(client, new Key(season, RuleSet.SEASON_PRICES, round), prices);
    for (var file : rules.all()) {
      if (file.rules().prices().isEmpty()) continue;
      var opening = PriceChange.opening(file.rules().prices().get(), prices);
      done = done.compose(put -> PriceLists.putIfAbsent(client, new Key(season, file.rules().priceList(), round), opening));
    }
    return done;
  }

  /** What is to be written for the round after a race: newcomers' opening prices, and the moved ones of every list. */
  public static Future<Void> next(SqlClient tx, RuleSets rules, int season, int round, PriceList newcomers, Iterable<Moved> moved) {
    var done = put(tx, rules, season, round, newcomers);
    for (var list : moved) done = done.compose(put -> PriceLists.putIfAbsent(tx, new Key(season, list.list, round), list.prices));
    return done;
  }

  /** A list whose prices have moved. */
  public record Moved(String list, PriceList prices) {}
}

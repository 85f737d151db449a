package dev.paddock.fantasy.store;

import dev.paddock.db.Ledger;
import dev.paddock.db.Undertaking;
import dev.paddock.fantasy.rules.PriceList;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Prices by list (see {@link dev.paddock.fantasy.rules.RuleSet#priceList}). One holds from its round on until a later one replaces it. */
public final class PriceLists {
  private static final String OF_ROUND = """
      select distinct on (kind, id) kind, id, tenths from (
        select 'driver' as kind, driver_id as id, tenths, round from price
         where season = $1::int and list = $2::text and round <= $3::int
        union all
        select 'constructor', constructor_id, tenths, round from constructor_price
         where season = $1::int and list = $2::text and round <= $3::int) as p
       order by kind, id, round desc""";
  private static final String HAS = """
      select exists (select from price where season = $1::int and list = $2::text and round = $3::int) as has""";
  private static final String PUT_DRIVERS = """
      insert into price (season, list, round, driver_id, tenths)
      select $1::int, $2::text, $3::int, n.id, n.tenths from unnest($4::text[], $5::int[]) as n (id, tenths)
      on conflict (season, list, round, driver_id) do update set tenths = excluded.tenths where $6::boolean""";
  private static final String PUT_CONSTRUCTORS = """
      insert into constructor_price (season, list, round, constructor_id, tenths)
      select $1::int, $2::text, $3::int, n.id, n.tenths from unnest($4::text[], $5::int[]) as n (id, tenths)
      on conflict (season, list, round, constructor_id) do update set tenths = excluded.tenths where $6::boolean""";

  /** A list's prices of one round. */
  public record Key(int season, String list, int round) {
    @Override public String toString() {
      return season + ":" + list + ":" + round;
    }
  }

  /** Who set prices, why and when. */
  public record Order(String actor, String reason, Instant at) {}

  private final SqlClient client;

  public PriceLists(SqlClient client) {
    this.client = client;
  }

  /** What holds in a round. */
  public Future<PriceList> of(int season, String list, int round) {
    return client.preparedQuery(OF_ROUND).execute(Tuple.of(season, list, round)).map(PriceLists::read);
  }

  /** Whether drivers' prices of that very round were written. */
  public Future<Boolean> has(Key key) {
    return client.preparedQuery(HAS).execute(Tuple.of(key.season, key.list, key.round))
        .map(rows -> rows.iterator().next().getBoolean("has"));
  }

  /** Writes a round's prices; what has one for that round already keeps it. */
  public static Future<Void> putIfAbsent(SqlClient tx, Key key, PriceList prices) {
    return put(tx, key, prices, false);
  }

  /** Sets a round's prices on somebody's order, and writes that down; whoever is not named keeps what he costs. */
  public static Future<Void> set(Undertaking undertaking, Ledger ledger, Key key, PriceList prices, Order order) {
    var detail = new JsonObject().put("drivers", new JsonObject(Map.copyOf(prices.drivers())))
        .put("constructors", new JsonObject(Map.copyOf(prices.constructors()))).encode();
    return undertaking.commit(tx -> put(tx, key, prices, true)
        .compose(put -> ledger.put(tx, order.at, new Ledger.Entry(order.actor, "fantasy.prices.set", "prices:" + key, order.reason, detail)))
        .map(noted -> new Undertaking.Effect<>(null, List.of())));
  }

  private static Future<Void> put(SqlClient tx, Key key, PriceList prices, boolean anew) {
    return tx.preparedQuery(PUT_DRIVERS).execute(rows(key, prices.drivers(), anew))
        .compose(put -> tx.preparedQuery(PUT_CONSTRUCTORS).execute(rows(key, prices.constructors(), anew))).mapEmpty();
  }

  private static Tuple rows(Key key, Map<String, Integer> prices, boolean anew) {
    var entries = prices.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    return Tuple.of(key.season, key.list, key.round, entries.stream().map(Map.Entry::getKey).toArray(String[]::new),
        entries.stream().map(Map.Entry::getValue).toArray(Integer[]::new), anew);
  }

  private static PriceList read(RowSet<Row> rows) {
    var drivers = new HashMap<String, Integer>();
    var constructors = new HashMap<String, Integer>();
    for (var row : rows) {
      var prices = row.getString("kind").equals("driver") ? drivers : constructors;
      prices.put(row.getString("id"), row.getInteger("tenths"));
    }
    return new PriceList(drivers, constructors);
  }
}

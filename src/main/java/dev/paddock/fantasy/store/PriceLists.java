package dev.paddock.fantasy.store;

import dev.paddock.fantasy.rules.PriceList;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
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
  private static final String PUT_DRIVERS = """
      insert into price (season, list, round, driver_id, tenths)
      select $1::int, $2::text, $3::int, p.id, p.tenths from unnest($4::text[], $5::int[]) as p (id, tenths)
      on conflict do nothing""";
  private static final String PUT_CONSTRUCTORS = """
      insert into constructor_price (season, list, round, constructor_id, tenths)
      select $1::int, $2::text, $3::int, p.id, p.tenths from unnest($4::text[], $5::int[]) as p (id, tenths)
      on conflict do nothing""";

  private final SqlClient client;

  public PriceLists(SqlClient client) {
    this.client = client;
  }

  /** What holds in a round. */
  public Future<PriceList> of(int season, String list, int round) {
    return client.preparedQuery(OF_ROUND).execute(Tuple.of(season, list, round)).map(PriceLists::read);
  }

  /** Writes a round's prices; what has one for that round already keeps it. */
  public static Future<Void> putIfAbsent(SqlClient tx, int season, String list, int round, PriceList prices) {
    return tx.preparedQuery(PUT_DRIVERS).execute(rows(season, list, round, prices.drivers()))
        .compose(put -> tx.preparedQuery(PUT_CONSTRUCTORS).execute(rows(season, list, round, prices.constructors()))).mapEmpty();
  }

  private static Tuple rows(int season, String list, int round, Map<String, Integer> prices) {
    var entries = prices.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    return Tuple.of(season, list, round, entries.stream().map(Map.Entry::getKey).toArray(String[]::new),
        entries.stream().map(Map.Entry::getValue).toArray(Integer[]::new));
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

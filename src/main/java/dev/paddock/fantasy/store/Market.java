package dev.paddock.fantasy.store;

import dev.paddock.fantasy.rules.PriceBook;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.stream.Collectors;

/** What drivers and constructors cost, all prices of a season at once. */
public final class Market {
  private static final String PRICES = """
      select list, false as constructor, driver_id as id, round, tenths from price where season = $1::int
      union all
      select list, true, constructor_id, round, tenths from constructor_price where season = $1::int""";

  private final SqlClient client;

  public Market(SqlClient client) {
    this.client = client;
  }

  public Future<PriceBook> prices(int season) {
    return client.preparedQuery(PRICES).collecting(Collectors.mapping((Row row) -> new PriceBook.Price(row.getString("list"),
        row.getBoolean("constructor"), row.getString("id"), row.getInteger("round"), row.getInteger("tenths")),
        Collectors.toUnmodifiableList())).execute(Tuple.of(season)).map(found -> new PriceBook(found.value()));
  }
}

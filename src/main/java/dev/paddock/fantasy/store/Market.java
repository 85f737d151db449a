package dev.paddock.fantasy.store;

import dev.paddock.fantasy.rules.PriceList;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.stream.Collectors;

/** What drivers cost. */
public final class Market {
  private static final String PRICES = "select driver_id, round, tenths from price where season = $1::int";

  private final SqlClient client;

  public Market(SqlClient client) {
    this.client = client;
  }

  public Future<PriceList> prices(int season) {
    return client.preparedQuery(PRICES).collecting(Collectors.mapping((Row row) -> new PriceList.Price(row.getString("driver_id"),
        row.getInteger("round"), row.getInteger("tenths")), Collectors.toUnmodifiableList()))
        .execute(Tuple.of(season)).map(found -> new PriceList(found.value()));
  }
}

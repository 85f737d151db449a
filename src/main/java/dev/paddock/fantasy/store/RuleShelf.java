package dev.paddock.fantasy.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** Rule sets in every version that can be played now or has ever scored. */
public final class RuleShelf {
  private static final String KEPT = "select body from rule_set where id = $1::text and version = $2::text";

  private final SqlClient client;
  private final RuleSets current;

  public RuleShelf(SqlClient client, RuleSets current) {
    this.client = client;
    this.current = current;
  }

  public Future<Optional<RuleSetFile>> find(String id, String version) {
    var now = current.find(id).filter(file -> file.rules().version().equals(version));
    if (now.isPresent()) return Future.succeededFuture(now);
    return client.preparedQuery(KEPT).execute(Tuple.of(id, version)).map(rows ->
        rows.size() == 0 ? Optional.empty() : Optional.of(RuleSetFile.of(rows.iterator().next().getString("body"))));
  }
}

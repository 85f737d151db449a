package dev.paddock.db;

import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Personal data that is a matter of its tables alone.
 *
 * @param collect a query of the user ($1) that answers one row with a JSON object named {@code data}
 * @param forget  statements that name the user $1 and the instant $2, in the order in which they run
 */
public record PersonalTables(String part, String collect, List<String> forget) implements PersonalData {
  public PersonalTables {
    forget = List.copyOf(forget);
  }

  @Override public Future<JsonObject> collect(SqlConnection tx, long user) {
    return tx.preparedQuery(collect).execute(Tuple.of(user))
        .map(rows -> rows.size() == 0 ? new JsonObject() : rows.iterator().next().getJsonObject("data"));
  }

  @Override public Future<List<Plan>> forget(SqlConnection tx, Instant at, long user) {
    Future<?> done = Future.succeededFuture();
    for (var statement : forget) {
      done = done.compose(before -> tx.preparedQuery(statement).execute(Tuple.of(user, at.atOffset(ZoneOffset.UTC))));
    }
    return done.map(List.of());
  }
}

package dev.paddock.db;

import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells every administrator something, from within the transaction in which it happens: both are kept, or neither. */
public interface Alarm {
  /** Nobody is on duty. */
  Alarm CLOSED = (tx, at, call) -> Future.succeededFuture(List.of());

  /** Answers the work of telling them: plans that belong into the same transaction. */
  Future<List<Plan>> raise(SqlConnection tx, Instant at, Call call);

  /**
   * @param key   they are told of it once, ever
   * @param about what it is about, where the API has it: {@code /admin/holds/12}
   */
  record Call(String key, String title, String body, Optional<String> about) {}
}

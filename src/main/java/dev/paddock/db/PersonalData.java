package dev.paddock.db;

import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;

/** What a feature keeps about a user. Each feature answers for its own tables. */
public interface PersonalData {
  /** Under which name it is in an export: {@code account}. */
  String part();

  /** All of it, but nothing that opens anything: no hash, no secret, no token. */
  Future<JsonObject> collect(SqlConnection tx, long user);

  /**
   * Removes what tells who he was. What others have a share in (scores, boards, the history of leagues) stays, under a pseudonym.
   *
   * @return work that follows: plans that belong into the same transaction
   */
  Future<List<Plan>> forget(SqlConnection tx, Instant at, long user);
}

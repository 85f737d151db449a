package dev.paddock.db;

import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells a user something, from within the transaction in which it happens: both are kept, or neither. */
public interface Letters {
  /** Nobody reads. */
  Letters CLOSED = (tx, at, letters) -> Future.succeededFuture(List.of());

  /** Answers the work of delivering it: plans that belong into the same transaction, see {@link Undertaking.Effect}. */
  Future<List<Plan>> putAll(SqlConnection tx, Instant at, List<Letter> letters);

  /** A single one. */
  default Future<List<Plan>> put(SqlConnection tx, Instant at, Letter letter) {
    return putAll(tx, at, List.of(letter));
  }

  /**
   * By which channels it reaches the user, and when, is his to say.
   *
   * @param key   one letter is written for it, ever: {@code league:12:joined:99}
   * @param user  whose it is
   * @param kind  what users choose channels by: correction, deadline, league, security
   * @param about what it is about, where the API has it: {@code /leagues/12}
   */
  record Letter(String key, long user, String kind, String title, String body, Optional<String> about) {}
}

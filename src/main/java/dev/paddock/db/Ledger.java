package dev.paddock.db;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;

/**
 * Writes down who did what, from within the transaction in which he does it. What is written is never changed, and each entry seals
 * those before it.
 */
public interface Ledger {
  /** Nobody writes. */
  Ledger CLOSED = (tx, at, entry) -> Future.succeededFuture();

  Future<Void> put(SqlConnection tx, Instant at, Entry entry);

  /**
   * @param actor   {@code operator}, {@code user:42}, {@code service}
   * @param action  its feature first: {@code f1.result.override}, {@code account.role.change}
   * @param subject what it was done to: {@code 2025-las-vegas-R}, {@code user:42}
   * @param reason  in the actor's words; "" where none is asked for
   * @param detail  a JSON object
   */
  record Entry(String actor, String action, String subject, String reason, String detail) {}
}

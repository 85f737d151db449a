package dev.paddock.db;

import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;

/** Tells the world outside of what happened, from within the transaction in which it happens: both are kept, or neither. */
public interface Outbox {
  /** Nobody outside wants to know. */
  Outbox CLOSED = (tx, at, events) -> Future.succeededFuture(List.of());

  /**
   * Writes down who must be told of these events; where nobody wants to know, it writes nothing.
   *
   * @param tx     the transaction of the cause
   * @param events in the order in which they happened
   * @return the work of telling them: plans that belong into the {@link Closing.Closure} of the same transaction
   */
  Future<List<Plan>> put(SqlConnection tx, Instant at, List<Event> events);

  /**
   * Type, subject and revision together name an event for ever: put twice, it is one.
   *
   * @param type     its feature first: {@code horse.race.final}, {@code f1.result.corrected}
   * @param subject  as outsiders know it: {@code horse-4711}, {@code 2025-las-vegas-R}; what happens to one is told in order
   * @param revision of the subject, with this event
   */
  record Event(String type, String subject, long revision) {}
}

package dev.paddock.notify.store;

import dev.paddock.db.Outbox;
import dev.paddock.notify.contract.Webhooks;
import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/** A delivery for every endpoint that wants to know, in one statement: when none does, that is all it costs. */
public final class PgOutbox implements Outbox {
  // Queues are locked in the order of their keys, so that two transactions that tell of several subjects never wait for each other.
  private static final String PUT = """
      with happened as (
        select type, subject, revision, owner, type || ':' || subject || ':' || revision as event_id, nth
          from unnest($1::text[], $2::text[], $3::bigint[], $5::bigint[]) with ordinality as e (type, subject, revision, owner, nth)
      ), heard as (
        select w.id as endpoint_id, h.type, h.subject, h.revision, h.event_id,
               row_number() over (partition by w.id, h.subject order by h.nth) as nth,
               count(*) over (partition by w.id, h.subject) as of
          from happened h join webhook_endpoint w on w.active and w.owner_id is not distinct from h.owner and w.events && array[h.type, '*']
         where not exists (select 1 from webhook_delivery d where d.endpoint_id = w.id and d.event_id = h.event_id)
      ), numbered as (
        insert into webhook_queue as q (endpoint_id, subject, sequence, last_at)
        select endpoint_id, subject, count(*), $4::timestamptz from heard group by endpoint_id, subject order by endpoint_id, subject
        on conflict (endpoint_id, subject) do update set sequence = q.sequence + excluded.sequence, last_at = excluded.last_at
        returning endpoint_id, subject, sequence
      ), kept as (
        insert into webhook_delivery (endpoint_id, event_id, type, subject, revision, sequence, occurred_at)
        select h.endpoint_id, h.event_id, h.type, h.subject, h.revision, n.sequence - h.of + h.nth, $4::timestamptz
          from heard h join numbered n using (endpoint_id, subject)
      )
      select endpoint_id, subject from numbered order by endpoint_id, subject""";

  /** What one user's own endpoint is told, and no other. */
  public record Own(long user, Event event) {}

  @Override public Future<List<Plan>> put(SqlConnection tx, Instant at, List<Event> events) {
    return put(tx, at, events, new Long[events.size()]);
  }

  /** The same for what is for a user's own endpoint; where he has none, nothing is written. */
  public Future<List<Plan>> putOwn(SqlConnection tx, Instant at, List<Own> all) {
    return put(tx, at, all.stream().map(Own::event).toList(), all.stream().map(Own::user).toArray(Long[]::new));
  }

  private static Future<List<Plan>> put(SqlConnection tx, Instant at, List<Event> events, Long[] owners) {
    if (events.isEmpty()) return Future.succeededFuture(List.of());
    return tx.preparedQuery(PUT)
        .execute(Tuple.of(events.stream().map(Event::type).toArray(String[]::new), events.stream().map(Event::subject).toArray(String[]::new),
            events.stream().map(Event::revision).toArray(Long[]::new), at.atOffset(ZoneOffset.UTC), owners))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
            .map(row -> Webhooks.queue(row.getLong("endpoint_id"), row.getString("subject"))).toList());
  }
}

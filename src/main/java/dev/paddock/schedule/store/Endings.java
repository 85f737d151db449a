package dev.paddock.schedule.store;

import static dev.paddock.schedule.store.WorkStore.utc;

import dev.paddock.schedule.contract.Scheduling.Asked;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes the ends of slots, however many, with one statement: next slot and log row of those whose claim still stands.
 * A claim stands while its epoch does, and ends one slot only: the one that is due.
 */
final class Endings {
  private static final String END = """
      with done as (
        update work w
           set cadence = e.next_cadence, anchor = e.next_anchor, slot_at = e.next_slot,
               due_at = case when w.paused then null else e.next_due end, attempt = e.next_attempt,
               lease_owner = case when e.keep and not w.paused then w.lease_owner end,
               put_anchor = case when e.next_cadence = w.cadence and w.anchor = w.put_anchor then e.next_anchor else w.put_anchor end,
               last_ended = e.ended, last_outcome = e.outcome, last_note = e.note, memo = coalesce(e.memo, w.memo)
          from unnest($1::text[], $2::bigint[], $3::timestamptz[], $4::text[], $5::text[], $6::timestamptz[], $7::int[],
                      $8::timestamptz[], $9::timestamptz[], $10::text[], $11::text[],
                      $12::text[], $13::timestamptz[], $14::timestamptz[], $15::timestamptz[], $16::int[], $17::boolean[], $18::text[],
                      $19::timestamptz[], $20::timestamptz[], $21::timestamptz[], $22::int[], $23::int[])
               as e (subject, epoch, due, kind, of_cadence, slot, tries, started, ended, outcome, note,
                     next_cadence, next_anchor, next_slot, next_due, next_attempt, keep, memo, sent, received, provider, status, bytes)
         where w.subject = e.subject and w.epoch = e.epoch and w.due_at = e.due
        returning e.subject, e.epoch, e.due, e.kind, e.of_cadence, e.slot, e.tries, e.started, e.ended, e.outcome, e.note, w.due_at as next,
                  e.sent, e.received, e.provider, e.status, e.bytes, w.paused),
      logged as (
        insert into poll_log (subject, due_at, kind, cadence, slot_at, attempt, epoch, node, started_at, ended_at, outcome, note, next_at,
                              sent_at, received_at, provider_at, http_status, bytes)
        select subject, due, kind, of_cadence, slot, tries, epoch, $24, started, ended, outcome, note, next,
               sent, received, provider, status, bytes
          from done
        %s)
      select subject, paused from done
      """;
  /** With an effect: a second effect of one slot is impossible. */
  private static final String ONCE = END.formatted("");
  /** Without one: what the log knows already it need not be told again. */
  private static final String LENIENT = END.formatted("on conflict do nothing");
  private static final String SKIPPED = """
      insert into poll_log (subject, due_at, kind, cadence, slot_at, attempt, epoch, node, ended_at, outcome, note)
      select subject, slot, kind, cadence, slot, 0, epoch, $1, ended, 'SKIPPED', note
        from unnest($2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::bigint[], $7::timestamptz[], $8::text[])
             as s (subject, slot, kind, cadence, epoch, ended, note)
      on conflict do nothing
      """;
  private static final String LOGGED = """
      select l.subject, coalesce(w.paused, true) from unnest($1::text[], $2::timestamptz[], $3::bigint[]) as e (subject, due, epoch)
        join poll_log l on l.subject = e.subject and l.due_at = e.due and l.epoch = e.epoch
   left join work w on w.subject = e.subject and w.epoch = e.epoch
      """;

  private final String node;

  Endings(String node) {
    this.node = node;
  }

  /** Ends them in a transaction of effects. Answers those whose claim stood, and whether they are paused now. */
  Future<Map<String, Boolean>> once(SqlClient tx, List<Over> all) {
    return end(tx, ONCE, all);
  }

  /** Ends slots without effects. */
  Future<Map<String, Boolean>> lenient(SqlClient client, List<Over> all) {
    return end(client, LENIENT, all);
  }

  /** Those of which an earlier try, whose answer got lost, was committed after all. */
  Future<Map<String, Boolean>> logged(SqlClient client, List<Over> all) {
    return client.preparedQuery(LOGGED)
        .execute(Tuple.of(texts(all, Over::subject), instants(all, o -> o.claim().dueAt()), epochs(all))).map(Endings::paused);
  }

  /** Names the slots that passed meanwhile. */
  Future<?> skipped(SqlClient client, List<Over> all) {
    var subject = new ArrayList<Over>();
    var slots = new ArrayList<OffsetDateTime>();
    var reasons = new ArrayList<String>();
    for (var over : all) {
      for (var skipped : over.on().skipped()) {
        subject.add(over);
        slots.add(utc(skipped.slotAt()));
        reasons.add(skipped.reason());
      }
    }
    if (slots.isEmpty()) return Future.succeededFuture();
    return client.preparedQuery(SKIPPED).execute(Tuple.from(new Object[] {node, texts(subject, Over::subject),
        slots.toArray(OffsetDateTime[]::new), texts(subject, o -> o.claim().plan().kind()), texts(subject, o -> o.claim().plan().cadence()),
        epochs(subject), instants(subject, Over::ended), reasons.toArray(String[]::new)}));
  }

  private Future<Map<String, Boolean>> end(SqlClient client, String sql, List<Over> all) {
    return client.preparedQuery(sql).execute(Tuple.from(new Object[] {
        texts(all, Over::subject), epochs(all), instants(all, o -> o.claim().dueAt()),
        texts(all, o -> o.claim().plan().kind()), texts(all, o -> o.claim().plan().cadence()), instants(all, o -> o.claim().slotAt()),
        ints(all, o -> o.claim().attempt()), instants(all, Over::started), instants(all, Over::ended),
        texts(all, Over::outcome), texts(all, Over::note),
        texts(all, o -> o.on().cadence()), instants(all, o -> o.on().anchor()),
        maybe(all, o -> o.on().next().map(n -> n.slotAt())), maybe(all, o -> o.on().next().map(n -> n.dueAt())),
        ints(all, o -> o.on().next().map(n -> n.attempt()).orElse(0)), all.stream().map(Over::keep).toArray(Boolean[]::new),
        texts(all, o -> o.closure().memo().orElse(null)),
        maybe(all, o -> asked(o).map(Asked::sent)), maybe(all, o -> asked(o).map(Asked::received)),
        maybe(all, o -> asked(o).flatMap(Asked::providerTime)), ints(all, o -> asked(o).map(Asked::status).orElse(null)),
        ints(all, o -> asked(o).map(Asked::bytes).orElse(null)), node})).map(Endings::paused);
  }

  private static Map<String, Boolean> paused(RowSet<Row> rows) {
    var paused = new HashMap<String, Boolean>(rows.size() * 2);
    for (var row : rows) paused.put(row.getString(0), row.getBoolean(1));
    return paused;
  }

  private static Optional<Asked> asked(Over over) {
    return over.closure().asked();
  }

  private static Long[] epochs(List<Over> all) {
    return all.stream().map(o -> o.claim().epoch()).toArray(Long[]::new);
  }

  private static String[] texts(List<Over> all, Function<Over, String> column) {
    return all.stream().map(column).toArray(String[]::new);
  }

  private static Integer[] ints(List<Over> all, Function<Over, Integer> column) {
    return all.stream().map(column).toArray(Integer[]::new);
  }

  private static OffsetDateTime[] instants(List<Over> all, Function<Over, Instant> column) {
    return all.stream().map(o -> utc(column.apply(o))).toArray(OffsetDateTime[]::new);
  }

  private static OffsetDateTime[] maybe(List<Over> all, Function<Over, Optional<Instant>> column) {
    return all.stream().map(o -> column.apply(o).map(WorkStore::utc).orElse(null)).toArray(OffsetDateTime[]::new);
  }
}

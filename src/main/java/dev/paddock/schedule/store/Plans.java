package dev.paddock.schedule.store;

import static dev.paddock.schedule.store.WorkStore.at;
import static dev.paddock.schedule.store.WorkStore.utc;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.rules.Cadence;
import dev.paddock.schedule.rules.Course.Attempt;
import dev.paddock.schedule.store.WorkStore.Put;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Puts plans, hundreds at a time. One that is there already as asked stays as it is, wherever it has gone since, also when it is done
 * with its last slot; another anchor begins anew and fences off whoever holds the old one. One that was stopped begins anew too:
 * a race may come back to the calendar. An operator's choice of cadence outlives a start that moves.
 */
final class Plans {
  // Without a lock: a plan that does not change keeps nobody waiting.
  private static final String THERE = """
      select subject, kind, cadence, anchor, until, grp, spacing_ms, put_cadence, put_anchor, steered,
             due_at is null and not paused and last_outcome is not distinct from 'STOPPED' as stopped
        from work where subject = any ($1::text[])
      """;
  private static final String PUT = """
      insert into work as w (subject, kind, cadence, anchor, until, slot_at, due_at, grp, spacing_ms, put_cadence, put_anchor)
      select subject, kind, cadence, anchor, until, slot_at, due_at, grp, spacing_ms, put_cadence, anchor
        from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[],
                    $8::text[], $9::bigint[], $10::text[])
             as p (subject, kind, cadence, anchor, until, slot_at, due_at, grp, spacing_ms, put_cadence)
       order by subject
      on conflict (subject) do update
         set kind = excluded.kind, cadence = excluded.cadence, anchor = excluded.anchor, until = excluded.until,
             slot_at = excluded.slot_at, due_at = case when w.paused then null else excluded.due_at end, attempt = 0,
             grp = excluded.grp, spacing_ms = excluded.spacing_ms, put_cadence = excluded.put_cadence, put_anchor = excluded.put_anchor,
             epoch = w.epoch + 1, lease_owner = null
       where (w.kind, w.put_cadence, w.put_anchor, w.grp, w.spacing_ms)
             is distinct from (excluded.kind, excluded.put_cadence, excluded.put_anchor, excluded.grp, excluded.spacing_ms)
          or w.until is distinct from excluded.until
          or w.due_at is null and w.last_outcome = 'STOPPED'
      returning subject, epoch, due_at
      """;

  private final Function<String, Cadence> cadences;

  Plans(Function<String, Cadence> cadences) {
    this.cadences = cadences;
  }

  /** A row as it is. */
  private record There(Plan now, String putCadence, Instant putAnchor, Optional<String> steered, boolean stopped) {
    static There of(Row r) {
      return new There(WorkStore.plan(r), r.getString("put_cadence"), at(r.getOffsetDateTime("put_anchor")).orElse(null),
          Optional.ofNullable(r.getString("steered")), r.getBoolean("stopped"));
    }

    boolean is(Plan plan) {
      return !stopped && now.kind().equals(plan.kind()) && now.until().equals(plan.until()) && now.group().equals(plan.group())
          && now.spacing().equals(plan.spacing())
          && (plan.cadence().equals(putCadence) && Objects.equals(plan.anchor(), putAnchor)
              || plan.cadence().equals(now.cadence()) && plan.anchor().equals(now.anchor()));
    }
  }

  Future<Put> put(SqlConnection tx, Collection<Plan> all, Instant now) {
    if (all.isEmpty()) return Future.succeededFuture(Put.NOTHING);
    var asked = new TreeMap<String, Plan>();
    all.forEach(plan -> asked.put(plan.subject(), precise(plan)));
    return there(tx, asked.keySet()).compose(there -> {
      asked.values().removeIf(plan -> there.containsKey(plan.subject()) && there.get(plan.subject()).is(plan));
      if (asked.isEmpty()) return Future.succeededFuture(Put.NOTHING);
      return tx.preparedQuery(PUT).execute(tuple(List.copyOf(asked.values()), there, now)).compose(rows -> {
        var notices = new ArrayList<Notice>();
        rows.forEach(row -> notices.add(new Notice(row.getString("subject"), row.getLong("epoch"), at(row.getOffsetDateTime("due_at")))));
        return Notice.send(tx, told(notices, there))
            .map(new Put(notices.stream().map(Notice::subject).collect(toUnmodifiableSet()), earliest(notices)));
      });
    });
  }

  private static Future<Map<String, There>> there(SqlConnection tx, Collection<String> subjects) {
    return tx.preparedQuery(THERE).execute(Tuple.of(subjects.toArray(String[]::new))).map(rows -> {
      var there = new HashMap<String, There>();
      rows.forEach(row -> there.put(row.getString("subject"), There.of(row)));
      return there;
    });
  }

  private Tuple tuple(List<Plan> plans, Map<String, There> there, Instant now) {
    int n = plans.size();
    var cadence = new String[n];
    var slot = new OffsetDateTime[n];
    var due = new OffsetDateTime[n];
    for (int i = 0; i < n; i++) {
      var plan = plans.get(i);
      cadence[i] = Optional.ofNullable(there.get(plan.subject())).filter(was -> plan.cadence().equals(was.putCadence()))
          .flatMap(There::steered).orElse(plan.cadence());
      var first = GoesOn.course(plan, cadence[i], plan.anchor(), cadences).begin(now);
      slot[i] = first.map(Attempt::slotAt).map(WorkStore::utc).orElse(null);
      due[i] = first.map(Attempt::dueAt).map(WorkStore::utc).orElse(null);
    }
    return Tuple.from(new Object[] {
        plans.stream().map(Plan::subject).toArray(String[]::new), plans.stream().map(Plan::kind).toArray(String[]::new), cadence,
        plans.stream().map(plan -> utc(plan.anchor())).toArray(OffsetDateTime[]::new),
        plans.stream().map(plan -> utc(plan.until())).toArray(OffsetDateTime[]::new), slot, due,
        plans.stream().map(Plan::group).toArray(String[]::new),
        plans.stream().map(plan -> plan.spacing().toMillis()).toArray(Long[]::new),
        plans.stream().map(Plan::cadence).toArray(String[]::new)});
  }

  /** Who was there before may be held by somebody and is named; of the new ones it is enough to know the first. */
  private static List<Notice> told(List<Notice> all, Map<String, There> there) {
    var told = new ArrayList<>(all.stream().filter(notice -> there.containsKey(notice.subject())).toList());
    earliest(all.stream().filter(notice -> !there.containsKey(notice.subject())).toList())
        .ifPresent(due -> told.add(new Notice("", 0, Optional.of(due))));
    return told;
  }

  private static Optional<Instant> earliest(List<Notice> notices) {
    return notices.stream().flatMap(notice -> notice.dueAt().stream()).min(Instant::compareTo);
  }

  /** As the database keeps it: in microseconds. */
  private static Plan precise(Plan plan) {
    return new Plan(plan.subject(), plan.kind(), plan.cadence(), plan.anchor().truncatedTo(ChronoUnit.MICROS),
        plan.until().map(until -> until.truncatedTo(ChronoUnit.MICROS)), plan.group(), Duration.ofMillis(plan.spacing().toMillis()));
  }
}

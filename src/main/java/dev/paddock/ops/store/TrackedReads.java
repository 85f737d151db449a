package dev.paddock.ops.store;

import static dev.paddock.ops.store.Reading.at;
import static dev.paddock.ops.store.Reading.list;
import static dev.paddock.ops.store.Reading.utc;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tracked subjects, and how each of them is doing. Reads only. */
public final class TrackedReads {
  /** Work that is due for so long and was not done is stuck. */
  private static final Duration STUCK = Duration.ofMinutes(5);
  /** Slots that a subject's lateness is of: its latest. */
  private static final int RECENT = 50;

  // $1 is the instant that it is, $2 that before which what is due is stuck.
  private static final String STATE = """
      case when w.paused then 'paused' when w.due_at is null then 'resting' when w.due_at < $2::timestamptz then 'stuck'
           when w.due_at <= $1::timestamptz then 'due' when w.attempt > 0 or w.last_outcome = 'RETRY' then 'failing'
           when w.last_outcome = 'DEFERRED' then 'deferred' else 'waiting' end
      """;
  private static final String LATENESS = """
      select count(*)::int as slots, percentile_disc(0.5) within group (order by late) as p50,
             percentile_disc(0.99) within group (order by late) as p99, (array_agg(late order by due_at desc))[1] as last_late,
             (array_agg(answered order by due_at desc))[1] as last_answered
        from (select due_at, (extract(epoch from started_at - due_at) * 1000)::bigint as late,
                     (extract(epoch from received_at - due_at) * 1000)::bigint as answered
                from poll_log g where g.subject = p.subject and g.started_at is not null
               order by due_at desc limit\s""" + RECENT + ") recent";
  private static final String COLUMNS = """
      select p.*, n.node_id, n.lease_until, l.*
        from (select w.subject, w.kind, %1$s as state, w.cadence, w.steered is not null as chosen, w.anchor, w.until, w.due_at,
                     w.slot_at, w.attempt, w.last_ended, lower(w.last_outcome) as last_outcome, left(w.last_note, 300) as last_note,
                     w.paused, w.epoch, w.lease_owner, %2$s as place
                from work w where %3$s) p
        left join node n on n.incarnation = p.lease_owner
        left join lateral (%4$s) l on true
      """;
  private static final String FILTER = """
      ($3::text is null or w.kind = $3::text) and ($4::text is null or %s = $4::text)
      and ($5::text is null or strpos(lower(w.subject), lower($5::text)) > 0)
      and ($6::text is null or %s %s $6::text::timestamptz or %s = $6::text::timestamptz and w.subject > $7::text)
      order by %s, w.subject limit $8::int
      """;
  private static final String ONE = COLUMNS.formatted(STATE, "''", "w.subject = $3::text", LATENESS);
  private static final String COUNTS = """
      select kind, state, count(*)::int as subjects from (select w.kind, %s as state from work w) s
       group by kind, state order by kind, state
      """.formatted(STATE);
  private static final String AHEAD = """
      select kind, floor(extract(epoch from due_at - $1::timestamptz) / 60)::int as minute, count(*)::int as slots
        from work where due_at >= $1::timestamptz and due_at < $1::timestamptz + interval '1 hour'
       group by kind, minute order by kind, minute
      """;
  private static final String NEXT = """
      select w.subject, w.kind, w.due_at, n.node_id from work w left join node n on n.incarnation = w.lease_owner
       where w.due_at is not null order by w.due_at, w.subject limit $1::int
      """;

  /** In which order, and so how a page goes on. */
  public enum Order {
    DUE("coalesce(w.due_at, 'infinity')", ""), ENDED("coalesce(w.last_ended, '-infinity')", " desc"), SUBJECT("timestamptz 'epoch'", "");

    final String sql;

    Order(String key, String direction) {
      var after = direction.isEmpty() ? ">" : "<";
      this.sql = COLUMNS.formatted(STATE, key + "::text", FILTER.formatted(STATE, key, after, key, key + direction), LATENESS)
          + " order by p.place::timestamptz" + direction + ", p.subject";
    }
  }

  /** @param state empty: any; {@code text} is part of the subject */
  public record Filter(Optional<String> kind, Optional<String> state, Optional<String> text) {}

  /** Where a page ends. @param at an instant as the database writes it */
  public record Place(String at, String subject) {}

  /**
   * A subject, what became of its latest slot, and how late its latest fifty began.
   *
   * @param chosen  an administrator chose the cadence
   * @param node    that holds it; null: nobody
   * @param late    milliseconds; null before the first slot, as all lateness is; {@code answered} null where nobody was asked
   */
  public record Tracked(String subject, String kind, String state, String cadence, boolean chosen, Instant anchor, Instant until,
      Instant nextAt, Instant slotAt, int attempt, boolean paused, Instant lastEndedAt, String lastOutcome, String lastNote, String node,
      Instant leaseUntil, long epoch, int slots, Long late, Long answered, Long p50, Long p99, Place place) {}

  public record Count(String kind, String state, int subjects) {}

  /** @param minute from now, 0 to 59 */
  public record Ahead(String kind, int minute, int slots) {}

  public record Due(String subject, String kind, Instant at, String node) {}

  private final SqlClient reads;

  public TrackedReads(SqlClient reads) {
    this.reads = reads;
  }

  public Future<List<Tracked>> page(Instant now, Filter filter, Order order, Optional<Place> after, int limit) {
    return list(reads, order.sql, TrackedReads::tracked, utc(now), utc(now.minus(STUCK)), filter.kind().orElse(null),
        filter.state().orElse(null), filter.text().orElse(null), after.map(Place::at).orElse(null), after.map(Place::subject).orElse(null),
        limit);
  }

  public Future<Optional<Tracked>> get(Instant now, String subject) {
    return list(reads, ONE, TrackedReads::tracked, utc(now), utc(now.minus(STUCK)), subject).map(found -> found.stream().findFirst());
  }

  public Future<List<Count>> counts(Instant now) {
    return list(reads, COUNTS, r -> new Count(r.getString("kind"), r.getString("state"), r.getInteger("subjects")), utc(now),
        utc(now.minus(STUCK)));
  }

  /** The next slot of each subject that has one within the hour. */
  public Future<List<Ahead>> ahead(Instant now) {
    return list(reads, AHEAD, r -> new Ahead(r.getString("kind"), r.getInteger("minute"), r.getInteger("slots")), utc(now));
  }

  public Future<List<Due>> next(int limit) {
    return list(reads, NEXT, r -> new Due(r.getString("subject"), r.getString("kind"), at(r, "due_at"), r.getString("node_id")), limit);
  }

  private static Tracked tracked(Row r) {
    return new Tracked(r.getString("subject"), r.getString("kind"), r.getString("state"), r.getString("cadence"), r.getBoolean("chosen"),
        at(r, "anchor"), at(r, "until"), at(r, "due_at"), at(r, "slot_at"), r.getInteger("attempt"), r.getBoolean("paused"),
        at(r, "last_ended"), r.getString("last_outcome"), r.getString("last_note"), r.getString("node_id"), at(r, "lease_until"),
        r.getLong("epoch"), r.getInteger("slots"), r.getLong("last_late"), r.getLong("last_answered"), r.getLong("p50"), r.getLong("p99"),
        new Place(r.getString("place"), r.getString("subject")));
  }
}

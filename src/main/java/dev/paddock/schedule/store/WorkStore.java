package dev.paddock.schedule.store;

import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.rules.Cadence;
import dev.paddock.schedule.rules.Course;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Plans and claims. Slots are domain time, handed in; leases are the database's own time, so no node's clock decides them. */
public final class WorkStore {
  /** PostgreSQL channel that tells other nodes of an earlier plan: a hint only, a patrol stands behind it. */
  public static final String CHANNEL = "paddock_work";

  // SKIP LOCKED hands rival nodes different rows; the epoch fences off whoever held the row before.
  private static final String CLAIM = """
      update work w
         set lease_owner = $1, lease_until = clock_timestamp() + make_interval(secs => $2::double precision), epoch = w.epoch + 1
        from (select subject from work
               where due_at <= $3::timestamptz and (lease_until is null or lease_until < clock_timestamp())
               order by due_at, abs(extract(epoch from anchor - $3::timestamptz)), subject limit $4::int for update skip locked) due
       where w.subject = due.subject
      returning w.subject, w.kind, w.cadence, w.anchor, w.until, w.slot_at, w.due_at, w.attempt, w.epoch
      """;
  private static final String RENEW = """
      update work set lease_until = clock_timestamp() + make_interval(secs => $2::double precision)
       where lease_owner = $1 and lease_until is not null and subject = any ($3::text[])
      """;
  private static final String RELEASE = """
      update work set lease_owner = null, lease_until = null where lease_owner = $1
      """;
  private static final String NEXT_DUE = """
      select min(due_at) as due_at from work
       where due_at is not null and (lease_until is null or lease_until < clock_timestamp())
      """;
  // A plan that is already there as asked stays as it is, also when it is done with its last slot; another anchor begins anew
  // and fences off whoever holds the old one. One that was stopped begins anew too: a race may come back to the calendar.
  private static final String PUT = """
      insert into work as w (subject, kind, cadence, anchor, until, slot_at, due_at)
      values ($1, $2, $3, $4::timestamptz, $5::timestamptz, $6::timestamptz, $7::timestamptz)
      on conflict (subject) do update
         set kind = excluded.kind, cadence = excluded.cadence, anchor = excluded.anchor, until = excluded.until,
             slot_at = excluded.slot_at, due_at = excluded.due_at, attempt = 0,
             epoch = w.epoch + 1, lease_owner = null, lease_until = null
       where (w.cadence, w.anchor) is distinct from (excluded.cadence, excluded.anchor)
          or w.until is distinct from excluded.until
          or w.due_at is null and w.last_outcome = 'STOPPED'
      returning due_at
      """;
  private static final String CANCEL = """
      update work set due_at = null, epoch = epoch + 1, lease_owner = null, lease_until = null
       where subject = $1 and due_at is not null
      """;

  private final Pool pool;
  private final Function<String, Cadence> cadences;
  private final String node;

  /** @param node stable name of this process' data directory; owns the leases */
  public WorkStore(Pool pool, Function<String, Cadence> cadences, String node) {
    this.pool = pool;
    this.cadences = cadences;
    this.node = node;
  }

  /** Claims what is due, at most {@code limit}: the longest due first, of those due together the one whose anchor (a start) is nearest. */
  public Future<List<Claim>> claim(Instant now, Duration lease, int limit) {
    return pool.preparedQuery(CLAIM)
        .collecting(Collectors.mapping(WorkStore::claim, Collectors.toList()))
        .execute(Tuple.of(node, seconds(lease), utc(now), limit))
        .map(claimed -> claimed.value().stream()
            .sorted(Comparator.comparing(Claim::dueAt).thenComparing(c -> Duration.between(c.plan().anchor(), now).abs())
                .thenComparing(c -> c.plan().subject())).toList());
  }

  /** Prolongs this node's claims on these subjects. The others run out: nobody works on them. */
  public Future<Void> renew(Duration lease, List<String> subjects) {
    if (subjects.isEmpty()) return Future.succeededFuture();
    return pool.preparedQuery(RENEW).execute(Tuple.of(node, seconds(lease), subjects.toArray(String[]::new))).mapEmpty();
  }

  /** Gives all claims of this node back: at the end, and at the start for what a killed process left behind. */
  public Future<Integer> release() {
    return pool.preparedQuery(RELEASE).execute(Tuple.of(node)).map(done -> done.rowCount());
  }

  /** When the next work that nobody holds is due. */
  public Future<Optional<Instant>> nextDue() {
    return pool.preparedQuery(NEXT_DUE).execute()
        .map(rows -> Optional.ofNullable(rows.iterator().next().getOffsetDateTime("due_at")).map(OffsetDateTime::toInstant));
  }

  /** Puts a plan; one that is already there unchanged stays. Answers whether anything changed. */
  public Future<Boolean> put(Plan plan, Instant now) {
    return pool.withTransaction(tx -> put(tx, plan, now).compose(changed -> hint(tx, changed)));
  }

  /** The same, inside a caller's transaction. */
  Future<Boolean> put(SqlConnection tx, Plan plan, Instant now) {
    var first = new Course(cadences.apply(plan.cadence()), plan.anchor(), plan.until(), plan.spacing()).begin(now);
    return tx.preparedQuery(PUT)
        .execute(Tuple.of(plan.subject(), plan.kind(), plan.cadence(), utc(plan.anchor()), utc(plan.until()),
            utc(first.map(Course.Attempt::slotAt)), utc(first.map(Course.Attempt::dueAt))))
        .map(rows -> rows.rowCount() > 0);
  }

  static Future<Boolean> hint(SqlClient tx, boolean worthIt) {
    if (!worthIt) return Future.succeededFuture(false);
    return tx.preparedQuery("select pg_notify($1, '')").execute(Tuple.of(CHANNEL)).map(true);
  }

  /** Takes a plan back; whoever works on it now can no longer commit. Answers whether there was one. */
  public Future<Boolean> cancel(String subject) {
    return pool.preparedQuery(CANCEL).execute(Tuple.of(subject)).map(done -> done.rowCount() > 0);
  }

  static Object utc(Optional<Instant> at) {
    return at.map(WorkStore::utc).orElse(null);
  }

  static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private static double seconds(Duration d) {
    return d.toMillis() / 1000.0;
  }

  private static Claim claim(Row r) {
    var until = Optional.ofNullable(r.getOffsetDateTime("until")).map(OffsetDateTime::toInstant);
    var plan = new Plan(r.getString("subject"), r.getString("kind"), r.getString("cadence"),
        r.getOffsetDateTime("anchor").toInstant(), until);
    return new Claim(plan, r.getOffsetDateTime("slot_at").toInstant(), r.getOffsetDateTime("due_at").toInstant(),
        r.getInteger("attempt"), r.getLong("epoch"), "");
  }
}

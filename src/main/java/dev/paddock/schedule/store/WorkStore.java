package dev.paddock.schedule.store;

import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.Steer;
import dev.paddock.schedule.contract.Scheduling.Steered;
import dev.paddock.schedule.rules.Cadence;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Plans and claims. Slots are domain time, handed in; what decides who lives is the database's own time.
 * A claim's epoch is its fencing token: whatever ends a claim but its own closing raises it.
 */
public final class WorkStore {
  // SKIP LOCKED hands rival nodes different rows; the epoch fences off whoever held the row before. A claim of an incarnation that
  // is being buried waits for that, and then gets nothing: otherwise nobody would ever free it again. The array keeps PostgreSQL, which
  // does not know the limit when it plans, from reading the whole table.
  private static final String CLAIM = """
      with me as (select incarnation from node where incarnation = $1 for key share),
           free as (select subject from work
                     where due_at is not null and lease_owner is null and due_at <= $2::timestamptz and exists (select from me)
                     order by due_at limit $3::int for update skip locked),
           mine as (update work w set lease_owner = $1, epoch = w.epoch + 1 where w.subject = any (array (select subject from free))
                    returning w.subject, w.kind, w.cadence, w.anchor, w.until, w.slot_at, w.due_at, w.attempt, w.epoch,
                              w.grp, w.spacing_ms, w.memo)
      select next.free_at, mine.* from
             (select min(due_at) as free_at from work
               where due_at is not null and lease_owner is null and due_at > $2::timestamptz) next left join mine on true
      """;
  private static final String OURS = """
      select subject, epoch from work where lease_owner = $1
      """;
  private static final String RELEASE = """
      update work w set lease_owner = null, epoch = w.epoch + 1
        from unnest($1::text[], $2::bigint[]) as given (subject, epoch)
       where w.subject = given.subject and w.epoch = given.epoch
      """;
  private static final String CANCEL = """
      update work set due_at = null, epoch = epoch + 1, lease_owner = null where subject = $1 and due_at is not null returning epoch
      """;

  private final Pool pool;
  private final Plans plans;
  private final Steering steering;

  public WorkStore(Pool pool, Function<String, Cadence> cadences) {
    this.pool = pool;
    this.plans = new Plans(cadences);
    this.steering = new Steering(cadences);
  }

  /** @param nextFree when the next work after {@code until} that nobody holds is due */
  public record Claimed(List<Claim> claims, Optional<Instant> nextFree) {}

  /** @param subjects that are planned anew; the others were there already, as asked; @param dueAt when the first of them is due */
  public record Put(Set<String> subjects, Optional<Instant> dueAt) {
    static final Put NOTHING = new Put(Set.of(), Optional.empty());

    public boolean changed() {
      return !subjects.isEmpty();
    }
  }

  /** Claims what nobody holds and is due by {@code until}, the first due first, at most {@code limit}; nothing for a buried incarnation. */
  public Future<Claimed> claim(long incarnation, Instant until, int limit) {
    return pool.preparedQuery(CLAIM).execute(Tuple.of(incarnation, utc(until), limit)).map(rows -> {
      var claims = new ArrayList<Claim>(rows.size());
      Optional<Instant> next = Optional.empty();
      for (var row : rows) {
        next = at(row.getOffsetDateTime("free_at"));
        if (row.getString("subject") != null) claims.add(claim(row));
      }
      return new Claimed(claims, next);
    });
  }

  /** The epochs of all claims that the table says are this incarnation's, by subject. */
  public Future<Map<String, Long>> ours(long incarnation) {
    return pool.preparedQuery(OURS)
        .collecting(Collectors.<Row, String, Long>toMap(row -> row.getString("subject"), row -> row.getLong("epoch")))
        .execute(Tuple.of(incarnation)).map(found -> found.value());
  }

  /** Gives claims back, by subject; one that has another epoch by now is somebody else's, and stays. */
  public Future<Void> release(Map<String, Long> epochs) {
    var subjects = epochs.keySet().toArray(String[]::new);
    var these = Tuple.of(subjects, (Object) List.of(subjects).stream().map(epochs::get).toArray(Long[]::new));
    return pool.withTransaction(tx -> tx.preparedQuery(RELEASE).execute(these).compose(released -> Notice.look(tx)));
  }

  /** Puts a plan; one that is already there unchanged stays. */
  public Future<Put> put(Plan plan, Instant now) {
    return put(List.of(plan), now);
  }

  /** The same for many: a handful of statements however many they are. */
  public Future<Put> put(Collection<Plan> all, Instant now) {
    return pool.withTransaction(tx -> put(tx, all, now));
  }

  /** The same, inside a caller's transaction. */
  Future<Put> put(SqlConnection tx, Collection<Plan> all, Instant now) {
    return plans.put(tx, all, now);
  }

  /** Takes a plan back; whoever works on it now can no longer commit. Answers whether there was one. */
  public Future<Boolean> cancel(String subject) {
    return pool.withTransaction(tx -> tx.preparedQuery(CANCEL).execute(Tuple.of(subject)).compose(rows -> {
      if (rows.size() == 0) return Future.succeededFuture(false);
      return Notice.send(tx, List.of(new Notice(subject, rows.iterator().next().getLong("epoch"), Optional.empty()))).map(true);
    }));
  }

  /** Does what an operator asks for. */
  public Future<Steered> steer(Steer steer, Instant now) {
    return pool.withTransaction(tx -> steering.steer(tx, steer, now));
  }

  /** Where endings without an effect are written: not in the way of long transactions. */
  Pool pool() {
    return pool;
  }

  static Object utc(Optional<Instant> at) {
    return at.map(WorkStore::utc).orElse(null);
  }

  static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  static Optional<Instant> at(OffsetDateTime at) {
    return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
  }

  /** The plan as it goes on now. */
  static Plan plan(Row r) {
    return new Plan(r.getString("subject"), r.getString("kind"), r.getString("cadence"),
        r.getOffsetDateTime("anchor").toInstant(), at(r.getOffsetDateTime("until")), r.getString("grp"),
        Duration.ofMillis(r.getLong("spacing_ms")));
  }

  private static Claim claim(Row r) {
    return new Claim(plan(r), r.getOffsetDateTime("slot_at").toInstant(), r.getOffsetDateTime("due_at").toInstant(),
        r.getInteger("attempt"), r.getLong("epoch"), r.getString("memo"));
  }
}

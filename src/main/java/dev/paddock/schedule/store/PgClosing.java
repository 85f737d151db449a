package dev.paddock.schedule.store;

import static dev.paddock.schedule.store.WorkStore.utc;

import dev.paddock.db.Closing;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.schedule.rules.Cadence;
import dev.paddock.schedule.rules.Course;
import dev.paddock.schedule.rules.Course.Attempt;
import dev.paddock.schedule.rules.Course.Skipped;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Ends slots in the transaction of their effect: fence, effect, log, next slot, follow-up plans, commit. */
public final class PgClosing implements Closing {
  private static final String FENCE = """
      select 1 from work where subject = $1 and epoch = $2 and lease_owner = $3 for update
      """;
  private static final String GO_ON = """
      update work
         set cadence = $2, anchor = $3::timestamptz, slot_at = $4::timestamptz, due_at = $5::timestamptz, attempt = $6::int,
             lease_owner = null, lease_until = null, last_ended = $7::timestamptz, last_outcome = $8, last_note = $9
       where subject = $1
      """;
  private static final String LOG = """
      insert into poll_log (subject, due_at, kind, cadence, slot_at, attempt, epoch, node, started_at, ended_at, outcome, note, next_at)
      values ($1, $2::timestamptz, $3, $4, $5::timestamptz, $6::int, $7::bigint, $8, $9::timestamptz,
              $10::timestamptz, $11, $12, $13::timestamptz)
      """;
  private static final String LOG_SKIPPED = """
      insert into poll_log (subject, due_at, kind, cadence, slot_at, attempt, epoch, node, ended_at, outcome, note)
      select $1, slot, $2, $3, slot, 0, $4::bigint, $5, $6::timestamptz, 'SKIPPED', reason
        from unnest($7::timestamptz[], $8::text[]) as skipped (slot, reason)
      on conflict do nothing
      """;

  /** A note is one line of the log; longer reasons are cut. */
  private static final int NOTE_LENGTH = 500;

  private final Pool pool;
  private final WorkStore work;
  private final Function<String, Cadence> cadences;
  private final InstantSource time;
  private final String node;

  public PgClosing(Pool pool, WorkStore work, Function<String, Cadence> cadences, InstantSource time, String node) {
    this.pool = pool;
    this.work = work;
    this.cadences = cadences;
    this.time = time;
    this.node = node;
  }

  @Override public Future<SlotEnded> close(Claim claim, Function<SqlConnection, Future<Closure>> effect) {
    var started = time.instant();
    return pool.withTransaction(tx -> tx.preparedQuery(FENCE).execute(Tuple.of(claim.plan().subject(), claim.epoch(), node))
        .compose(held -> held.size() == 1 ? effect.apply(tx) : Future.failedFuture(new Fenced(claim)))
        .compose(closure -> end(tx, claim, started, closure)));
  }

  @Override public Future<List<SlotEnded>> closeAll(List<Claim> claims,
      BiFunction<SqlConnection, List<Claim>, Future<Map<String, Closure>>> effect) {
    return Future.failedFuture("not yet");
  }

  @Override public Future<SlotEnded> close(Claim claim, Closure closure) {
    return close(claim, tx -> Future.succeededFuture(closure));
  }

  private Future<SlotEnded> end(SqlConnection tx, Claim claim, Instant started, Closure closure) {
    var now = time.instant();
    var goesOn = GoesOn.after(claim, closure.ending(), cadences, now);
    var ended = new SlotEnded(claim.plan().subject(), claim.plan().kind(), claim.dueAt(), now,
        closure.ending(), goesOn.next().map(Attempt::dueAt));
    return log(tx, claim, started, now, ended)
        .compose(logged -> logSkipped(tx, claim, goesOn.skipped(), now))
        .compose(logged -> goOn(tx, ended, goesOn, now))
        .compose(gone -> plan(tx, closure.also(), now))
        .map(ended);
  }

  private Future<?> log(SqlConnection tx, Claim claim, Instant started, Instant now, SlotEnded ended) {
    var plan = claim.plan();
    return tx.preparedQuery(LOG).execute(Tuple.from(new Object[] {
        plan.subject(), utc(claim.dueAt()), plan.kind(), plan.cadence(), utc(claim.slotAt()), claim.attempt(), claim.epoch(), node,
        utc(started), utc(now), outcome(ended.ending()), note(ended.ending()), utc(ended.nextAt())}));
  }

  private Future<?> logSkipped(SqlConnection tx, Claim claim, List<Skipped> skipped, Instant now) {
    if (skipped.isEmpty()) return Future.succeededFuture();
    var slots = skipped.stream().map(Skipped::slotAt).map(WorkStore::utc).toArray(OffsetDateTime[]::new);
    var reasons = skipped.stream().map(Skipped::reason).toArray(String[]::new);
    return tx.preparedQuery(LOG_SKIPPED).execute(Tuple.of(claim.plan().subject(), claim.plan().kind(),
        claim.plan().cadence(), claim.epoch(), node, utc(now)).addValue(slots).addValue(reasons));
  }

  private Future<?> goOn(SqlConnection tx, SlotEnded ended, GoesOn on, Instant now) {
    return tx.preparedQuery(GO_ON).execute(Tuple.from(new Object[] {
        ended.subject(), on.cadence(), utc(on.anchor()), utc(on.next().map(Attempt::slotAt)), utc(on.next().map(Attempt::dueAt)),
        on.next().map(Attempt::attempt).orElse(0), utc(now), outcome(ended.ending()), note(ended.ending())}));
  }

  private Future<?> plan(SqlConnection tx, List<Plan> plans, Instant now) {
    Future<Boolean> chain = Future.succeededFuture(false);
    for (var plan : plans) chain = chain.compose(before -> work.put(tx, plan, now).map(changed -> before || changed));
    return chain.compose(changed -> WorkStore.hint(tx, changed));
  }

  private static String note(Ending ending) {
    var line = ending.note().replaceAll("\\s+", " ").strip();
    return line.length() <= NOTE_LENGTH ? line : line.substring(0, NOTE_LENGTH - 1) + "…";
  }

  private static String outcome(Ending ending) {
    return ending.outcome().toUpperCase(Locale.ROOT);
  }

  /** Where a subject goes on after a slot, and which slots passed meanwhile. */
  record GoesOn(String cadence, Instant anchor, Optional<Attempt> next, List<Skipped> skipped) {
    static GoesOn after(Claim claim, Ending ending, Function<String, Cadence> cadences, Instant now) {
      var plan = claim.plan();
      var course = new Course(cadences.apply(plan.cadence()), plan.anchor(), plan.until(), plan.spacing());
      var done = new Attempt(claim.slotAt(), claim.dueAt(), claim.attempt());
      var skipped = course.skipped(done, now);
      return switch (ending) {
        case Ending.Next(var changed, var note) -> new GoesOn(plan.cadence(), plan.anchor(), course.next(done, now), skipped);
        case Ending.Follow(var other, var anchor, var changed, var note) -> new GoesOn(other, anchor,
            new Course(cadences.apply(other), anchor, plan.until(), plan.spacing()).next(done, now), skipped);
        case Ending.Retry(var note) -> new GoesOn(plan.cadence(), plan.anchor(), course.retry(done, now), skipped);
        case Ending.Defer(var until, var note) ->
            new GoesOn(plan.cadence(), plan.anchor(), Optional.of(course.defer(done, until, now)), skipped);
        case Ending.Stop(var note) -> new GoesOn(plan.cadence(), plan.anchor(), Optional.empty(), List.of());
      };
    }
  }
}

package dev.paddock.schedule;

import static dev.paddock.schedule.Agreed.CADENCES;
import static dev.paddock.schedule.Agreed.NOON;
import static dev.paddock.schedule.Agreed.hourly;
import static dev.paddock.schedule.Agreed.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.ManualTimers;
import dev.paddock.TestDatabase;
import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.db.Pools;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.CancelPlan;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.DueWork;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.PutPlan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.schedule.contract.Scheduling.Worked;
import dev.paddock.schedule.store.NodeStore;
import dev.paddock.schedule.store.PgClosing;
import dev.paddock.schedule.store.WorkStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The one scheduler, in virtual time, on a real database: it must ask everybody at the right time, and forget nobody. */
class SchedulerVerticleTest {
  static final Duration LEASE = Duration.ofMillis(600);
  static final Duration PATIENCE = Duration.ofMillis(300);

  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.install(vertx);
  final Pools pools = Pools.open(vertx, TestDatabase.fresh(), new Pools.Sizes(4, 2, Duration.ofSeconds(30)));
  final ManualTimers timers = new ManualTimers(vertx, NOON.minusSeconds(60));
  final WorkStore work = new WorkStore(pools.schedule(), CADENCES);
  final PgClosing closing = new PgClosing(pools.transactions(), work, CADENCES, timers, "ours");
  final Rival others = new Rival(pools, "theirs");
  final List<DueWork> asked = new CopyOnWriteArrayList<>();
  final List<SlotEnded> told = new CopyOnWriteArrayList<>();
  final SchedulerVerticle scheduler = scheduler(closing);

  @AfterEach void close() {
    vertx.deploymentIDs().forEach(id -> vertx.undeploy(id).await());
    pools.close().await();
    vertx.close().await();
  }

  @Test void due_work_is_asked_for_by_kind_the_nearest_first() {
    answering("look");
    answering("listen");
    open();
    put(once("b", NOON));
    put(once("a", NOON));
    put(new Plan("c", "listen", "once", NOON, Optional.empty()));
    put(once("later", NOON.plusSeconds(1)));
    timers.advanceTo(NOON);
    assertThat(asked).extracting(SchedulerVerticleTest::subjects).containsExactlyInAnyOrder(List.of("a", "b"), List.of("c"));
    timers.advanceTo(NOON.plusSeconds(1));
    assertThat(asked).hasSize(3);
    assertThat(told).extracting(SlotEnded::subject).containsExactlyInAnyOrder("a", "b", "c", "later");
  }

  @Test void more_work_than_it_claims_at_once_is_all_done() {
    answering("look");
    work.put(IntStream.range(0, 4500).mapToObj(n -> once("work " + n, NOON)).toList(), timers.instant()).await();
    vertx.deployVerticle(scheduler(closing, SchedulerOptions.of(LEASE))).await();
    timers.advanceTo(NOON);
    assertThat(asked.stream().flatMap(due -> subjects(due).stream())).doesNotHaveDuplicates().hasSize(4500);
  }

  @Test void more_work_than_it_may_hold_is_all_done_one_handful_after_the_other() {
    answering("look");
    work.put(IntStream.range(0, 100).mapToObj(n -> once("work " + n, NOON)).toList(), timers.instant()).await();
    vertx.deployVerticle(scheduler(closing, new SchedulerOptions(LEASE, Duration.ofSeconds(20), 30, PATIENCE))).await();
    timers.advanceTo(NOON);
    assertThat(asked.stream().flatMap(due -> subjects(due).stream())).doesNotHaveDuplicates().hasSize(100);
    assertThat(asked).hasSize(4);
  }

  @Test void an_earlier_plan_wakes_it_earlier() {
    answering("look");
    open();
    put(once("late", NOON.plusSeconds(600)));
    put(once("early", NOON.plusSeconds(10)));
    timers.advanceTo(NOON.plusSeconds(10));
    assertThat(asked).extracting(SchedulerVerticleTest::subjects).containsExactly(List.of("early"));
  }

  @Test void what_is_cancelled_is_not_asked_for() {
    answering("look");
    open();
    put(once("work", NOON));
    assertThat(bus.ask(Scheduling.CANCEL_PLAN, new CancelPlan("work"), Duration.ofSeconds(5)).await().existed()).isTrue();
    timers.advanceTo(NOON.plusSeconds(60));
    assertThat(asked).isEmpty();
  }

  @Test void without_anybody_who_does_it_the_slot_is_tried_again_with_the_reason() {
    open();
    put(once("work", NOON));
    timers.advanceTo(NOON);
    assertThat(log()).singleElement().satisfies(line -> assertThat(line).startsWith("work RETRY no answer from look: No handlers"));
    answering("look");
    timers.advanceTo(NOON.plusSeconds(60));
    assertThat(log()).hasSize(2).last().isEqualTo("work DONE done");
  }

  @Test void a_silent_worker_is_not_waited_for_and_what_it_says_later_counts_no_more() {
    Promise<Void> wakesUp = Promise.promise();
    var late = new CopyOnWriteArrayList<Future<SlotEnded>>();
    bus.answer(Scheduling.due("look"), due -> wakesUp.future().compose(v -> {
      late.add(closing.close(due.claims().getFirst(), new Ending.Next(true, "too late")));
      return late.getFirst().map(ended -> new Worked(List.of(ended)));
    })).await();
    open();
    put(once("work", NOON));
    timers.advanceTo(NOON);
    assertThat(log()).singleElement().satisfies(line -> assertThat(line).startsWith("work RETRY no answer from look: Timed out"));
    wakesUp.complete();
    until(() -> !late.isEmpty() && late.getFirst().isComplete());
    assertThat(late.getFirst().cause()).isInstanceOf(Closing.Fenced.class);
    assertThat(log()).hasSize(1);
  }

  @Test void a_worker_that_throws_is_a_failed_attempt() {
    bus.answer(Scheduling.due("look"), due -> {
      throw new IllegalStateException("out of pencils");
    }).await();
    open();
    put(once("work", NOON));
    timers.advanceTo(NOON);
    assertThat(log()).singleElement()
        .satisfies(line -> assertThat(line).startsWith("work RETRY no answer from look").contains("out of pencils"));
  }

  @Test void of_a_worker_that_did_only_a_part_the_rest_is_tried_again() {
    bus.answer(Scheduling.due("look"), due -> {
      asked.add(due);
      return closing.close(due.claims().getFirst(), new Ending.Next(false, "done")).map(ended -> new Worked(List.of(ended)));
    }).await();
    open();
    put(once("a", NOON));
    put(once("b", NOON));
    timers.advanceTo(NOON);
    assertThat(log()).containsExactly("a DONE done", "b RETRY look failed");
    timers.advanceTo(NOON.plusSeconds(60));
    assertThat(log()).contains("b DONE done");
  }

  @Test void a_slot_that_could_not_even_be_failed_is_free_again_when_its_lease_ends() {
    var away = new Outage(closing);
    answering("look", away);
    vertx.deployVerticle(scheduler(away)).await();
    put(once("work", NOON));
    timers.advanceTo(NOON);
    assertThat(log()).isEmpty();
    away.over = true;
    until(() -> {
      timers.advanceTo(NOON); // the patrol goes by in real time, as leases do
      return !log().isEmpty();
    });
    assertThat(log()).containsExactly("work DONE done");
  }

  @Test void a_long_job_keeps_its_claim() {
    Promise<Void> finished = Promise.promise();
    bus.answer(Scheduling.due("look"), due -> {
      asked.add(due);
      return finished.future().compose(v -> closing.close(due.claims().getFirst(), new Ending.Next(false, "done")))
          .map(ended -> new Worked(List.of(ended)));
    }).await();
    vertx.deployVerticle(scheduler(closing, new SchedulerOptions(LEASE, Duration.ofSeconds(20), 100, Duration.ofSeconds(20)))).await();
    others.join(LEASE);
    put(once("work", NOON));
    var turn = vertx.executeBlocking(() -> {
      timers.advanceTo(NOON);
      return null;
    });
    until(() -> !asked.isEmpty());
    var first = leaseEnds();
    until(() -> leaseEnds().isAfter(first.plus(LEASE)));
    assertThat(others.beat(LEASE).dead()).isEmpty();
    assertThat(others.claims(NOON, 1)).isEmpty();
    finished.complete();
    turn.await();
    assertThat(log()).containsExactly("work DONE done");
  }

  @Test void at_the_end_its_claims_go_back_and_nothing_new_is_handed_out() {
    Promise<Worked> never = Promise.promise();
    bus.answer(Scheduling.due("look"), due -> {
      asked.add(due);
      return never.future();
    }).await();
    var id = vertx.deployVerticle(scheduler(closing, SchedulerOptions.of(Duration.ofMinutes(1)))).await();
    put(once("work", NOON));
    put(once("next", NOON.plusSeconds(1)));
    vertx.executeBlocking(() -> {
      timers.advanceTo(NOON.plusSeconds(1));
      return null;
    });
    until(() -> !asked.isEmpty());
    var begun = System.nanoTime();
    vertx.undeploy(id).await();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    assertThat(asked).hasSize(1);
    others.join(Duration.ofMinutes(1));
    assertThat(others.claims(NOON.plusSeconds(1), 10)).containsExactlyInAnyOrder("work", "next");
    assertThat(pools.reads().query("select node_id from node").execute().await()).extracting(row -> row.getString("node_id"))
        .containsExactly("theirs");
  }

  @Test void a_hint_finds_what_another_node_planned() {
    answering("look");
    open();
    others.put(once("work", NOON), timers.instant());
    scheduler.resync();
    until(() -> {
      timers.advanceTo(NOON);
      return !asked.isEmpty();
    });
    assertThat(asked).hasSize(1);
  }

  @Test void a_heartbeat_finds_it_also_without_a_hint() {
    answering("look");
    open();
    others.put(once("work", NOON), timers.instant());
    until(() -> {
      timers.advanceTo(NOON);
      return !asked.isEmpty();
    });
    assertThat(log()).containsExactly("work DONE done");
  }

  @Test void claims_of_an_earlier_run_of_this_node_are_taken_over_at_the_start() {
    answering("look");
    work.put(hourly("work", NOON), timers.instant()).await();
    var before = new Rival(pools, "ours");
    before.join(Duration.ofHours(1));
    before.claim();
    open();
    timers.advanceTo(NOON);
    assertThat(log()).containsExactly("work DONE done");
  }

  private void open() {
    bus.on(Scheduling.SLOT_ENDED, told::add).await();
    closing.whenClosed(scheduler::closed);
    vertx.deployVerticle(scheduler).await();
  }

  private SchedulerVerticle scheduler(Closing closing) {
    return scheduler(closing, new SchedulerOptions(LEASE, Duration.ofSeconds(20), 20_000, PATIENCE));
  }

  private SchedulerVerticle scheduler(Closing closing, SchedulerOptions options) {
    var scheduler = new SchedulerVerticle(bus, timers, System::nanoTime, work, new NodeStore(pools.schedule(), "ours"), closing, CADENCES, options);
    this.closing.whenClosed(scheduler::closed);
    return scheduler;
  }

  private void answering(String kind) {
    answering(kind, closing);
  }

  private void answering(String kind, Closing closing) {
    bus.answer(Scheduling.due(kind), due -> {
      asked.add(due);
      return Future.join(due.claims().stream().map(claim -> closing.close(claim, new Ending.Next(false, "done"))).toList())
          .map(all -> new Worked(all.list()));
    }).await();
  }

  private void put(Plan plan) {
    assertThat(bus.ask(Scheduling.PUT_PLAN, new PutPlan(plan), Duration.ofSeconds(5)).await().changed()).isTrue();
  }

  private static List<String> subjects(DueWork due) {
    return due.claims().stream().map(claim -> claim.plan().subject()).toList();
  }

  private List<String> log() {
    var lines = new ArrayList<String>();
    pools.reads().query("select subject || ' ' || outcome || ' ' || note as line from poll_log order by due_at, subject").execute().await()
        .forEach(row -> lines.add(row.getString("line")));
    return lines;
  }

  private Instant leaseEnds() {
    return pools.reads().query("select lease_until from node where node_id = 'ours'").execute().await().iterator().next().getOffsetDateTime("lease_until")
        .toInstant();
  }

  /** Looks again and again until it is so, for ten seconds at most. */
  private static void until(BooleanSupplier isSo) {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > deadline) throw new AssertionError("not so after ten seconds");
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** The database is away for whoever closes a slot, until it is over. */
  private static final class Outage implements Closing {
    private final Closing closing;
    volatile boolean over;

    Outage(Closing closing) {
      this.closing = closing;
    }

    @Override public Future<SlotEnded> close(Claim claim, Function<SqlConnection, Future<Closure>> effect) {
      return over ? closing.close(claim, effect) : Future.failedFuture("the database is away");
    }

    @Override public Future<List<SlotEnded>> closeAll(List<Claim> claims,
        BiFunction<SqlConnection, List<Claim>, Future<Map<String, Closure>>> effect) {
      return over ? closing.closeAll(claims, effect) : Future.failedFuture("the database is away");
    }

    @Override public Future<SlotEnded> close(Claim claim, Closure closure) {
      return over ? closing.close(claim, closure) : Future.failedFuture("the database is away");
    }
  }
}

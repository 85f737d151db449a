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
import dev.paddock.schedule.contract.Scheduling.SlotStuck;
import dev.paddock.schedule.contract.Scheduling.Steer;
import dev.paddock.schedule.contract.Scheduling.Steered;
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
  final Bus bus = Bus.of(vertx);
  final Pools pools = Pools.open(vertx, TestDatabase.fresh(), new Pools.Sizes(4, 2, Duration.ofSeconds(30)));
  final ManualTimers timers = new ManualTimers(vertx, NOON.minusSeconds(60));
  final WorkStore work = new WorkStore(pools.schedule(), CADENCES);
  PgClosing closing = new PgClosing(pools.transactions(), work, CADENCES, timers, "ours");
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
    until(() -> told.size() == 4);
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

  @Test void what_is_due_together_is_handed_out_by_group_the_nearest_start_first() {
    answering("look");
    open();
    var far = NOON.minus(Duration.ofHours(30));
    work.put(List.of(grouped("far", "north", far), grouped("near", "north", NOON.minus(Duration.ofHours(1))),
        grouped("nearest", "north", NOON), grouped("alone", "south", NOON), hourly("none", NOON)), NOON.minusSeconds(50)).await();
    timers.jumpTo(NOON);
    scheduler.resync();
    until(() -> {
      timers.advanceTo(NOON);
      return told.size() == 5;
    });
    assertThat(asked).extracting(SchedulerVerticleTest::subjects).contains(List.of("alone"), List.of("none"))
        .anySatisfy(subjects -> assertThat(subjects).containsSubsequence("nearest", "near", "far"));
  }

  @Test void after_an_outage_each_is_caught_up_once_the_nearest_first_and_the_rest_is_named() {
    answering("look");
    open();
    put(hourly("an hour old", NOON.minus(Duration.ofMinutes(30))));
    put(hourly("new", NOON));
    put(hourly("a day old", NOON.minus(Duration.ofHours(24))));
    timers.advanceTo(NOON.plus(Duration.ofMinutes(5)));
    asked.clear();
    timers.jumpTo(NOON.plus(Duration.ofMinutes(245)));
    timers.advanceTo(NOON.plus(Duration.ofMinutes(246)));
    assertThat(asked.stream().flatMap(due -> subjects(due).stream())).containsExactly("new", "an hour old", "a day old");
    assertThat(log()).filteredOn(line -> line.startsWith("new SKIPPED missed: caught up by the slot of 2025-03-16T13:00:00Z")).hasSize(3);
  }

  @Test void work_is_claimed_ahead_and_never_done_early() {
    answering("look");
    open();
    put(once("work", NOON));
    timers.advanceTo(NOON.minusSeconds(19));
    assertThat(others.beat(LEASE).nextFree()).as("it is held").isEmpty();
    assertThat(asked).isEmpty();
    timers.advanceTo(NOON.minusNanos(1000));
    assertThat(asked).isEmpty();
    timers.advanceTo(NOON);
    assertThat(asked).hasSize(1);
  }

  @Test void a_subject_that_is_due_again_soon_is_kept_and_costs_no_claim() {
    answering("look", keeping());
    open();
    put(new Plan("work", "look", "close", NOON, Optional.empty()));
    timers.advanceTo(NOON.plusSeconds(150));
    assertThat(asked).hasSize(11);
    assertThat(asked.stream().map(due -> due.claims().getFirst().epoch())).containsOnly(1L);
    assertThat(asked.stream().map(due -> due.claims().getFirst().dueAt())).containsExactlyElementsOf(
        IntStream.rangeClosed(0, 10).mapToObj(n -> NOON.plusSeconds(15L * n)).toList());
  }

  @Test void a_claim_that_is_held_is_dropped_when_its_subject_is_planned_anew_elsewhere() {
    answering("look");
    open();
    put(once("work", NOON));
    timers.advanceTo(NOON.minusSeconds(10));
    others.put(once("work", NOON.plusSeconds(5)), timers.instant());
    scheduler.heard("2 2025-03-16T12:00:05Z work");
    vertx.executeBlocking(() -> null).await(); // it has been heard
    timers.advanceTo(NOON.plusSeconds(4));
    assertThat(asked).isEmpty();
    timers.advanceTo(NOON.plusSeconds(5));
    assertThat(log()).containsExactly("work DONE done");
  }

  @Test void poll_now_is_at_once_and_then_as_planned() {
    answering("look");
    open();
    put(hourly("work", NOON.plusSeconds(600)));
    assertThat(steer(new Steer.Now("work"))).isEqualTo(new Steered.Done(Optional.of(timers.instant())));
    timers.advanceTo(NOON.plusSeconds(600));
    assertThat(asked.stream().map(due -> due.claims().getFirst().dueAt())).containsExactly(NOON.minusSeconds(60), NOON.plusSeconds(600));
  }

  @Test void poll_now_of_what_is_polled_just_now_says_when_it_is_next() {
    Promise<Void> finished = Promise.promise();
    bus.answer(Scheduling.due("look"), due -> {
      asked.add(due);
      return finished.future().compose(v -> closing.close(due.claims().getFirst(), new Ending.Next(false, "done")))
          .map(ended -> new Worked(List.of(ended)));
    }).await();
    vertx.deployVerticle(scheduler(closing, SchedulerOptions.of(LEASE))).await();
    put(hourly("work", NOON));
    var turn = vertx.executeBlocking(() -> {
      timers.advanceTo(NOON);
      return null;
    });
    until(() -> !asked.isEmpty());
    assertThat(steer(new Steer.Now("work"))).isEqualTo(new Steered.Done(Optional.of(NOON.plus(Duration.ofHours(1)))));
    finished.complete();
    turn.await();
    assertThat(log()).containsExactly("work DONE done");
  }

  @Test void what_is_paused_is_not_polled_until_it_is_resumed_but_for_a_poll_now() {
    answering("look");
    open();
    put(hourly("work", NOON));
    timers.advanceTo(NOON);
    assertThat(steer(new Steer.Pause("work"))).isEqualTo(new Steered.Done(Optional.empty()));
    timers.advanceTo(NOON.plus(Duration.ofMinutes(130)));
    assertThat(asked).hasSize(1);
    steer(new Steer.Now("work"));
    timers.advanceTo(NOON.plus(Duration.ofMinutes(190)));
    assertThat(asked).hasSize(2);
    assertThat(work.put(hourly("work", NOON.plusSeconds(60)), timers.instant()).await().dueAt()).as("a moved start changes nothing").isEmpty();
    assertThat(steer(new Steer.Resume("work"))).isEqualTo(new Steered.Done(Optional.of(NOON.plus(Duration.ofMinutes(241)))));
    timers.advanceTo(NOON.plus(Duration.ofMinutes(241)));
    assertThat(asked).hasSize(3);
  }

  @Test void another_cadence_holds_from_the_next_slot_on_also_when_the_start_moves() {
    answering("look", keeping());
    open();
    put(hourly("work", NOON));
    timers.advanceTo(NOON.plusSeconds(1));
    assertThat(steer(new Steer.Change("work", "close"))).isEqualTo(new Steered.Done(Optional.of(NOON.plusSeconds(15))));
    timers.advanceTo(NOON.plusSeconds(30));
    assertThat(asked).hasSize(3);
    put(hourly("work", NOON.plusSeconds(37)));
    timers.advanceTo(NOON.plusSeconds(52));
    assertThat(asked.getLast().claims().getFirst().dueAt()).isEqualTo(NOON.plusSeconds(52));
  }

  @Test void what_is_not_there_cannot_be_steered() {
    open();
    put(hourly("work", NOON));
    assertThat(steer(new Steer.Now("nothing"))).isEqualTo(new Steered.NoSuchSubject());
    assertThat(steer(new Steer.Change("work", "no such"))).isEqualTo(new Steered.NoSuchCadence("no such"));
  }

  @Test void who_says_nothing_for_two_slots_is_given_up_and_the_others_go_on() {
    var stuck = new CopyOnWriteArrayList<SlotStuck>();
    bus.on(Scheduling.SLOT_STUCK, stuck::add).await();
    bus.answer(Scheduling.due("look"), due -> Promise.<Worked>promise().future()).await();
    vertx.deployVerticle(scheduler(closing, new SchedulerOptions(LEASE, Duration.ofSeconds(20), 100, Duration.ofMillis(100)))).await();
    put(once("work", NOON));
    timers.advanceTo(NOON);
    assertThat(log()).singleElement().satisfies(line -> assertThat(line).startsWith("work RETRY no answer"));
    until(() -> !stuck.isEmpty());
    assertThat(stuck).containsExactly(new SlotStuck("work", "look", NOON));
  }

  @Test void one_that_is_stuck_does_not_hold_up_those_that_were_handed_out_with_it() {
    keeping();
    bus.answer(Scheduling.due("look"), due -> {
      asked.add(due);
      due.claims().stream().filter(claim -> !claim.plan().subject().equals("stuck"))
          .forEach(claim -> closing.close(claim, new Ending.Next(false, "done")));
      return Promise.<Worked>promise().future();
    }).await();
    vertx.deployVerticle(scheduler(closing, new SchedulerOptions(LEASE, Duration.ofSeconds(20), 100, Duration.ofSeconds(20)))).await();
    put(new Plan("stuck", "look", "close", NOON, Optional.empty()));
    put(new Plan("quick", "look", "close", NOON, Optional.empty()));
    vertx.executeBlocking(() -> {
      timers.advanceTo(NOON);
      return null;
    });
    until(() -> log().contains("quick DONE done"));
    vertx.executeBlocking(() -> {
      timers.advanceTo(NOON.plusSeconds(15));
      return null;
    }, false);
    until(() -> log().stream().filter("quick DONE done"::equals).count() == 2);
  }

  private PgClosing keeping() {
    closing = new PgClosing(pools.transactions(), work, CADENCES, timers, "ours",
        new PgClosing.Options(Duration.ofSeconds(20), 1000, Runnable::run, Runnable::run, 1));
    return closing;
  }

  private Steered steer(Steer steer) {
    return bus.ask(Scheduling.STEER, steer, Duration.ofSeconds(5)).await();
  }

  private static Plan grouped(String subject, String group, Instant anchor) {
    return new Plan(subject, "look", "hourly", anchor, Optional.empty(), group, Duration.ZERO);
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

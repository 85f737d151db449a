package dev.paddock.schedule;

import static dev.paddock.schedule.Agreed.CADENCES;
import static dev.paddock.schedule.Agreed.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.ManualTimers;
import dev.paddock.TestDatabase;
import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.Pools;
import dev.paddock.schedule.contract.Scheduling;
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
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;

/** The one scheduler, in virtual time, on a real database: it must ask everybody at the right time, and forget nobody. */
abstract class OneScheduler {
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

  PgClosing keeping() {
    closing = new PgClosing(pools.transactions(), work, CADENCES, timers, "ours",
        new PgClosing.Options(Duration.ofSeconds(20), 1000, Runnable::run, Runnable::run, 1));
    return closing;
  }

  void open() {
    bus.on(Scheduling.SLOT_ENDED, told::add).await();
    closing.whenClosed(scheduler::closed);
    vertx.deployVerticle(scheduler).await();
  }

  SchedulerVerticle scheduler(Closing closing) {
    return scheduler(closing, new SchedulerOptions(LEASE, Duration.ofSeconds(20), 20_000, PATIENCE));
  }

  SchedulerVerticle scheduler(Closing closing, SchedulerOptions options) {
    var scheduler = new SchedulerVerticle(bus, timers, System::nanoTime, work, new NodeStore(pools.schedule(), "ours"), closing, CADENCES,
        options);
    this.closing.whenClosed(scheduler::closed);
    return scheduler;
  }

  void answering(String kind) {
    answering(kind, closing);
  }

  void answering(String kind, Closing closing) {
    bus.answer(Scheduling.due(kind), due -> {
      asked.add(due);
      return Future.join(due.claims().stream().map(claim -> closing.close(claim, new Ending.Next(false, "done"))).toList())
          .map(all -> new Worked(all.list()));
    }).await();
  }

  /** One at a time, each done once that is. */
  void answeringLooks(Future<Void> finished) {
    bus.answer(Scheduling.due("look"), due -> {
      asked.add(due);
      return finished.compose(v -> closing.close(due.claims().getFirst(), new Ending.Next(false, "done")))
          .map(ended -> new Worked(List.of(ended)));
    }).await();
  }

  void put(Plan plan) {
    assertThat(bus.ask(Scheduling.PUT_PLAN, new PutPlan(plan), Duration.ofSeconds(5)).await().changed()).isTrue();
  }

  List<String> log() {
    var lines = new ArrayList<String>();
    pools.reads().query("select subject || ' ' || outcome || ' ' || note as line from poll_log order by due_at, subject").execute().await()
        .forEach(row -> lines.add(row.getString("line")));
    return lines;
  }

  /** Looks again and again until it is so, for ten seconds at most. */
  static void until(BooleanSupplier isSo) {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > deadline) throw new AssertionError("not so after ten seconds");
      LockSupport.parkNanos(5_000_000);
    }
  }
}

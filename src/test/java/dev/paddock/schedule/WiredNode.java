package dev.paddock.schedule;

import static dev.paddock.schedule.ManyNodes.CADENCES;
import static dev.paddock.schedule.ManyNodes.LEASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.CuttingProxy;
import dev.paddock.app.SystemTimers;
import dev.paddock.bus.Bus;
import dev.paddock.db.Closing.Fenced;
import dev.paddock.db.Database;
import dev.paddock.db.Listener;
import dev.paddock.db.Pools;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.schedule.contract.Scheduling.Worked;
import dev.paddock.schedule.store.NodeStore;
import dev.paddock.schedule.store.Notice;
import dev.paddock.schedule.store.PgClosing;
import dev.paddock.schedule.store.WorkStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A node of one event loop, on a wire of its own. */
final class WiredNode implements AutoCloseable {
  /** A question to a worker. @param at when it came, by the database's clock */
  record Asked(String node, String subject, Instant dueAt, Instant at) {}

  final String name;
  final CuttingProxy wire;
  final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setBlockedThreadCheckInterval(3_600_000));
  final Vertx aside = Vertx.vertx();
  final Bus bus = Bus.of(vertx);
  final Pools pools;
  final SqlClient look;
  final SystemTimers timers = new SystemTimers(vertx);
  final WorkStore work;
  final PgClosing closing;
  private final Consumer<Asked> asked;
  private String deployment;

  WiredNode(String name, Database database, Consumer<Asked> asked) {
    this.name = name;
    this.asked = asked;
    wire = new CuttingProxy(database);
    pools = Pools.open(vertx, wire.database(), new Pools.Sizes(4, 2, Duration.ofSeconds(30)));
    look = Pools.open(aside, database, new Pools.Sizes(1, 1, Duration.ofSeconds(30))).reads();
    work = new WorkStore(pools.schedule(), CADENCES);
    closing = new PgClosing(pools.transactions(), work, CADENCES, timers, name, new PgClosing.Options(Duration.ofSeconds(20), 1000,
        task -> vertx.setTimer(5, rings -> task.run()), task -> vertx.setTimer(200, rings -> task.run()), 10));
    timers.follow(look).await();
  }

  void start() {
    var scheduler = new SchedulerVerticle(bus, timers, System::nanoTime, work, new NodeStore(pools.schedule(), name), closing, CADENCES,
        SchedulerOptions.of(LEASE));
    closing.whenClosed(scheduler::closed);
    bus.answer(Scheduling.due("look"), due -> {
      var now = timers.instant();
      due.claims().forEach(claim -> asked.accept(new Asked(name, claim.plan().subject(), claim.dueAt(), now)));
      var ended = new ArrayList<SlotEnded>();
      return Future.join(due.claims().stream().map(claim -> end(claim).onSuccess(ended::add)).toList()).transform(done ->
          Future.succeededFuture(new Worked(List.copyOf(ended))));
    }).await();
    deployment = vertx.deployVerticle(scheduler).await();
    Listener.start(vertx, wire.database(), Notice.CHANNEL, scheduler::resync, scheduler::heard).await();
  }

  private Future<SlotEnded> end(Claim claim) {
    return closing.close(claim, new Ending.Next(false, "")).onFailure(t -> assertThat(t).isInstanceOfAny(Fenced.class, Exception.class));
  }

  void plan(String cadence, int subjects) {
    var anchor = timers.instant().plusMillis(500);
    work.put(IntStream.range(0, subjects).mapToObj(n -> new Plan("race " + n, "look", cadence, anchor, Optional.empty())).toList(),
        timers.instant()).await();
  }

  /** Nothing of it moves until the latch is released. */
  CountDownLatch freeze() {
    var thaw = new CountDownLatch(1);
    var frozen = new CountDownLatch(1);
    vertx.runOnContext(v -> {
      frozen.countDown();
      try {
        thaw.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    try {
      frozen.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return thaw;
  }

  void stop() {
    if (deployment == null) return;
    vertx.undeploy(deployment).otherwiseEmpty().await();
    deployment = null;
  }

  @Override public void close() {
    stop();
    wire.close();
    vertx.close().await();
    aside.close().await();
  }
}

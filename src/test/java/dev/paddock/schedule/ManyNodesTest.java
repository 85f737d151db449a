package dev.paddock.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.CuttingProxy;
import dev.paddock.TestDatabase;
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
import dev.paddock.schedule.rules.Cadence;
import dev.paddock.schedule.rules.Cadence.Band;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Several nodes on one database in real time, of which one is cut off, goes deaf or freezes: every slot is polled or named, none twice,
 * and whoever was away too long writes nothing.
 */
class ManyNodesTest {
  static final Duration LEASE = Duration.ofSeconds(2);
  static final Duration EVERY = Duration.ofMillis(500);
  static final int SUBJECTS = 40;
  static final Function<String, Cadence> CADENCES = Map.of(
      "close", new Cadence("close", List.of(Band.every(EVERY, Duration.ZERO)), 3, EVERY),
      "minutes", new Cadence("minutes", List.of(Band.every(Duration.ofMinutes(1), Duration.ZERO)), 3, Duration.ofMinutes(1)))::get;

  /** A question to a worker. @param at when it came, by the database's clock */
  record Asked(String node, String subject, Instant dueAt, Instant at) {}

  final Database database = TestDatabase.fresh();
  final List<Asked> asked = new CopyOnWriteArrayList<>();
  final List<Node> nodes = new ArrayList<>();

  @AfterEach void close() {
    nodes.forEach(Node::close);
  }

  @Test void what_a_node_held_that_lost_its_database_is_polled_again_within_three_seconds() {
    var a = busy("a");
    var b = node("b");
    b.start();
    a.wire.cut();
    var cut = a.timers.instant();
    until(() -> polled("b").size() == SUBJECTS);
    assertThat(asked.stream().filter(one -> one.node.equals("b")).map(Asked::at).max(Instant::compareTo).orElseThrow())
        .isBefore(cut.plus(Duration.ofMillis(4500)));
    assertThat(firstPolls("b")).allSatisfy(at -> assertThat(at).isBetween(cut, cut.plusSeconds(3)));
    a.wire.mend();
    pass(b, Duration.ofSeconds(2));
    stop();
    assertNothingLostNothingTwice();
  }

  @Test void a_frozen_node_that_wakes_sends_nothing_and_writes_nothing_stale() {
    var a = busy("a");
    var b = node("b");
    b.start();
    var thaw = a.freeze();
    var frozen = b.timers.instant();
    until(() -> polled("b").size() == SUBJECTS);
    assertThat(firstPolls("b")).allSatisfy(at -> assertThat(at).isBetween(frozen, frozen.plusSeconds(3)));
    pass(b, Duration.ofSeconds(3));
    int before = asked.size();
    thaw.countDown();
    pass(b, Duration.ofSeconds(2));
    assertThat(asked.subList(before, asked.size())).as("what it held is the other's").allMatch(one -> one.node.equals("b"));
    stop();
    assertNothingLostNothingTwice();
  }

  @Test void what_a_deaf_node_had_on_the_wire_arrives_too_late_and_changes_nothing() {
    var a = busy("a");
    var b = node("b");
    b.start();
    a.wire.hold();
    until(() -> polled("b").size() == SUBJECTS);
    a.wire.mend();
    pass(b, Duration.ofSeconds(3));
    stop();
    assertNothingLostNothingTwice();
  }

  @Test void after_an_outage_of_the_database_all_go_on_within_two_seconds() {
    var a = busy("a");
    a.wire.cut();
    pass(a, Duration.ofSeconds(4));
    int before = asked.size();
    var back = a.timers.instant();
    a.wire.mend();
    until(() -> asked.size() >= before + SUBJECTS);
    assertThat(asked.get(before).at).isBefore(back.plusSeconds(2));
    pass(a, Duration.ofSeconds(1));
    stop();
    assertNothingLostNothingTwice();
  }

  @Test void a_clean_stop_hands_everything_over_at_once() {
    var a = busy("a");
    var b = node("b");
    b.start();
    a.stop();
    var gone = b.timers.instant();
    until(() -> polled("b").size() == SUBJECTS);
    assertThat(firstPolls("b")).allSatisfy(at -> assertThat(at).isBefore(gone.plusSeconds(1)));
    stop();
    assertNothingLostNothingTwice();
  }

  @Test void a_start_that_is_moved_on_another_node_is_polled_then_and_not_when_it_was_planned() {
    var a = node("a");
    var b = node("b");
    a.start();
    b.start();
    var start = a.timers.instant().plusSeconds(10);
    put(a, "earlier", start);
    put(a, "later", start);
    until(() -> held().equals(List.of("earlier", "later")));
    put(b, "earlier", start.minusSeconds(8));
    put(b, "later", start.plusSeconds(2));
    until(() -> asked.size() == 2);
    assertThat(asked).extracting(Asked::subject).containsExactly("earlier", "later");
    assertThat(asked).allSatisfy(one -> assertThat(Duration.between(one.dueAt, one.at)).isBetween(Duration.ZERO, Duration.ofMillis(500)));
    stop();
    assertThat(log("outcome")).containsExactly("DONE", "DONE");
  }

  @Test void nothing_is_asked_for_too_early_and_what_is_kept_is_never_claimed_again() {
    var a = node("a");
    a.start();
    a.plan("close", SUBJECTS);
    until(() -> asked.size() > 5 * SUBJECTS);
    stop();
    assertThat(asked).allSatisfy(one -> assertThat(one.at).isAfterOrEqualTo(one.dueAt));
    assertThat(log("epoch::text")).containsOnly("1");
    assertNothingLostNothingTwice();
  }

  private Node node(String name) {
    var node = new Node(name);
    nodes.add(node);
    return node;
  }

  /** A node that holds all subjects, each polled once. */
  private Node busy(String name) {
    var node = node(name);
    node.start();
    node.plan("close", SUBJECTS);
    until(() -> polled(name).size() == SUBJECTS);
    return node;
  }

  private List<String> polled(String node) {
    return asked.stream().filter(one -> one.node.equals(node)).map(Asked::subject).distinct().toList();
  }

  private List<Instant> firstPolls(String node) {
    var first = new HashMap<String, Instant>();
    asked.stream().filter(one -> one.node.equals(node)).forEach(one -> first.merge(one.subject, one.at, (x, y) -> x.isBefore(y) ? x : y));
    return List.copyOf(first.values());
  }

  private void stop() {
    nodes.forEach(Node::stop);
  }

  /** Each slot of each subject is in the log, without a gap; and only of those on the way when something broke was anybody asked again. */
  private void assertNothingLostNothingTwice() {
    for (int n = 0; n < SUBJECTS; n++) {
      var subject = "race " + n;
      var due = log("due_at::text", subject).stream().map(text -> Instant.parse(text.replace(' ', 'T').replace("+00", "Z"))).toList();
      var done = log("slot_at::text", subject).stream().map(text -> Instant.parse(text.replace(' ', 'T').replace("+00", "Z"))).toList();
      var slots = new HashSet<>(due);
      slots.addAll(done);
      for (var slot = due.getFirst(); !slot.isAfter(due.getLast()); slot = slot.plus(EVERY)) assertThat(slots).as(subject).contains(slot);
      var times = asked.stream().filter(one -> one.subject.equals(subject)).map(Asked::dueAt).toList();
      assertThat(times.size() - new HashSet<>(times).size()).as(subject + " asked again").isLessThanOrEqualTo(1);
    }
  }

  private List<String> held() {
    return lines("select subject as line from work where lease_owner is not null order by 1");
  }

  private List<String> log(String column) {
    return lines("select " + column + " as line from poll_log order by due_at");
  }

  private List<String> log(String column, String subject) {
    return lines("select " + column + " as line from poll_log where subject = '" + subject + "' order by due_at");
  }

  private List<String> lines(String sql) {
    var lines = new ArrayList<String>();
    nodes.getLast().look.query(sql).execute().await().forEach(row -> lines.add(row.getString("line")));
    return lines;
  }

  private static void put(Node node, String subject, Instant anchor) {
    node.bus.ask(Scheduling.PUT_PLAN, new Scheduling.PutPlan(new Plan(subject, "look", "minutes", anchor, Optional.empty())),
        Duration.ofSeconds(5)).await();
  }

  private static void pass(Node node, Duration time) {
    var end = node.timers.instant().plus(time);
    until(() -> node.timers.instant().isAfter(end));
  }

  /** Looks again and again until it is so, for fifteen seconds at most. */
  private static void until(BooleanSupplier isSo) {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > deadline) throw new AssertionError("not so after fifteen seconds");
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** A node of one event loop, on a wire of its own. */
  private final class Node implements AutoCloseable {
    final String name;
    final CuttingProxy wire = new CuttingProxy(database);
    final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setBlockedThreadCheckInterval(3_600_000));
    final Vertx aside = Vertx.vertx();
    final Bus bus = Bus.of(vertx);
    final Pools pools = Pools.open(vertx, wire.database(), new Pools.Sizes(4, 2, Duration.ofSeconds(30)));
    final SqlClient look = Pools.open(aside, database, new Pools.Sizes(1, 1, Duration.ofSeconds(30))).reads();
    final SystemTimers timers = new SystemTimers(vertx);
    final WorkStore work = new WorkStore(pools.schedule(), CADENCES);
    final PgClosing closing;
    private String deployment;

    Node(String name) {
      this.name = name;
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
        due.claims().forEach(claim -> asked.add(new Asked(name, claim.plan().subject(), claim.dueAt(), now)));
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
}

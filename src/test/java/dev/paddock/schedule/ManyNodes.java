package dev.paddock.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.db.Database;
import dev.paddock.schedule.WiredNode.Asked;
import dev.paddock.schedule.rules.Cadence;
import dev.paddock.schedule.rules.Cadence.Band;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;

/** Several nodes on one database in real time: every slot is polled or named, and none twice. */
abstract class ManyNodes {
  static final Duration LEASE = Duration.ofSeconds(2);
  static final Duration EVERY = Duration.ofMillis(500);
  static final int SUBJECTS = 40;
  static final Function<String, Cadence> CADENCES = Map.of(
      "close", new Cadence("close", List.of(Band.every(EVERY, Duration.ZERO)), 3, EVERY),
      "minutes", new Cadence("minutes", List.of(Band.every(Duration.ofMinutes(1), Duration.ZERO)), 3, Duration.ofMinutes(1)))::get;

  final Database database = TestDatabase.fresh();
  final List<Asked> asked = new CopyOnWriteArrayList<>();
  final List<WiredNode> nodes = new ArrayList<>();

  @AfterEach void close() {
    nodes.forEach(WiredNode::close);
  }

  WiredNode node(String name) {
    var node = new WiredNode(name, database, asked::add);
    nodes.add(node);
    return node;
  }

  /** A node that holds all subjects, each polled once. */
  WiredNode busy(String name) {
    var node = node(name);
    node.start();
    node.plan("close", SUBJECTS);
    until(() -> polled(name).size() == SUBJECTS);
    return node;
  }

  List<String> polled(String node) {
    return asked.stream().filter(one -> one.node().equals(node)).map(Asked::subject).distinct().toList();
  }

  List<Instant> firstPolls(String node) {
    var first = new HashMap<String, Instant>();
    asked.stream().filter(one -> one.node().equals(node))
        .forEach(one -> first.merge(one.subject(), one.at(), (x, y) -> x.isBefore(y) ? x : y));
    return List.copyOf(first.values());
  }

  void stop() {
    nodes.forEach(WiredNode::stop);
  }

  /** Each slot of each subject is in the log, without a gap; and only of those on the way when something broke was anybody asked again. */
  void assertNothingLostNothingTwice() {
    for (int n = 0; n < SUBJECTS; n++) {
      var subject = "race " + n;
      var due = log("due_at::text", subject).stream().map(text -> Instant.parse(text.replace(' ', 'T').replace("+00", "Z"))).toList();
      var done = log("slot_at::text", subject).stream().map(text -> Instant.parse(text.replace(' ', 'T').replace("+00", "Z"))).toList();
      var slots = new HashSet<>(due);
      slots.addAll(done);
      for (var slot = due.getFirst(); !slot.isAfter(due.getLast()); slot = slot.plus(EVERY)) assertThat(slots).as(subject).contains(slot);
      var times = asked.stream().filter(one -> one.subject().equals(subject)).map(Asked::dueAt).toList();
      assertThat(times.size() - new HashSet<>(times).size()).as(subject + " asked again").isLessThanOrEqualTo(1);
    }
  }

  List<String> log(String column) {
    return lines("select " + column + " as line from poll_log order by due_at");
  }

  List<String> log(String column, String subject) {
    return lines("select " + column + " as line from poll_log where subject = '" + subject + "' order by due_at");
  }

  List<String> lines(String sql) {
    var lines = new ArrayList<String>();
    nodes.getLast().look.query(sql).execute().await().forEach(row -> lines.add(row.getString("line")));
    return lines;
  }

  /** Looks again and again until it is so, for fifteen seconds at most. */
  static void until(BooleanSupplier isSo) {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > deadline) throw new AssertionError("not so after fifteen seconds");
      LockSupport.parkNanos(5_000_000);
    }
  }
}

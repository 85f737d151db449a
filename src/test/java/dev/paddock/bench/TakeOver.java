package dev.paddock.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Three nodes share the races; one is killed, another is frozen: how long do their races wait? */
final class TakeOver implements Part {
  private static final int RACES = 1_500;
  private static final Duration SETTLE = Duration.ofSeconds(40);
  private static final Duration FROZEN = Duration.ofSeconds(30);
  private static final Duration APART = Duration.ofSeconds(25);

  @Override public void measure(Ground ground, Report report) throws Exception {
    var database = ground.postgres().fresh("bench_takeover");
    ground.provider().forget();
    var nodes = new ArrayList<NodeProcess>();
    try (var planner = BenchNode.open(database, "planner")) {
      var timers = planner.timers();
      var first = timers.instant().plusSeconds(20);
      var until = first.plus(SETTLE).plus(FROZEN).plus(APART.multipliedBy(3));
      planner.plan(Field.spread(RACES, Field.CLOSE, first, Field.QUARTER_MINUTE, until));
      for (var name : List.of("one", "two", "three")) nodes.add(NodeProcess.start(database, name, ground.provider().url()));
      ground.say("take-over: three nodes, %,d races, each polled every 15 s".formatted(RACES));
      ground.waitUntil(timers, first.plus(SETTLE));
      ground.say("take-over: kill -9");
      var killed = timers.instant();
      nodes.get(0).kill();
      ground.waitUntil(timers, killed.plus(APART));
      nodes.set(0, NodeProcess.start(database, "one", ground.provider().url()));
      ground.waitUntil(timers, timers.instant().plus(APART));
      ground.say("take-over: kill -STOP, for %d s".formatted(FROZEN.toSeconds()));
      var frozen = timers.instant();
      nodes.get(1).freeze();
      ground.waitUntil(timers, frozen.plus(FROZEN));
      nodes.get(1).thaw();
      ground.waitUntil(timers, timers.instant().plusSeconds(10));

      var recovery = new Recovery(ground.provider().ledger());
      var end = Receipt.nanos(timers.instant());
      told(report, ground, "take-over: killed node's races", recovery.waited("one", Receipt.nanos(killed), end));
      told(report, ground, "take-over: frozen node's races", recovery.waited("two", Receipt.nanos(frozen), end));
      report.add(Row.of("take-over: requests twice for a slot", recovery.repeated(), "").atMost(2));
    } finally {
      nodes.forEach(NodeProcess::close);
    }
  }

  private static void told(Report report, Ground ground, String whose, Spread waited) {
    ground.say(whose + " waited: " + waited);
    report.add(Row.of(whose + ", how many", waited.count(), "").atLeast(1));
    report.add(Row.of(whose + " polled again, p50", waited.millis(0.5), "ms"));
    report.add(Row.of(whose + " polled again, p99", waited.millis(0.99), "ms").atMost(3000));
    report.add(Row.of(whose + " polled again, last", waited.max(), "ms"));
  }
}

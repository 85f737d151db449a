package dev.paddock.bench;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Three nodes share the races; one is killed, another is frozen: how long do their races wait? */
final class TakeOver implements Part {
  private static final int RACES = 1_500;
  private static final Duration SETTLE = Duration.ofSeconds(40);
  private static final Duration FROZEN = Duration.ofSeconds(30);
  private static final Duration APART = Duration.ofSeconds(25);

  @Override public void measure(Ground ground, Report report) throws Exception {
    var database = ground.postgres().fresh("bench_takeover");
    ground.provider().forget();
    var nodes = new HashMap<String, NodeProcess>();
    try (var planner = BenchNode.open(database, "planner")) {
      var timers = planner.timers();
      var first = timers.instant().plusSeconds(20);
      var until = first.plus(SETTLE).plus(FROZEN).plus(APART.multipliedBy(3));
      planner.plan(Field.spread(RACES, Field.CLOSE, first, Field.QUARTER_MINUTE, until));
      for (var name : List.of("one", "two", "three")) nodes.put(name, NodeProcess.start(database, name, ground.provider().url()));
      ground.say("take-over: three nodes, %,d races, each polled every 15 s".formatted(RACES));
      ground.waitUntil(timers, first.plus(SETTLE));
      var killed = busiest(ground);
      var killedAt = timers.instant();
      nodes.get(killed).kill();
      ground.say("take-over: kill -9 of node " + killed);
      ground.waitUntil(timers, killedAt.plus(APART));
      nodes.put(killed, NodeProcess.start(database, killed, ground.provider().url()));
      ground.waitUntil(timers, timers.instant().plus(APART));
      var frozen = busiest(ground);
      var frozenAt = timers.instant();
      nodes.get(frozen).freeze();
      ground.say("take-over: kill -STOP of node %s, for %d s".formatted(frozen, FROZEN.toSeconds()));
      ground.waitUntil(timers, frozenAt.plus(FROZEN));
      nodes.get(frozen).thaw();
      ground.waitUntil(timers, timers.instant().plusSeconds(10));

      var recovery = new Recovery(ground.provider().ledger());
      var end = Receipt.nanos(timers.instant());
      told(report, ground, "take-over: killed node's races", recovery.waited(killed, Receipt.nanos(killedAt), end));
      told(report, ground, "take-over: frozen node's races", recovery.waited(frozen, Receipt.nanos(frozenAt), end));
      report.add(Row.of("take-over: requests twice for a slot", recovery.repeated().size(), "").atMost(2));
    } finally {
      nodes.values().forEach(NodeProcess::close);
    }
  }

  /** Whoever polls most right now: so that its races are missed at once. */
  private static String busiest(Ground ground) throws Exception {
    var ledger = ground.provider().ledger();
    var latest = ledger.subList(Math.max(0, ledger.size() - RACES / 15), ledger.size());
    return latest.stream().collect(groupingBy(receipt -> receipt.query("node").orElseThrow(), counting())).entrySet().stream()
        .max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  private static void told(Report report, Ground ground, String whose, Spread waited) {
    ground.say(whose + " waited: " + waited);
    report.add(Row.of(whose + ", how many", waited.count(), "").atLeast(1));
    report.add(Row.of(whose + " polled again, p50", waited.millis(0.5), "ms"));
    report.add(Row.of(whose + " polled again, p99", waited.millis(0.99), "ms").atMost(3000));
    report.add(Row.of(whose + " polled again, last", waited.max(), "ms"));
  }
}

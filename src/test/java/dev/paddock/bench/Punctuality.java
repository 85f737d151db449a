package dev.paddock.bench;

import dev.paddock.schedule.contract.Scheduling.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** 10,000 races in their last five minutes, each polled every 15 s: how late does the provider receive the requests? */
final class Punctuality implements Part {
  private static final int RACES = 10_000;
  private static final int PEER_PER_SECOND = 1_000;
  private static final Duration PEER_LENGTH = Duration.ofSeconds(30);
  /** Polls that are not counted: the code is compiled and the connections are opened meanwhile. */
  private static final Duration WARM_UP = Duration.ofSeconds(45);
  private static final long TOO_EARLY = Duration.ofMillis(1).toNanos();

  @Override public void measure(Ground ground, Report report) throws Exception {
    var fast = peer(ground, Duration.ofMillis(10));
    var slow = peer(ground, Duration.ofMillis(100));

    var database = ground.postgres().fresh("bench_punctuality");
    ground.provider().forget();
    List<Plan> plans;
    Instant end;
    try (var node = BenchNode.open(database, "node")) {
      var first = node.timers().instant().plusSeconds(15);
      end = first.plus(WARM_UP).plus(ground.length());
      plans = Field.spread(RACES, Field.CLOSE, first, Field.QUARTER_MINUTE, end);
      ground.say("punctuality: planning %,d races".formatted(RACES));
      node.plan(plans);
      ground.postgres().checkpoint();
      node.start(Polling.worker(node, ground.provider().url()));
      ground.say("punctuality: %,d polls a second, %d s to warm up, %d s measured".formatted(
          RACES / Field.QUARTER_MINUTE.toSeconds(), WARM_UP.toSeconds(), ground.length().toSeconds()));
      ground.waitUntil(node.timers(), end.plusSeconds(5));
    }
    var slots = Slots.promised(plans, end.minus(ground.length()), end);
    var ledger = ground.provider().ledger();
    var late = Spread.of(slots.lateness(ledger));
    ground.say("punctuality: " + late);

    report.add(Row.of("punctuality: slots measured", slots.count(), ""));
    told(report, "p50", late, fast, 0.5, Double.NaN);
    told(report, "p99", late, fast, 0.99, 10);
    told(report, "p99.9", late, fast, 0.999, 50);
    told(report, "max", late, fast, 1, Double.NaN);
    slow.ifPresent(peer -> report.add(Row.of("punctuality: p99, beside a slower poll", late.millis(0.99), "ms")
        .beside("db-scheduler 100 ms", peer.millis(0.99))));
    long early = slots.lateness(ledger).filter(nanos -> nanos < -TOO_EARLY).count();
    report.add(Row.of("punctuality: early by more than 1 ms", early, "").atMost(0));
    report.add(Row.of("punctuality: slots never requested", slots.count() - late.count(), "").atMost(0));
    report.add(Row.of("punctuality: slots missing in poll_log", slots.missingIn(database, Slots.POLLED), "").atMost(0));
    report.add(Row.of("punctuality: commits a poll", ground.postgres().commits(database) / (double) ledger.size(), ""));
  }

  /** @param limit NaN: none */
  private static void told(Report report, String name, Spread ours, Optional<Spread> peer, double q, double limit) {
    var row = Row.of("punctuality: " + name + " of request received − due", ours.millis(q), "ms");
    if (!Double.isNaN(limit)) row = row.atMost(limit);
    report.add(peer.isPresent() ? row.beside("db-scheduler 10 ms", peer.get().millis(q)) : row);
  }

  private static Optional<Spread> peer(Ground ground, Duration polling) throws InterruptedException {
    if (!ground.peers()) return Optional.empty();
    var setup = new DbScheduler.Setup(50, 1, 4, 20, polling);
    var late = new DbScheduler(ground.postgres()).punctuality(setup, PEER_PER_SECOND, PEER_LENGTH);
    ground.say("punctuality: db-scheduler polling every %d ms, %,d a second: %s".formatted(polling.toMillis(), PEER_PER_SECOND, late));
    return Optional.of(late);
  }
}

package dev.paddock.bench;

import dev.paddock.schedule.contract.Scheduling.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;

/** 5,000 races due at one and the same instant: how long until the provider has received the last of their requests? */
final class Burst implements Part {
  private static final int RACES = 5_000;
  private static final Duration PAUSE = Duration.ofSeconds(30);
  /** The first two compile the code and open the connections. */
  private static final int ROUNDS = 5;
  private static final int WARM_UP = 2;

  @Override public void measure(Ground ground, Report report) throws Exception {
    var database = ground.postgres().fresh("bench_burst");
    ground.provider().forget();
    var plans = new ArrayList<Plan>();
    Instant first;
    Instant end;
    try (var node = BenchNode.open(database, "node")) {
      first = node.timers().instant().plusSeconds(15);
      end = first.plus(PAUSE.multipliedBy(ROUNDS)).minusSeconds(1);
      for (int n = 0; n < RACES; n++) plans.add(Field.race(n, Field.HALF_MINUTES, first, end));
      node.plan(plans);
      node.start(Polling.worker(node, ground.provider().url()));
      ground.say("burst: %,d at one instant, %d times".formatted(RACES, ROUNDS));
      ground.waitUntil(node.timers(), end.minus(PAUSE).plusSeconds(10));
    }
    var slots = Slots.promised(plans, first.plus(PAUSE.multipliedBy(WARM_UP)), end);
    var late = Spread.of(slots.lateness(ground.provider().ledger()));
    ground.say("burst: " + late);
    report.add(Row.of("burst: last of 5,000 requests received", late.max(), "ms").atMost(1000));
    report.add(Row.of("burst: half of them received", late.millis(0.5), "ms"));
    report.add(Row.of("burst: slots never requested", slots.count() - late.count(), "").atMost(0));
    report.add(Row.of("burst: slots missing in poll_log", slots.missingIn(database, Slots.POLLED), "").atMost(0));
  }
}

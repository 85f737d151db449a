package dev.paddock.bench;

import dev.paddock.db.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** PostgreSQL goes and comes back: how long until the first poll? */
final class Restart implements Part {
  private static final int RACES = 1_000;
  private static final Duration SETTLE = Duration.ofSeconds(35);
  private static final Duration AFTER = Duration.ofSeconds(20);

  @Override public void measure(Ground ground, Report report) throws Exception {
    var database = ground.postgres().fresh("bench_restart");
    try (var node = BenchNode.open(database, "node")) {
      var first = node.timers().instant().plusSeconds(10);
      node.plan(Field.spread(RACES, Field.CLOSE, first, Field.QUARTER_MINUTE, first.plus(Duration.ofMinutes(10))));
      node.start(Polling.worker(node, ground.provider().url()));
      ground.say("restart: %,d races, each polled every 15 s".formatted(RACES));
      ground.waitUntil(node.timers(), first.plus(SETTLE));
      measure(ground, report, database, node, "fast", Duration.ZERO);
      measure(ground, report, database, node, "immediate", Duration.ZERO);
      measure(ground, report, database, node, "fast", Duration.ofSeconds(10));
    }
  }

  private static void measure(Ground ground, Report report, Database database, BenchNode node, String mode, Duration down)
      throws Exception {
    var what = "restart: stopped " + mode + (down.isZero() ? "" : ", away for " + down.toSeconds() + " s");
    ground.say(what);
    ground.provider().forget();
    ground.postgres().stop(mode);
    if (!down.isZero()) ground.waitUntil(node.timers(), node.timers().instant().plus(down));
    var accepts = CompletableFuture.supplyAsync(() -> accepts(database));
    ground.postgres().startAgain();
    var back = Receipt.nanos(accepts.get());
    ground.waitUntil(node.timers(), node.timers().instant().plus(AFTER));
    var ledger = ground.provider().ledger();
    var recovery = new Recovery(ledger);
    report.add(Row.of(what + ": first poll after it accepts connections",
        recovery.firstAfter(back).stream().mapToDouble(at -> (at - back) / 1e6).findFirst().orElse(Double.NaN), "ms").atMost(2000));
    var late = Spread.of(ledger.stream().filter(receipt -> receipt.at() >= back)
        .mapToLong(receipt -> receipt.at() - Math.max(back, Slots.slot(receipt).at())));
    report.add(Row.of(what + ": p99 of request received − due, or since it is back", late.millis(0.99), "ms"));
    report.add(Row.of(what + ": requests twice for a slot", recovery.repeated().size(), ""));
  }

  private static Instant accepts(Database database) {
    while (true) {
      try (var connection = BenchPostgres.connect(database)) {
        return Instant.now();
      } catch (SQLException away) {
        LockSupport.parkNanos(5_000_000);
      }
    }
  }
}

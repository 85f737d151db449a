package dev.paddock.bench;

import java.time.Duration;

/** 1,000 races tomorrow: what does waiting for them cost? */
final class Idle implements Part {
  private static final int RACES = 1_000;
  private static final Duration SETTLE = Duration.ofSeconds(20);

  @Override public void measure(Ground ground, Report report) throws Exception {
    ground.postgres().countStatements(true);
    try {
      var database = ground.postgres().fresh("bench_idle");
      var length = Duration.ofSeconds(30);
      try (var planner = BenchNode.open(database, "planner")) {
        var tomorrow = planner.timers().instant().plus(Duration.ofDays(1));
        planner.plan(Field.spread(RACES, Field.CLOSE, tomorrow, Duration.ofHours(12), tomorrow.plus(Duration.ofHours(13))));
        try (var node = NodeProcess.start(database, "node", ground.provider().url())) {
          ground.say("idle: %,d races tomorrow, %d s to settle, %d s measured".formatted(RACES, SETTLE.toSeconds(), length.toSeconds()));
          ground.waitUntil(planner.timers(), planner.timers().instant().plus(SETTLE));
          var cpu = node.cpu();
          var statements = ground.postgres().statements(database);
          ground.waitUntil(planner.timers(), planner.timers().instant().plus(length));
          long asked = ground.postgres().statements(database) - statements;
          report.add(Row.of("idle: statements a second", asked / (double) length.toSeconds(), "").atMost(2));
          report.add(Row.of("idle: of a core", node.cpu().minus(cpu).toNanos() * 100.0 / length.toNanos(), "%").atMost(1));
        }
      }
    } finally {
      ground.postgres().countStatements(false);
    }
  }
}

package dev.paddock.bench;

import dev.paddock.app.World;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Log-ins: how many a second, and whether others notice. */
@Command(name = "login", mixinStandardHelpOptions = true, description = "Log-ins over HTTP, and how late the event loops are meanwhile.")
public final class LoginBench extends Benchmark {
  private static final int PEOPLE = 500;

  @Option(names = "--per-second", defaultValue = "9", description = "log-ins that are sent (${DEFAULT-VALUE})") private double perSecond;

  @Option(names = "--seconds", defaultValue = "30", description = "for so long (${DEFAULT-VALUE})") private int seconds;

  public LoginBench() {
    super("login");
  }

  @Override protected void measure(Report report) throws Exception {
    try (var world = World.open(2025, round -> round == 22, Map.of("scheduler.enabled", "false", "http.limits.login", "", "http.limits.address", ""))) {
      Logins.people(world.vertx(), world.database(), PEOPLE);
      say("warming up");
      Logins.run(world.vertx(), world.port(), PEOPLE, perSecond, Duration.ofSeconds(5));
      say(perSecond + " log-ins a second for " + seconds + " s");
      var result = Logins.run(world.vertx(), world.port(), PEOPLE, perSecond, Duration.ofSeconds(seconds));
      say("took " + result.took() + "; event loops late by " + result.lag());
      report.fact("log-ins sent a second", perSecond);
      report.add(Row.of("log-ins a second", result.perSecond(), "").atLeast(8));
      report.add(Row.of("log-in p99", result.took().millis(0.99), "ms"));
      report.add(Row.of("event-loop lag p99", result.lag().millis(0.99), "ms").atMost(20));
      report.add(Row.of("event-loop lag max", result.lag().max(), "ms"));
      report.add(Row.of("refused", result.refused(), "").atMost(0));
    }
  }
}

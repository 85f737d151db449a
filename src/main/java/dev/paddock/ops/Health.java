package dev.paddock.ops;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Alive: the event loop answers; if not, restart it. Ready: all that a request needs is there; if not, send requests elsewhere.
 * A source that cannot be reached makes a node neither: it serves what it knows.
 */
public final class Health {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final HealthChecks readiness;
  private final List<Check> checks;

  /** A name and a question; a failed answer, or none within two seconds, means that it is not there. */
  public record Check(String name, Supplier<Future<Void>> ask) {}

  /** @param note why it is down; empty when up */
  public record State(String name, boolean up, String note) {}

  /** Up if all are. */
  public record Report(boolean up, List<State> states) {
    public Report {
      states = List.copyOf(states);
    }
  }

  public Health(Vertx vertx, List<Check> checks) {
    this.vertx = vertx;
    this.checks = List.copyOf(checks);
    this.readiness = HealthChecks.create(vertx);
    this.checks.forEach(check -> readiness.register(check.name(), PATIENCE.toMillis(), promise -> ask(check, promise)));
  }

  /** Answers from an event loop; no answer is the bad news. */
  public Future<Report> liveness() {
    var turn = Promise.<Void>promise();
    vertx.runOnContext(turn::complete);
    return turn.future().map(turned -> new Report(true, List.of(new State("event loop", true, ""))));
  }

  /** Asks every check now. */
  public Future<Report> readiness() {
    if (checks.isEmpty()) return Future.succeededFuture(new Report(true, List.of()));
    return readiness.checkStatus().map(result -> new Report(CheckResult.isUp(result), checks.stream()
        .flatMap(check -> result.getChecks().stream().filter(r -> r.getId().equals(check.name()))).map(Health::state).toList()));
  }

  private static void ask(Check check, Promise<Status> promise) {
    check.ask().get().onComplete(up -> promise.tryComplete(Status.OK()), down -> promise.tryFail(down));
  }

  private static State state(CheckResult check) {
    var up = CheckResult.isUp(check);
    var failure = Optional.ofNullable(check.getFailure()).map(f -> f.getMessage() == null ? f.toString() : f.getMessage());
    return new State(check.getId(), up, up ? "" : failure.orElse("no answer within " + PATIENCE.toSeconds() + " s"));
  }
}

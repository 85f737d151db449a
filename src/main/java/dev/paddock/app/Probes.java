package dev.paddock.app;

import dev.paddock.ops.Health;
import dev.paddock.ops.Health.Check;
import dev.paddock.ops.Health.Report;
import dev.paddock.ops.Metrics;
import dev.paddock.web.Answer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What operators ask, outside of the contract: is it alive, is it ready, how is it doing. */
final class Probes {
  private final Node node;
  private final Health health;

  Probes(Node node) {
    this.node = node;
    this.health = new Health(node.vertx(), List.of(
        new Check("database", node.pools()::ping)));
  }

  Map<String, Supplier<Future<Answer>>> pages() {
    return Map.of(
        "/health/live", () -> health.liveness().map(Probes::answer),
        "/health/ready", () -> health.readiness().map(Probes::answer),
        "/metrics", () -> Future.succeededFuture(Answer.text(200, Metrics.CONTENT_TYPE, node.metrics().scrape())));
  }

  private static Answer answer(Report report) {
    var states = new LinkedHashMap<String, Object>();
    report.states().forEach(state -> states.put(state.name(), state.up() ? "up" : "down: " + state.note()));
    var body = new JsonObject().put("status", report.up() ? "up" : "down").put("checks", new JsonObject(states));
    return Answer.text(report.up() ? 200 : 503, "application/json", body.encode());
  }
}

package dev.paddock.app;

import dev.paddock.cluster.Cluster;
import dev.paddock.cluster.Peer;
import dev.paddock.ops.Figures;
import dev.paddock.ops.Health;
import dev.paddock.ops.Health.Check;
import dev.paddock.ops.Health.Report;
import dev.paddock.ops.Metrics;
import dev.paddock.web.Answer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What operators ask, outside of the contract: is it alive, is it ready, how is it doing. */
final class Probes {
  private final Node node;
  private final Figures figures;
  private final Health health;

  Probes(Node node, Figures figures) {
    this.node = node;
    this.figures = figures;
    this.health = new Health(node.vertx(), List.of(
        new Check("database", node.pools()::ping)));
  }

  Map<String, Supplier<Future<Answer>>> pages() {
    return Map.of(
        "/health/live", () -> health.liveness().map(report -> answer(report, List.of())),
        "/health/ready", () -> health.readiness().map(report -> answer(report, members())),
        "/metrics", () -> figures.read().map(read -> Answer.text(200, Metrics.CONTENT_TYPE, node.metrics().scrape())));
  }

  private List<Peer> members() {
    return node.cluster().map(Cluster::members).orElse(List.of());
  }

  /** @param members of the cluster, for people to see: a node without others is as ready as any */
  private static Answer answer(Report report, List<Peer> members) {
    var states = new LinkedHashMap<String, Object>();
    report.states().forEach(state -> states.put(state.name(), state.up() ? "up" : "down: " + state.note()));
    var body = new JsonObject().put("status", report.up() ? "up" : "down").put("checks", new JsonObject(states));
    if (!members.isEmpty()) body.put("cluster", new JsonArray(members.stream().map(peer -> new JsonObject()
        .put("node", peer.node()).put("address", peer.address()).put("self", peer.self())).toList()));
    return Answer.text(report.up() ? 200 : 503, "application/json", body.encode());
  }
}

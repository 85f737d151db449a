package dev.paddock.ops;

import static java.util.stream.Collectors.summingInt;
import static java.util.stream.Collectors.toMap;

import dev.paddock.ops.store.Backlog;
import dev.paddock.ops.store.NodeReads;
import dev.paddock.ops.store.NodeReads.Node;
import dev.paddock.ops.store.ResultReads;
import dev.paddock.ops.store.TrackedReads;
import dev.paddock.ops.store.TrackedReads.Count;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the console shows of all nodes together, as gauges: read from the database when somebody looks at the metrics, so they are the same
 * on every node and right after a restart. {@code paddock_subjects{kind,state}}, {@code paddock_nodes{alive}},
 * {@code paddock_node_claims{node}}, {@code paddock_node_behind_seconds{node}}, {@code paddock_results_verified},
 * {@code paddock_results_awaited}, {@code paddock_horse_races_polled}, {@code paddock_corrections_found}, {@code paddock_imports_running},
 * {@code paddock_deliveries{state="pending|dead"}}, {@code paddock_mails{state="waiting|lost"}}. While the database is away there are none.
 */
public final class Figures {
  private static final Logger LOG = LoggerFactory.getLogger(Figures.class);
  private static final int NODES = 100;
  /** Who scrapes waits for ten seconds; the other meters are worth having without these. */
  private static final long PATIENCE_SECONDS = 3;

  private final Reads reads;
  private final InstantSource clock;
  private final MeterRegistry registry;
  private final Map<String, MultiGauge> gauges = new HashMap<>();
  private Future<Void> reading = Future.succeededFuture();

  /** Where they are read. */
  public record Reads(TrackedReads tracked, NodeReads nodes, ResultReads results, Backlog backlog) {}

  private record Now(List<Count> subjects, List<Node> nodes, ResultReads.Counts results, Backlog.Counts backlog) {}

  public Figures(Reads reads, InstantSource clock, MeterRegistry registry) {
    this.reads = reads;
    this.clock = clock;
    this.registry = registry;
  }

  /** Reads them anew; never fails. Who asks while they are read gets those. */
  public synchronized Future<Void> read() {
    if (!reading.isComplete()) return reading;
    var now = clock.instant();
    var subjects = reads.tracked().counts(now);
    var nodes = reads.nodes().list(now, NODES);
    var results = reads.results().counts(now);
    var backlog = reads.backlog().counts();
    reading = Future.all(subjects, nodes, results, backlog).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .onSuccess(all -> show(new Now(subjects.result(), nodes.result(), results.result(), backlog.result())))
        .onFailure(failure -> {
          LOG.warn("the metrics of the database cannot be read: {}", failure.toString());
          hide();
        }).transform(over -> Future.succeededFuture());
    return reading;
  }

  private synchronized void show(Now now) {
    gauge("paddock_subjects", now.subjects().stream()
        .map(count -> Row.of(Tags.of("kind", count.kind(), "state", count.state()), count.subjects())).toList());
    var alive = now.nodes().stream().collect(Collectors.groupingBy(Node::alive, summingInt(node -> 1)));
    gauge("paddock_nodes", List.of(Row.of(Tags.of("alive", "yes"), alive.getOrDefault(true, 0)),
        Row.of(Tags.of("alive", "no"), alive.getOrDefault(false, 0))));
    var living = now.nodes().stream().collect(toMap(Node::node, node -> node, (old, young) -> young));
    gauge("paddock_node_claims", living.values().stream().map(node -> Row.of(Tags.of("node", node.node()), node.claims())).toList());
    gauge("paddock_node_behind_seconds", living.values().stream()
        .map(node -> Row.of(Tags.of("node", node.node()), node.behind() / 1000.0)).toList());
    gauge("paddock_results_verified", now.results().verified());
    gauge("paddock_results_awaited", now.results().awaited());
    gauge("paddock_horse_races_polled", now.results().horses());
    gauge("paddock_corrections_found", now.results().corrections());
    gauge("paddock_imports_running", now.backlog().imports());
    gauge("paddock_deliveries", List.of(Row.of(Tags.of("state", "pending"), now.backlog().pending()),
        Row.of(Tags.of("state", "dead"), now.backlog().dead())));
    gauge("paddock_mails", List.of(Row.of(Tags.of("state", "waiting"), now.backlog().mailWaiting()),
        Row.of(Tags.of("state", "lost"), now.backlog().mailLost())));
  }

  private synchronized void hide() {
    gauges.values().forEach(gauge -> gauge.register(List.of(), true));
  }

  private void gauge(String name, Number value) {
    gauge(name, List.of(Row.of(Tags.empty(), value)));
  }

  private void gauge(String name, List<? extends Row<?>> rows) {
    gauges.computeIfAbsent(name, first -> MultiGauge.builder(name).register(registry)).register(rows, true);
  }
}

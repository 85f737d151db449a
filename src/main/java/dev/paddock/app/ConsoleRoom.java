package dev.paddock.app;

import dev.paddock.fetch.contract.Fetching;
import dev.paddock.fetch.contract.Fetching.GetProviders;
import dev.paddock.fetch.contract.Fetching.ProviderStatus;
import dev.paddock.fetch.store.TrafficStore;
import dev.paddock.ops.Figures;
import dev.paddock.ops.store.Backlog;
import dev.paddock.ops.store.NodeReads;
import dev.paddock.ops.store.ResultReads;
import dev.paddock.ops.store.SlotReads;
import dev.paddock.ops.store.TrackedReads;
import dev.paddock.ops.store.TrafficReads;
import dev.paddock.ops.web.ConsoleOperations;
import dev.paddock.ops.web.StoredConsole;
import dev.paddock.ops.web.SubjectOperations;
import dev.paddock.schedule.CleanupVerticle.Cleanup;
import dev.paddock.web.Operation;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The operations console: what operators look at. What they do is in {@link DeskRoom}. */
final class ConsoleRoom implements Room {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  /** A week is compared with the one before. */
  private static final Duration KEEP_TRAFFIC = Duration.ofDays(15);

  private final House house;
  private final Cadences cadences;
  private final TrackedReads tracked;
  private final NodeReads nodes;
  private final ResultReads results;
  private final Backlog backlog;

  ConsoleRoom(House house, Cadences cadences) {
    this.house = house;
    this.cadences = cadences;
    this.tracked = new TrackedReads(house.reads());
    this.nodes = new NodeReads(house.reads());
    this.results = new ResultReads(house.reads(), house.settings().scheduler().verifyChecks());
    this.backlog = new Backlog(house.reads());
  }

  @Override public List<Operation> operations() {
    var reads = new StoredConsole.Reads(tracked, new SlotReads(house.reads()), new TrafficReads(house.reads()), nodes, results, backlog);
    var console = new StoredConsole(reads, this::providers, house.node().id(), house.live() ? "run" : "demo");
    return Stream.of(new ConsoleOperations(console, house.seal(), house.timers()).list(),
        new SubjectOperations(tracked, cadences.all(), house.seal(), house.timers()).list()).flatMap(List::stream).toList();
  }

  /** The same figures for Prometheus. */
  Figures figures() {
    return new Figures(new Figures.Reads(tracked, nodes, results, backlog), house.timers(), house.node().metrics().registry());
  }

  @Override public List<Cleanup> cleanups() {
    var traffic = new TrafficStore(house.transactions());
    return List.of(new Cleanup("retention:traffic", "fetch.traffic.retention", tx -> traffic
        .forget(tx, house.timers().instant().minus(KEEP_TRAFFIC)).map(rows -> rows + " rows of old traffic forgotten")));
  }

  // A console without its providers is better than none: the fetcher may be restarting.
  private Future<List<ProviderStatus>> providers() {
    return house.bus().ask(Fetching.PROVIDERS, new GetProviders(), PATIENCE).map(Fetching.Providers::providers).otherwise(List.of());
  }
}

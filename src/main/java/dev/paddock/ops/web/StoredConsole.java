package dev.paddock.ops.web;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.paddock.fetch.contract.Fetching.ProviderStatus;
import dev.paddock.fetch.web.ProviderOperations;
import dev.paddock.ops.store.Backlog;
import dev.paddock.ops.store.NodeReads;
import dev.paddock.ops.store.ResultReads;
import dev.paddock.ops.store.ResultReads.Followed;
import dev.paddock.ops.store.SlotReads;
import dev.paddock.ops.store.SlotReads.OfKind;
import dev.paddock.ops.store.SlotReads.OfMinute;
import dev.paddock.ops.store.SlotReads.OfNode;
import dev.paddock.ops.store.TrackedReads;
import dev.paddock.ops.store.TrackedReads.Ahead;
import dev.paddock.ops.store.TrackedReads.Count;
import dev.paddock.ops.store.TrafficReads;
import dev.paddock.ops.store.TrafficReads.Bar;
import dev.paddock.ops.store.TrafficReads.Window;
import dev.paddock.ops.web.Console.Check;
import dev.paddock.ops.web.Console.Kind;
import dev.paddock.ops.web.Console.Lateness;
import dev.paddock.ops.web.Console.Node;
import dev.paddock.ops.web.Console.Overview;
import dev.paddock.ops.web.Console.Provider;
import dev.paddock.ops.web.Console.Results;
import dev.paddock.ops.web.Console.Traffic;
import dev.paddock.ops.web.Console.Waiting;
import dev.paddock.ops.web.Console.Work;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The console, put together from what the database has; of this node's own only whether providers answer it. */
public final class StoredConsole {
  private static final int MINUTES = 60;
  /** So many of what may be very many are in the overview. */
  private static final int SOME = 8;
  private static final int NEXT = 12;
  private static final int NODES = 20;

  private final Reads reads;
  private final Supplier<Future<List<ProviderStatus>>> providers;
  private final String self;
  private final String mode;

  /** Where it is read. */
  public record Reads(TrackedReads tracked, SlotReads slots, TrafficReads traffic, NodeReads nodes, ResultReads results, Backlog backlog) {}

  /** @param providers as this node knows them; {@code self} this node; {@code mode} demo or run */
  public StoredConsole(Reads reads, Supplier<Future<List<ProviderStatus>>> providers, String self, String mode) {
    this.reads = reads;
    this.providers = providers;
    this.self = self;
    this.mode = mode;
  }

  Reads reads() {
    return reads;
  }

  Future<Overview> overview(Instant now) {
    var work = work(now);
    var results = results(now);
    var sources = providers(now);
    var nodes = nodes(now, NODES);
    var imports = reads.backlog().imports(now, SOME);
    var waiting = waiting();
    return Future.all(List.of(work, results, sources, nodes, imports, waiting)).map(all -> new Overview(now, mode, work.result(),
        results.result(), sources.result(), nodes.result(), imports.result(), waiting.result()));
  }

  private Future<Work> work(Instant now) {
    var counts = reads.tracked().counts(now);
    var ahead = reads.tracked().ahead(now);
    var kinds = reads.slots().byKind(now);
    var minutes = reads.slots().byMinute(now);
    var next = reads.tracked().next(NEXT);
    return Future.all(counts, ahead, kinds, minutes, next).map(all ->
        new Work(kinds(counts.result(), ahead.result(), kinds.result()), next.result(), lateness(minutes.result())));
  }

  private static List<Kind> kinds(List<Count> counts, List<Ahead> ahead, List<OfKind> ended) {
    var states = counts.stream().collect(groupingBy(Count::kind, TreeMap::new, toMap(Count::state, Count::subjects)));
    ended.forEach(kind -> states.putIfAbsent(kind.kind(), Map.of()));
    var minutes = ahead.stream().collect(groupingBy(Ahead::kind, toMap(Ahead::minute, Ahead::slots)));
    var hour = ended.stream().collect(toMap(OfKind::kind, OfKind::figures));
    return states.entrySet().stream().map(kind -> new Kind(kind.getKey(), kind.getValue(),
        Optional.ofNullable(minutes.get(kind.getKey())).map(of -> aMinute(minute -> of.getOrDefault(minute, 0))).orElse(null),
        hour.get(kind.getKey()))).toList();
  }

  private static Lateness lateness(List<OfMinute> minutes) {
    var ago = minutes.stream().collect(toMap(OfMinute::ago, OfMinute::figures, (one, other) -> one));
    Function<Integer, Optional<SlotReads.Figures>> at = minute -> Optional.ofNullable(ago.get(MINUTES - 1 - minute));
    return new Lateness(aMinute(minute -> at.apply(minute).map(SlotReads.Figures::slots).orElse(0)),
        aMinute(minute -> at.apply(minute).map(SlotReads.Figures::failed).orElse(0)),
        aMinute(minute -> at.apply(minute).map(SlotReads.Figures::p99Millis).orElse(null)));
  }

  private static <T> List<T> aMinute(Function<Integer, T> value) {
    var all = new Object[MINUTES];
    Arrays.setAll(all, value::apply);
    @SuppressWarnings("unchecked") var values = (List<T>) Arrays.asList(all);
    return values;
  }

  private Future<Results> results(Instant now) {
    var counts = reads.results().counts(now);
    var awaited = reads.results().awaited(now, SOME);
    var verified = verifications(SOME);
    var horses = reads.results().horses(now, SOME);
    var corrections = reads.results().corrections(Optional.empty(), SOME);
    return Future.all(counts, awaited, verified, horses, corrections).map(all -> new Results(reads.results().checks(), counts.result(),
        awaited.result(), verified.result(), horses.result(), corrections.result()));
  }

  Future<List<Check>> verifications(int limit) {
    return reads.results().verified(limit).map(all -> all.stream().map(StoredConsole::check).toList());
  }

  private static Check check(Followed f) {
    return new Check(f.subject(), f.sessionId(), f.raceId(), f.session(), f.race(), f.state(), f.version(), f.cleanChecks(),
        f.cleanChecks() + 1, f.slotHours(), f.resultsAt(), f.checkedAt(), f.nextAt(), f.attempt(), f.paused());
  }

  Future<List<Provider>> providers(Instant now) {
    var known = providers.get();
    var hour = reads.traffic().of(Window.HOUR, now);
    var day = reads.traffic().of(Window.DAY, now);
    var latest = reads.traffic().latest(now);
    return Future.all(known, hour, day, latest).map(all -> known.result().stream().map(status -> {
      var when = Optional.ofNullable(latest.result().get(status.provider()));
      return new Provider(ProviderOperations.source(status), traffic(hour.result().get(status.provider())),
          traffic(day.result().get(status.provider())), when.map(TrafficReads.Latest::worked).orElse(null),
          when.map(TrafficReads.Latest::failed).orElse(null));
    }).toList());
  }

  private static Traffic traffic(TrafficReads.Traffic known) {
    var t = Optional.ofNullable(known).orElse(TrafficReads.Traffic.NONE);
    return new Traffic(t.worked() + t.failed(), t.failed(), millis(t.took().quantile(0.5)), millis(t.took().quantile(0.99)),
        t.bars().stream().map(Bar::worked).toList(), t.bars().stream().map(Bar::failed).toList());
  }

  private static Long millis(Optional<Duration> took) {
    return took.map(Duration::toMillis).orElse(null);
  }

  Future<List<Node>> nodes(Instant now, int limit) {
    var nodes = reads.nodes().list(now, limit);
    var slots = reads.slots().byNode(now);
    return Future.all(nodes, slots).map(all -> {
      var ended = slots.result().stream().collect(toMap(OfNode::node, OfNode::slots));
      return nodes.result().stream().map(n -> new Node(n.node(), n.incarnation(), n.node().equals(self), n.joined(), n.leaseUntil(),
          n.alive(), n.silent(), n.claims(), n.due(), n.behind(), ended.getOrDefault(n.node(), 0))).toList();
    });
  }

  private Future<Waiting> waiting() {
    var counts = reads.backlog().counts();
    var dead = reads.backlog().deliveries("dead", Optional.empty(), SOME);
    var holds = reads.backlog().holds(SOME);
    return Future.all(counts, dead, holds).map(all -> new Waiting(counts.result(), dead.result(), holds.result()));
  }
}

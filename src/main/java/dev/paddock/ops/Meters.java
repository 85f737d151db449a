package dev.paddock.ops;

import dev.paddock.bus.Bus;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.f1.contract.Importing;
import dev.paddock.f1.contract.Importing.Covered;
import dev.paddock.fetch.contract.Fetching;
import dev.paddock.fetch.contract.Fetching.PageFetched;
import dev.paddock.fetch.contract.Fetching.QuotaUsed;
import dev.paddock.horse.contract.Horses;
import dev.paddock.horse.contract.Horses.RacesLookedAt;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Counts what the house does, from the facts that it tells:
 * {@code paddock_slots_total{kind,outcome}}, {@code paddock_slots_stuck_total{kind}}, {@code paddock_slot_lateness_seconds{kind}},
 * {@code paddock_results_total}, {@code paddock_corrections_total}, {@code paddock_holds_open}, {@code paddock_horse_looks_total{provider,outcome}},
 * {@code paddock_fetch_seconds{provider,outcome}}: requests; {@code paddock_loads_total{provider,outcome}}: files, of which those
 * with outcome {@code archive} cost none; {@code paddock_provider_up{provider}},
 * {@code paddock_quota_limit{provider,limit}}, {@code paddock_quota_used{provider,limit}};
 * {@code paddock_import_kinds_total{kind,state}}: kinds of data that were looked for, {@code paddock_import_rows_total{kind}}.
 * How late and how long are histograms. What the database knows is in {@link Figures}.
 */
public final class Meters {
  /** Of the histograms' buckets: few, for each is a time series of its own. */
  private static final Duration[] BOUNDS = IntStream.of(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000)
      .mapToObj(Duration::ofMillis).toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final Map<String, AtomicInteger> up = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> quotas = new ConcurrentHashMap<>();

  private Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Counts from now on. */
  public static Future<Void> listen(Bus bus, MeterRegistry registry) {
    var meters = new Meters(registry);
    var results = registry.counter("paddock_results");
    var corrections = registry.counter("paddock_corrections");
    return Future.all(List.of(
        bus.onHere(Scheduling.SLOT_ENDED, meters::slot),
        bus.onHere(Scheduling.SLOT_STUCK, stuck -> registry.counter("paddock_slots_stuck", "kind", stuck.kind()).increment()),
        bus.onHere(Formula1.RESULT_STORED, stored -> results.increment()),
        bus.onHere(Formula1.RESULT_CORRECTED, corrected -> corrections.increment()),
        bus.on(Formula1.HOLDS_OPEN, holds -> meters.gauge("paddock_holds_open", Tags.empty()).set(holds.count())),
        bus.onHere(Horses.LOOKED_AT, meters::looked),
        bus.onHere(Fetching.PAGE_FETCHED, meters::fetched),
        bus.onHere(Fetching.FILE_LOADED, loaded -> registry.counter("paddock_loads", "provider", loaded.provider(),
            "outcome", loaded.outcome().name().toLowerCase(Locale.ROOT)).increment()),
        bus.onHere(Fetching.QUOTA_USED, meters::quota),
        bus.onHere(Importing.COVERED, meters::covered))).mapEmpty();
  }

  /** Late is how long after its due instant a slot was over: the wait for its turn and the work itself. */
  private void slot(SlotEnded slot) {
    registry.counter("paddock_slots", "kind", slot.kind(), "outcome", slot.ending().outcome()).increment();
    timer("paddock_slot_lateness", Tags.of("kind", slot.kind())).record(Duration.between(slot.dueAt(), slot.endedAt()));
  }

  private void looked(RacesLookedAt looked) {
    looked.races().forEach((outcome, races) -> registry.counter("paddock_horse_looks", "provider", looked.provider(),
        "outcome", outcome.name().toLowerCase(Locale.ROOT)).increment(races));
  }

  private void fetched(PageFetched page) {
    timer("paddock_fetch", Tags.of("provider", page.provider(), "outcome", page.outcome().name().toLowerCase(Locale.ROOT)))
        .record(page.took());
    up.computeIfAbsent(page.provider(), provider ->
            registry.gauge("paddock_provider_up", Tags.of("provider", provider), new AtomicInteger()))
        .set(page.outcome() == PageFetched.Outcome.UNAVAILABLE ? 0 : 1);
  }

  /** Of all nodes together, as this one knows it; what remains is the difference. */
  private void quota(QuotaUsed used) {
    for (var allowance : used.quota()) {
      var tags = Tags.of("provider", used.provider(), "limit", allowance.limit());
      gauge("paddock_quota_limit", tags).set(allowance.allowed());
      gauge("paddock_quota_used", tags).set(allowance.used());
    }
  }

  private void covered(Covered looked) {
    var kind = looked.kind().name().toLowerCase(Locale.ROOT);
    registry.counter("paddock_import_kinds", "kind", kind, "state", looked.state().name().toLowerCase(Locale.ROOT)).increment();
    registry.counter("paddock_import_rows", "kind", kind).increment(looked.rows());
  }

  private Timer timer(String name, Tags tags) {
    return Timer.builder(name).tags(tags).serviceLevelObjectives(BOUNDS).register(registry);
  }

  private AtomicLong gauge(String name, Tags tags) {
    return quotas.computeIfAbsent(name + tags, first -> registry.gauge(name, tags, new AtomicLong()));
  }
}

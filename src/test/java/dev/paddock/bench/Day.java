package dev.paddock.bench;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.app.ReplayTimers;
import dev.paddock.app.ShippedCadences;
import dev.paddock.fetch.contract.Fetching.Call;
import dev.paddock.fetch.contract.Fetching.Called;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A whole day in virtual time, under the cadence for horses: how many requests does the provider receive, and is any race polled later
 * than if it had been alone? The start times are those of a real day where its recording is at hand; and 10,000 races in an hour.
 */
final class Day implements Part {
  private static final Path RECORDED = Path.of("..", "shared", "recordings", "horses", "tabnz", "meetings-list-response.json");
  private static final Duration BEFORE = Duration.ofMinutes(60);
  /** A race is final by then: three polls after its start. */
  private static final Duration AFTER = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int ALL = Integer.MAX_VALUE;

  @Override public void measure(Ground ground, Report report) throws Exception {
    var recorded = recorded();
    if (recorded.isPresent()) replay(ground, report, "day: recorded starts", recorded.get(), ALL);
    else ground.say("day: skipped, there is no " + RECORDED);
    var hour = Instant.parse("2025-07-17T10:00:00Z");
    replay(ground, report, "day: 10,000 races in an hour, 40 a request",
        IntStream.range(0, 10_000).mapToObj(n -> hour.plusSeconds(60L * (n % 60))).toList(), 40);
  }

  /** The starts of the day's races, each race once. */
  private static Optional<List<Instant>> recorded() throws IOException {
    if (!Files.exists(RECORDED)) return Optional.empty();
    var starts = new TreeMap<String, Instant>();
    for (var meeting : new ObjectMapper().readTree(RECORDED.toFile()).path("data").path("meetings")) {
      for (var race : meeting.path("races")) starts.put(race.path("id").asText(), Instant.parse(race.path("start_time").asText()));
    }
    return Optional.of(List.copyOf(starts.values()));
  }

  private static void replay(Ground ground, Report report, String what, List<Instant> starts, int together) throws Exception {
    var database = ground.postgres().fresh("bench_day");
    ground.provider().forget();
    var begin = starts.stream().min(Instant::compareTo).orElseThrow().minus(BEFORE).minusSeconds(60);
    var end = starts.stream().max(Instant::compareTo).orElseThrow().plus(AFTER).plusSeconds(60);
    var cadences = ShippedCadences.all();
    var plans = new ArrayList<Plan>();
    for (var start : starts) {
      plans.add(new Plan("race:" + plans.size(), Field.KIND, "horse", start, Optional.of(start.plus(AFTER)), "provider", Duration.ZERO));
    }
    var promised = new HashMap<Long, Set<String>>();
    for (var plan : plans) {
      cadences.apply("horse").between(plan.anchor(), begin, plan.until().orElseThrow(), 1000)
          .forEach(slot -> promised.computeIfAbsent(Receipt.nanos(slot), at -> new HashSet<>()).add(plan.subject()));
    }
    long polls = promised.values().stream().mapToLong(Set::size).sum();
    long floor = promised.entrySet().stream().collect(groupingBy(slot -> slot.getKey() / 1_000_000_000)).values().stream()
        .mapToLong(second -> Math.ceilDiv(second.stream().mapToLong(slot -> slot.getValue().size()).sum(), together)).sum();
    ground.say("%s: %,d races, %,d polls, at best %,d requests".formatted(what, plans.size(), polls, floor));

    var vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    var timers = new ReplayTimers(vertx, begin, end);
    long began = System.nanoTime();
    try (var node = BenchNode.open(vertx, timers, database, "node", cadences)) {
      var door = node.door(ground.provider().url());
      node.plan(plans);
      node.start(claims -> poll(door, node, claims, together));
      var idle = new CountDownLatch(1);
      timers.whenIdle(() -> {
        if (!timers.instant().isBefore(end.minusSeconds(120))) idle.countDown();
      });
      timers.start();
      if (!idle.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the day does not end: it is " + timers.instant());
      }
    }
    var ledger = ground.provider().ledger();
    ground.say("%s: %,d requests in %.0f s".formatted(what, ledger.size(), (System.nanoTime() - began) / 1e9));
    var late = lateness(ledger, promised);
    report.add(Row.of(what + ": requests", ledger.size(), "").atMost(Math.floor(floor * 1.02)).beside("one by one", polls));
    report.add(Row.of(what + ": polls that were never made", polls - late.count(), "").atMost(0));
    report.add(Row.of(what + ": staleness above the single cadence, most", late.max(), "ms").atMost(0));
  }

  /** The batch poller as it is, without a format: one request for as many as go together. */
  private static Future<List<SlotEnded>> poll(Function<Call, Future<Called>> door, BenchNode node, List<Claim> claims, int together) {
    var ended = new ArrayList<Future<SlotEnded>>();
    for (int from = 0; from < claims.size(); from += Math.min(together, claims.size())) {
      var chunk = claims.subList(from, (int) Math.min((long) from + together, claims.size()));
      var due = chunk.getFirst().dueAt();
      var resource = "/affiliates/v1/racing/meetings?at=" + Receipt.nanos(node.timers().instant()) + "&slots="
          + chunk.stream().map(claim -> claim.plan().subject() + "@" + Receipt.nanos(claim.slotAt())).collect(joining(","));
      var nearest = chunk.getFirst().plan().anchor();
      var called = door.apply(new Call(Polling.PROVIDER, resource, Optional.empty(), 1, nearest, due.plus(Field.QUARTER_MINUTE)));
      for (var claim : chunk) ended.add(called.compose(answer -> node.closing().close(claim, Polling.closure(answer))));
    }
    return Future.join(ended).otherwiseEmpty().map(done -> ended.stream().filter(Future::succeeded).map(Future::result).toList());
  }

  /** For every promised slot, how long after it the first request asked for it, in virtual time. */
  private static Spread lateness(List<Receipt> ledger, Map<Long, Set<String>> promised) {
    var seen = new HashMap<String, Long>();
    for (var receipt : ledger) {
      long at = Long.parseLong(receipt.query("at").orElseThrow());
      for (var slot : receipt.query("slots").orElseThrow().split(",")) seen.merge(slot, at, Math::min);
    }
    return Spread.of(promised.entrySet().stream().flatMapToLong(slot -> slot.getValue().stream()
        .map(subject -> seen.get(subject + "@" + slot.getKey())).filter(at -> at != null).mapToLong(at -> at - slot.getKey())));
  }
}

package dev.paddock.bench;

import dev.paddock.kernel.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "quota", mixinStandardHelpOptions = true, description = "Two nodes ask for three times what a provider allows, from a "
    + "standing start; one is killed and comes back, the other is frozen for a while. The provider's ledger tells what arrived.")
public final class QuotaBench extends Benchmark {
  /** Later than that a slot inside the last five minutes is not on time. */
  private static final Duration ON_TIME = Duration.ofSeconds(1);
  /** How long nobody asks for a dead node's races: to find that out is the scheduler's part. */
  private static final Duration TAKEN_OVER = Duration.ofSeconds(2);
  private static final Duration SETTLES = Duration.ofSeconds(1);

  @Option(names = "--seconds", paramLabel = "N", defaultValue = "600", description = "How long; ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(names = "--limits", paramLabel = "LIMITS", defaultValue = "20/second, 100/PT10S",
      description = "What the provider allows, as in the settings; ${DEFAULT-VALUE}.")
  private String limits;

  private final List<long[]> nobody = new ArrayList<>();

  public QuotaBench() {
    super("quota");
  }

  @Override protected void measure(Report report) throws Exception {
    var all = Limit.parseAll(limits);
    double perSecond = all.stream().mapToDouble(limit -> limit.amount() / seconds(limit.length())).min().orElseThrow();
    int races = (int) Math.round(perSecond / 2 * QuotaNode.EVERY.toSeconds());
    double far = perSecond * 3 - perSecond / 2;
    report.fact("limits", limits);
    report.fact("asked for", "%.1f a second: %d races every 15 s, %.1f far ones".formatted(perSecond * 3, races, far));
    report.fact("seconds", seconds);
    say("starting PostgreSQL, the provider and two nodes");
    try (var postgres = BenchPostgres.start(); var provider = ProviderProcess.start()) {
      var database = postgres.fresh("bench_quota");
      var one = QuotaNode.start(database, provider.url(), limits, races, far);
      var two = QuotaNode.start(database, provider.url(), limits, races, far);
      try {
        var begin = Instant.now();
        one.share(2, 0);
        two.share(2, 1);
        waitUntil(begin, 0.4);
        say("one is killed");
        long gone = now();
        one.kill();
        handOver(gone, two);
        waitUntil(begin, 0.55);
        say("and comes back");
        one = QuotaNode.start(database, provider.url(), limits, races, far);
        two.share(2, 1);
        one.share(2, 0);
        waitUntil(begin, 0.7);
        say("two is frozen for 4 s");
        gone = now();
        two.signal("-STOP");
        handOver(gone, one);
        LockSupport.parkNanos(TAKEN_OVER.toNanos());
        two.share(2);
        two.signal("-CONT");
        waitUntil(begin, 0.85);
        one.share(2, 0);
        two.share(2, 1);
        waitUntil(begin, 1);
        var end = Instant.now();
        var ledger = provider.ledger();
        var statements = BenchPostgres.number(database, "select version from provider_quota");
        tell(report, all, ledger, begin, end, races, perSecond);
        report.add(Row.of("requests a statement that takes", (double) ledger.size() / statements, ""));
      } finally {
        one.close();
        two.close();
      }
    }
  }

  private void handOver(long gone, QuotaNode to) throws Exception {
    LockSupport.parkNanos(TAKEN_OVER.toNanos());
    to.share(2, 0, 1);
    nobody.add(new long[] {gone - SETTLES.toNanos(), now() + SETTLES.toNanos()});
  }

  private void tell(Report report, List<Limit> all, List<Receipt> ledger, Instant begin, Instant end, int races, double perSecond) {
    long over = 0;
    for (var limit : all) {
      var window = new Window(limit, ledger);
      report.add(Row.of("most in a window of " + limit, window.most(), "").atMost(limit.amount()));
      over += window.over();
    }
    report.add(Row.of("requests over any window", over, "").atMost(0));
    report.add(Row.of("of the quota used", 100 * ledger.size() / (perSecond * Duration.between(begin, end).toNanos() / 1e9), "%").atLeast(95));
    var late = new Lateness(ledger, races, Receipt.nanos(begin), Receipt.nanos(end) - ON_TIME.toNanos());
    report.add(Row.of("slots inside the last five minutes", late.slots, ""));
    report.add(Row.of("of them on time", 100.0 * late.onTime / late.slots, "%").atLeast(99));
    report.add(Row.of("their lateness, p50", late.spread.millis(0.5), "ms"));
    report.add(Row.of("their lateness, p99", late.spread.millis(0.99), "ms"));
    report.add(Row.of("requests of far ones", ledger.stream().filter(r -> r.uri().equals("/far")).count(), ""));
  }

  /** Of what arrived in a window of a limit. */
  private record Window(long most, long over) {
    Window(Limit limit, List<Receipt> ledger) {
      this(counts(limit, ledger).stream().mapToLong(Long::longValue).max().orElse(0),
          counts(limit, ledger).stream().filter(count -> count > limit.amount()).count());
    }

    /** For each request, how many have arrived in its window up to then. */
    private static List<Long> counts(Limit limit, List<Receipt> ledger) {
      var at = ledger.stream().mapToLong(Receipt::at).sorted().toArray();
      long length = limit.length().toNanos();
      var counts = new ArrayList<Long>();
      for (int first = 0, last = 0; last < at.length; last++) {
        while (limit.window() == Limit.Window.SLIDING ? at[last] - at[first] >= length : at[first] / length != at[last] / length) first++;
        counts.add(last - first + 1L);
      }
      return counts;
    }
  }

  private final class Lateness {
    final Spread spread;
    int slots;
    int onTime;

    Lateness(List<Receipt> ledger, int races, long begin, long end) {
      var arrived = new HashMap<String, Long>();
      ledger.stream().filter(r -> r.uri().startsWith("/near")).forEach(r ->
          arrived.merge(r.query("race").orElseThrow() + " " + r.query("slot").orElseThrow(), r.at(), Math::min));
      var late = new ArrayList<Long>();
      long every = QuotaNode.EVERY.toNanos();
      for (int race = 0; race < races; race++) {
        long phase = QuotaNode.phaseNanos(race, races);
        for (long due = Math.ceilDiv(begin + SETTLES.toNanos() - phase, every) * every + phase; due < end; due += every) {
          if (unasked(due)) continue;
          slots++;
          var at = arrived.get(race + " " + due);
          if (at == null) continue;
          late.add(at - due);
          if (at - due <= ON_TIME.toNanos()) onTime++;
        }
      }
      spread = Spread.of(late.stream().mapToLong(Long::longValue));
    }

    private boolean unasked(long due) {
      return nobody.stream().anyMatch(gap -> due >= gap[0] && due <= gap[1]);
    }
  }

  private void waitUntil(Instant begin, double part) {
    var until = begin.plusMillis(Math.round(seconds * 1000 * part));
    while (Instant.now().isBefore(until)) LockSupport.parkNanos(Duration.between(Instant.now(), until).toNanos());
  }

  private static long now() {
    return Receipt.nanos(Instant.now());
  }

  private static double seconds(Duration d) {
    return d.toNanos() / 1e9;
  }
}

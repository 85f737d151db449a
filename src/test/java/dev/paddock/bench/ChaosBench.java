package dev.paddock.bench;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.paddock.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "chaos", mixinStandardHelpOptions = true, description = "Three nodes on one database: killed, frozen, cut off, and the "
    + "database restarted, at random; then the ledger and the tables are read.")
public final class ChaosBench extends Benchmark {
  private static final int RACES = 150;
  private static final List<String> NAMES = List.of("one", "two", "three");
  private static final Duration SETTLE = Duration.ofSeconds(45);
  /** A request that is sent that shortly before something happens is still under way. */
  private static final long SOON = Duration.ofMillis(300).toNanos();

  /** What may happen, and how often in a hundred times. */
  private enum Event {
    /** kill -9; the node starts again after half a second to two. */
    KILL(35),
    /** SIGSTOP, for 3 to 10 s. */
    FREEZE(30),
    /** A node's connections to the database end. */
    CUT(15),
    /** A node and the database do not hear each other, for 2 to 6 s. */
    SILENCE(10),
    /** The database is stopped, half of the times as if the power had failed, and starts again. */
    RESTART(10);

    private final int weight;

    Event(int weight) {
      this.weight = weight;
    }

    static Event draw(Random random) {
      int left = random.nextInt(100);
      for (var event : values()) {
        left -= event.weight;
        if (left < 0) return event;
      }
      throw new IllegalStateException("the weights are less than a hundred");
    }
  }

  @Option(names = "--events", paramLabel = "N", defaultValue = "200",
      description = "How much happens; ${DEFAULT-VALUE} take a quarter of an hour.")
  private int events;

  @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "What happens when is drawn from it; ${DEFAULT-VALUE}.")
  private long seed;

  private final Map<Event, Integer> happened = new EnumMap<>(Event.class);

  private final NavigableMap<Long, Event> calendar = new TreeMap<>();

  public ChaosBench() {
    super("chaos");
  }

  @Override protected void measure(Report report) throws Exception {
    report.fact("events", events);
    report.fact("seed", seed);
    say("starting PostgreSQL, the provider and three nodes");
    try (var postgres = BenchPostgres.start(); var provider = ProviderProcess.start()) {
      var ground = new Ground(postgres, provider, Duration.ZERO, false, this::say);
      var database = postgres.fresh("bench_chaos");
      BenchPostgres.execute(database, Polling.EFFECTS);
      var random = new Random(seed);
      try (var planner = BenchNode.open(database, "planner");
          var stable = Stable.open(planner.vertx(), database, provider.url(), NAMES, random)) {
        var first = planner.timers().instant().plusSeconds(20);
        var plans = Field.spread(RACES, Field.CLOSE, first, Field.QUARTER_MINUTE, first.plus(Duration.ofDays(1)));
        planner.plan(plans);
        ground.waitUntil(planner.timers(), first.plus(Field.QUARTER_MINUTE.multipliedBy(2)));
        for (int n = 1; n <= events; n++) {
          happen(Event.draw(random), random, stable, postgres);
          if (n % 10 == 0) say("%d of %d events: %s".formatted(n, events, happened));
          Thread.sleep(1000 + random.nextInt(2500));
        }
        stable.recover();
        say("settling for %d s".formatted(SETTLE.toSeconds()));
        ground.waitUntil(planner.timers(), planner.timers().instant().plus(SETTLE));
        var end = planner.timers().instant();
        stable.close();
        read(report, database, provider.ledger(), Slots.promised(plans, first, end.minusSeconds(5)));
      }
    }
  }

  private void happen(Event event, Random random, Stable stable, BenchPostgres postgres) throws Exception {
    happened.merge(event, 1, Integer::sum);
    calendar.put(Receipt.nanos(Instant.now()), event);
    switch (event) {
      case KILL -> stable.kill(Duration.ofMillis(500 + random.nextInt(1500)));
      case FREEZE -> stable.freeze(Duration.ofMillis(3000 + random.nextInt(7000)));
      case CUT -> stable.cut();
      case SILENCE -> stable.silence(Duration.ofMillis(2000 + random.nextInt(4000)));
      case RESTART -> {
        postgres.stop(random.nextBoolean() ? "fast" : "immediate");
        postgres.startAgain();
      }
    }
  }

  private static String name(Event event) {
    return event.name().toLowerCase(Locale.ROOT);
  }

  private void read(Report report, Database database, List<Receipt> ledger, Slots slots) {
    happened.forEach((event, times) -> report.add(Row.of(name(event) + ", times", times, "")));
    report.add(Row.of("slots promised", slots.count(), ""));
    report.add(Row.of("slots polled", slots.count() - slots.missingIn(database, Slots.POLLED), ""));
    long lost = slots.missingIn(database, "note <> '' or " + Slots.POLLED);
    report.add(Row.of("slots neither polled nor logged with a reason", lost, "").atMost(0));
    report.add(Row.of("effects", BenchPostgres.number(database, "select count(*) from bench_effect"), "").atLeast(1));
    report.add(Row.of("effects twice for a slot", BenchPostgres.number(database,
        "select count(*) from (select from bench_effect group by subject, due_at having count(*) > 1) twice"), "").atMost(0));
    report.add(Row.of("effects without their row in poll_log, or a row without its effect", BenchPostgres.number(database, """
        select count(*) from bench_effect e
          full join (select * from poll_log where outcome = 'DONE' and right(subject, 1) in ('0', '2', '4', '6', '8')) l
            on l.subject = e.subject and l.due_at = e.due_at and l.epoch = e.epoch
         where e.subject is null or l.subject is null
        """), "").atMost(0));
    report.add(Row.of("stale writes: effects after one of a later claim or slot", BenchPostgres.number(database, """
        select count(*) from (select epoch, due_at, lag(epoch) over subject as epoch_before, lag(due_at) over subject as due_before
          from bench_effect window subject as (partition by subject order by id)) e where epoch < epoch_before or due_at < due_before
        """), "").atMost(0));
    report.add(Row.of("requests", ledger.size(), ""));
    var causes = new Recovery(ledger).repeated().stream().map(receipt -> calendar.floorEntry(receipt.at() + SOON)).filter(Objects::nonNull)
        .collect(groupingBy(Map.Entry::getValue, counting()));
    report.add(Row.of("slots requested again after a kill, at most one each", causes.getOrDefault(Event.KILL, 0L), "")
        .atMost(happened.getOrDefault(Event.KILL, 0)));
    for (var event : List.of(Event.FREEZE, Event.CUT, Event.SILENCE, Event.RESTART)) {
      report.add(Row.of("slots requested again after a " + name(event), causes.getOrDefault(event, 0L), ""));
    }
  }
}

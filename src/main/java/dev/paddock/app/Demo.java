package dev.paddock.app;

import dev.paddock.f1.rules.Calendar;
import dev.paddock.fantasy.Rescore;
import dev.paddock.fantasy.rules.Entrant;
import dev.paddock.fantasy.store.RuleSetFile;
import dev.paddock.fantasy.store.Seeding;
import dev.paddock.season.Season;
import dev.paddock.upstream.Limits;
import dev.paddock.upstream.UpstreamServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** Replays a season: a provider on loop-back, a clock that jumps, and the whole service in between. */
public final class Demo {
  /** Two days before the first session there is time to look around. */
  private static final Duration BEFOREHAND = Duration.ofDays(2);
  private static final RuleSetFile RULES = RuleSetFile.bundled("classic");

  private final Node node;
  private final DemoOptions options;
  private final PrintWriter out;
  private final long begun = System.nanoTime();

  private Demo(Node node, DemoOptions options, PrintWriter out) {
    this.node = node;
    this.options = options;
    this.out = out;
  }

  /**
   * Replays until the season is over; then checks and leaves, or stays to be looked at until the process is ended.
   * Answers whether the checks held. Throws CannotStart when a server, the folder or the port cannot be had.
   */
  public static boolean run(Settings settings, DemoOptions options, PrintWriter out) throws InterruptedException, IOException {
    try (var farewell = new Farewell()) {
      var node = farewell.with(Node.open(settings, server -> DemoDatabase.prepare(server, !options.resume())));
      return new Demo(node, options, out).replay(settings, farewell);
    }
  }

  private boolean replay(Settings settings, Farewell farewell) throws InterruptedException, IOException {
    var season = options.season();
    var ledger = new ReplayLedger(node.pools().transactions());
    ledger.open(options);
    var timers = new ReplayTimers(node.vertx(), ledger.reached().orElseGet(() -> start(season)), end(season));
    seed(start(season));
    var upstream = new UpstreamServer(node.vertx(), season, timers, Limits.JOLPICA);
    var source = URI.create("http://127.0.0.1:" + upstream.listen(0).await());
    var horses = horses(timers);
    var replayed = settings.following(season.year(), source);
    var followed = horses.map(day -> day.follow(replayed)).orElseGet(() -> replayed.racing(replayed.horse().atNobody()));
    Runnable worthTelling = () -> timers.pauseFor(options.pace());
    new Narrator(out, id -> name(season, id), worthTelling).listen(node.bus());
    if (horses.isPresent()) new HorseNarrator(out, node.pools().reads(), worthTelling).listen(node.bus());
    var house = farewell.with(Paddock.open(node, followed, new Paddock.Course("demo", timers, options.rounds()::contains)));
    horses.ifPresent(day -> day.end(node.bus()));
    out.printf("The season of %d with %,d teams, live at http://localhost:%d%n", season.year(), options.teams(), house.port());
    out.flush();
    var over = new CountDownLatch(1);
    timers.whenIdle(over::countDown);
    timers.start();
    over.await();
    timers.stop();
    boolean proved = conclude(upstream, horses);
    if (!options.untilDone()) stay(timers);
    return proved;
  }

  private Optional<HorseDay> horses(ReplayTimers timers) {
    return switch (options.horses()) {
      case NONE -> Optional.empty();
      case FAULTLESS, FAULTY -> Optional.of(new HorseDay(node.vertx(), timers,
          HorseDay.after(start(options.season()), options.seed()), options.seed(), options.horses() == DemoOptions.Horses.FAULTY).open());
    };
  }

  private boolean conclude(UpstreamServer upstream, Optional<HorseDay> horses) throws IOException {
    var pool = node.pools().transactions();
    var verdict = new Rescore(node.bus(), node.game(), RULES.rules()).check(options.season().year());
    boolean nothingLeft = new ReplayLedger(pool).nothingDue();
    var seconds = Math.round((System.nanoTime() - begun) / 1e8) / 10.0;
    var raceDay = horses.map(day -> day.report(pool));
    var report = DemoReport.read(pool, node.game(), options, verdict, upstream.requests(), raceDay, seconds);
    if (options.report().isPresent()) report.write(options.report().get());
    out.println(report.summary());
    verdict.difference().ifPresent(difference -> out.println("but " + difference));
    if (!nothingLeft) out.println("but work was left undone when the season was over");
    out.flush();
    return report.allTrue() && nothingLeft;
  }

  /** Whoever looks around may log in, be written to, and ask again: for that, time has to pass. */
  private void stay(ReplayTimers timers) throws InterruptedException {
    timers.pass();
    out.println("The page stays; Ctrl-C ends it.");
    out.flush();
    Thread.currentThread().join();
  }

  private void seed(Instant joined) {
    var season = options.season();
    var rounds = new TreeMap<Integer, List<Entrant>>();
    for (var race : season.races()) {
      rounds.put(race.round(), season.entries(race.round()).stream()
          .map(entry -> new Entrant(entry.driver(), entry.constructor(), season.prices().get(entry.driver()))).toList());
    }
    new Seeding(node.pools().transactions(), RULES.rules()).seed(season.year(), options.teams(), options.seed(), rounds, joined).await();
  }

  private static String name(Season season, String raceId) {
    return season.races().stream().filter(race -> race.id().equals(raceId)).findFirst()
        .map(race -> race.name().replaceFirst(" Grand Prix$", " GP")).orElse(raceId);
  }

  private Instant start(Season season) {
    return season.race(options.rounds().from()).orElseThrow().sessions().values()
        .stream().min(Instant::compareTo).orElseThrow().minus(BEFOREHAND);
  }

  /** Long after the season has closed: whatever is planned later is a mistake, and is found as one. */
  private static Instant end(Season season) {
    return season.races().getLast().start().plus(Calendar.CLOSES_AFTER).plus(BEFOREHAND);
  }
}

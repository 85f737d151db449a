package dev.paddock.app;

import dev.paddock.bus.Bus;
import dev.paddock.db.Migration;
import dev.paddock.db.Pools;
import dev.paddock.f1.rules.Calendar;
import dev.paddock.fantasy.rules.Entrant;
import dev.paddock.fantasy.store.RuleSetFile;
import dev.paddock.fantasy.store.Seeding;
import dev.paddock.season.Season;
import dev.paddock.upstream.Limits;
import dev.paddock.upstream.UpstreamServer;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** Replays a season: a provider on loop-back, a clock that jumps, and the whole service in between. */
public final class Demo {
  /** Two days before the first session there is time to look around. */
  private static final Duration BEFOREHAND = Duration.ofDays(2);

  private Demo() {}

  /** Blocks until the replay is done, or for ever when it shall only be watched. Answers whether all checks held. */
  public static boolean run(Settings settings, DemoOptions options, PrintWriter out) throws InterruptedException {
    var begun = System.nanoTime();
    try (var dir = DataDir.open(settings.dataDir())) {
      var services = EmbeddedServices.start(dir, settings);
      var server = settings.database().or(services::database).orElseThrow();
      var database = DemoDatabase.prepare(server, !options.resume());
      new Migration(database).run();
      var vertx = Vertx.vertx();
      var bus = Bus.install(vertx);
      var pools = Pools.open(vertx, database, settings.pools());
      var timers = new ReplayTimers(vertx, start(options.season()), end(options.season()));
      var upstream = new UpstreamServer(vertx, options.season(), timers, Limits.JOLPICA);
      int port = upstream.listen(0).await();
      var replayed = settings.following(options.season().year(), URI.create("http://127.0.0.1:" + port));
      new Narrator(out, () -> timers.pauseFor(options.pace())).listen(bus);
      seed(pools, options, timers.instant());
      var house = Paddock.open(vertx, bus, pools, new Paddock.Premises(database, dir.nodeId(), dir.folder("archive")), replayed,
          new Paddock.Course(timers, options.rounds()::contains));
      var done = new CountDownLatch(1);
      timers.whenIdle(done::countDown);
      timers.start();
      done.await();
      out.println("done " + upstream.requests() + " " + (System.nanoTime() - begun) / 1e9);
      house.close();
      vertx.close().await();
      services.stop();
    }
    return true;
  }

  private static void seed(Pools pools, DemoOptions options, Instant at) {
    var season = options.season();
    var rounds = new TreeMap<Integer, List<Entrant>>();
    for (var race : season.races()) {
      rounds.put(race.round(), season.entries(race.round()).stream()
          .map(entry -> new Entrant(entry.driver(), entry.constructor(), season.prices().get(entry.driver()))).toList());
    }
    new Seeding(pools.transactions(), RuleSetFile.bundled("classic").rules()).seed(season.year(), options.teams(), options.seed(), rounds, at).await();
  }

  /** Long after the season has closed: whatever is planned later is a mistake, and is found as one. */
  private static Instant end(Season season) {
    return season.races().getLast().start().plus(Calendar.CLOSES_AFTER).plus(BEFOREHAND);
  }

  private static Instant start(Season season) {
    return season.races().getFirst().sessions().values().stream().min(Instant::compareTo).orElseThrow().minus(BEFOREHAND);
  }
}

package dev.paddock.bench;

import dev.paddock.app.SystemTimers;
import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.Database;
import dev.paddock.db.Listener;
import dev.paddock.db.Pools;
import dev.paddock.fetch.Access;
import dev.paddock.fetch.Archive;
import dev.paddock.fetch.FetchVerticle;
import dev.paddock.fetch.Provider;
import dev.paddock.fetch.contract.Fetching;
import dev.paddock.fetch.contract.Fetching.Call;
import dev.paddock.fetch.contract.Fetching.Called;
import dev.paddock.fetch.store.QuotaStore;
import dev.paddock.fetch.store.TrafficStore;
import dev.paddock.kernel.Quota;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.SchedulerOptions;
import dev.paddock.schedule.SchedulerVerticle;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.schedule.contract.Scheduling.Worked;
import dev.paddock.schedule.rules.Cadence;
import dev.paddock.schedule.store.NodeStore;
import dev.paddock.schedule.store.Notice;
import dev.paddock.schedule.store.PgClosing;
import dev.paddock.schedule.store.WorkStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** A node as the app wires it, as far as the scheduler and the way out go, with a worker of the benchmark's. */
final class BenchNode implements AutoCloseable {
  /** As the settings have them that come along. */
  private static final SchedulerOptions OPTIONS = SchedulerOptions.of(Duration.ofSeconds(2));
  private static final long LINGER = 20;
  private static final long AGAIN = 200;
  private static final int TOGETHER = 1000;
  private static final int TRIES = 10;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int HTTP_CONNECTIONS = 32;
  private static final Pools.Sizes CONNECTIONS = new Pools.Sizes(6, 4, Duration.ofSeconds(30));

  private final Vertx vertx;
  private final Bus bus;
  private final Database database;
  private final Pools pools;
  private final Timers timers;
  private final WorkStore work;
  private final PgClosing closing;
  private final SchedulerVerticle scheduler;

  /** Does what is due and ends its slots: see {@link Worked}. */
  interface Worker extends Function<List<Claim>, Future<List<SlotEnded>>> {}

  private BenchNode(Vertx vertx, Timers timers, Database database, Pools pools, String name, Function<String, Cadence> cadences) {
    this.vertx = vertx;
    this.bus = Bus.of(vertx);
    this.database = database;
    this.pools = pools;
    this.timers = timers;
    this.work = new WorkStore(pools.schedule(), cadences);
    Executor soon = timers instanceof SystemTimers ? task -> vertx.setTimer(LINGER, rings -> task.run()) : Runnable::run;
    this.closing = new PgClosing(pools.transactions(), work, cadences, timers, name, new PgClosing.Options(OPTIONS.horizon(), TOGETHER,
        soon, task -> vertx.setTimer(AGAIN, rings -> task.run()), TRIES));
    this.scheduler = new SchedulerVerticle(bus, timers, System::nanoTime, work, new NodeStore(pools.schedule(), name), closing, cadences,
        OPTIONS);
  }

  /** In real time, by the database's clock. It schedules nothing yet. */
  static BenchNode open(Database database, String name) {
    var vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    var pools = Pools.open(vertx, database, CONNECTIONS);
    var timers = new SystemTimers(vertx);
    timers.follow(pools.reads()).await();
    return new BenchNode(vertx, timers, database, pools, name, Field.CADENCES::get);
  }

  /** In the time of {@code timers}, on the Vert.x that they live on. */
  static BenchNode open(Vertx vertx, Timers timers, Database database, String name, Function<String, Cadence> cadences) {
    return new BenchNode(vertx, timers, database, Pools.open(vertx, database, CONNECTIONS), name, cadences);
  }

  Vertx vertx() {
    return vertx;
  }

  Timers timers() {
    return timers;
  }

  Closing closing() {
    return closing;
  }

  /** Puts plans, as the features do. */
  void plan(List<Plan> plans) {
    for (int from = 0; from < plans.size(); from += 1000) {
      work.put(plans.subList(from, Math.min(from + 1000, plans.size())), timers.instant()).await();
    }
  }

  /** Opens the way out to a provider without a quota, named {@link Polling#PROVIDER}. */
  Function<Call, Future<Called>> door(URI provider) {
    var line = new Provider.Line(TIMEOUT, 1 << 20, HTTP_CONNECTIONS, Duration.ofMinutes(1));
    var asked = new Provider(Polling.PROVIDER, provider.toString(), Quota.NONE, line, Map.of("User-Agent", "Paddock"), new Access.Open());
    vertx.deployVerticle(new FetchVerticle(bus, timers, List.of(asked), new Archive(Path.of("target", "bench", "archive")),
        new QuotaStore(pools.transactions(), timers), new TrafficStore(pools.transactions()))).await();
    return call -> bus.ask(Fetching.CALL, call, TIMEOUT.multipliedBy(2));
  }

  /** Lets the scheduler run. */
  void start(Worker worker) {
    closing.whenClosed(scheduler::closed);
    bus.answer(Scheduling.due(Field.KIND), due -> worker.apply(due.claims()).map(Worked::new))
        .compose(v -> vertx.deployVerticle(scheduler))
        .compose(v -> Listener.start(vertx, database, Notice.CHANNEL, scheduler::resync, scheduler::heard)).await();
  }

  /** A worker that runs {@code one} for each claim; one that fails is left out of the answer, as the contract says. */
  static Worker each(Function<Claim, Future<SlotEnded>> one) {
    return claims -> {
      var all = claims.stream().map(one).toList();
      return Future.join(all).otherwiseEmpty().map(done -> all.stream().filter(Future::succeeded).map(Future::result).toList());
    };
  }

  @Override public void close() {
    for (var verticle : vertx.deploymentIDs()) vertx.undeploy(verticle).otherwiseEmpty().await();
    pools.close().otherwiseEmpty().await();
    vertx.close().await();
  }
}

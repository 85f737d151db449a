package dev.paddock.app;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.Database;
import dev.paddock.db.Listener;
import dev.paddock.db.Pools;
import dev.paddock.f1.ResultsVerticle;
import dev.paddock.f1.provider.Jolpica;
import dev.paddock.f1.provider.RestResults;
import dev.paddock.f1.rules.VerificationPolicy;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.ResultStore;
import dev.paddock.f1.store.RoundStore;
import dev.paddock.fantasy.ScoringVerticle;
import dev.paddock.fantasy.store.GameStore;
import dev.paddock.fantasy.store.RuleSetFile;
import dev.paddock.fantasy.store.ScoringStore;
import dev.paddock.fetch.Archive;
import dev.paddock.fetch.FetchVerticle;
import dev.paddock.fetch.Provider;
import dev.paddock.kernel.Quota.Limit;
import dev.paddock.kernel.Timers;
import dev.paddock.notify.NotifyVerticle;
import dev.paddock.notify.store.Notifications;
import dev.paddock.schedule.SchedulerVerticle;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.PutPlan;
import dev.paddock.schedule.store.PgClosing;
import dev.paddock.schedule.store.WorkStore;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** The composition root: wires the house, opens it room by room, the scheduler last, and closes it in the opposite order. Blocks; not for event loops. */
public final class Paddock implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Vertx vertx;
  private final Bus bus;
  private final Pools pools;
  private final List<String> rooms = new ArrayList<>();
  private Optional<Listener> listener = Optional.empty();

  /**
   * Where a node lives.
   *
   * @param node   stable name of its data folder: owner of its claims
   * @param archive where answers of providers are kept
   */
  public record Premises(Database database, String node, Path archive) {}

  /** @param rounds of the season that are polled */
  public record Course(Timers timers, IntPredicate rounds) {}

  private Paddock(Vertx vertx, Bus bus, Pools pools) {
    this.vertx = vertx;
    this.bus = bus;
    this.pools = pools;
  }

  /** Opens the house on a migrated database. */
  public static Paddock open(Vertx vertx, Bus bus, Pools pools, Premises premises, Settings settings, Course course) {
    var house = new Paddock(vertx, bus, pools);
    try {
      house.open(premises, settings, course);
      return house;
    } catch (RuntimeException e) {
      house.close();
      throw e;
    }
  }

  private void open(Premises premises, Settings settings, Course course) {
    var timers = course.timers();
    var cadences = new Cadences(settings.cadences());
    var work = new WorkStore(pools.transactions(), cadences, premises.node());
    var closing = new PgClosing(pools.transactions(), work, cadences, timers, premises.node());
    room(new FetchVerticle(bus, timers, providers(settings), new Archive(premises.archive())));
    room(formula1(settings, course, closing));
    var rules = RuleSetFile.bundled("classic");
    room(new ScoringVerticle(bus, timers, rules, GameStore.on(pools.transactions()), new ScoringStore(pools.transactions(), closing), closing), ScoringVerticle.options());
    room(new NotifyVerticle(bus, timers, new Notifications(pools.transactions(), closing)));
    if (!settings.scheduler().enabled()) return;
    var scheduler = new SchedulerVerticle(bus, timers, work, closing, settings.scheduler().lease());
    room(scheduler);
    bus.ask(Scheduling.PUT_PLAN, new PutPlan(ResultsVerticle.calendarPlan()), PATIENCE).await();
    listener = Optional.of(Listener.start(vertx, premises.database(), WorkStore.CHANNEL, scheduler::hint, heard -> scheduler.hint()).await());
  }

  private ResultsVerticle formula1(Settings settings, Course course, Closing closing) {
    var jolpica = new Jolpica(bus);
    var results = settings.f1().provider() == Settings.F1.Provider.REST ? new RestResults(bus) : jolpica;
    var stores = new ResultsVerticle.Stores(new CalendarStore(pools.reads()), new ResultStore(pools.reads()), new RoundStore(pools.reads()));
    var season = settings.f1().season().isPresent() ? Optional.of(settings.f1().season().getAsInt()) : Optional.<Integer>empty();
    return new ResultsVerticle(bus, course.timers(), closing, stores, new ResultsVerticle.Sources(jolpica, results),
        new VerificationPolicy(settings.scheduler().verifyChecks()), season, course.rounds());
  }

  private static List<Provider> providers(Settings settings) {
    var fetch = settings.fetch();
    var jolpica = settings.f1().jolpica();
    var limits = List.of(new Limit(jolpica.perSecond(), Duration.ofSeconds(1)), new Limit(jolpica.perHour(), Duration.ofHours(1)));
    var providers = new ArrayList<Provider>();
    providers.add(new Provider(Jolpica.NAME, base(jolpica.url().toString()), limits, fetch.timeout(), fetch.maxBody(), fetch.userAgent()));
    settings.f1().restUrl().ifPresent(url ->
        providers.add(new Provider(RestResults.NAME, base(url.toString()), limits, fetch.timeout(), fetch.maxBody(), fetch.userAgent())));
    return providers;
  }

  private static String base(String url) {
    return url.replaceAll("/+$", "");
  }

  private void room(Deployable verticle) {
    room(verticle, new DeploymentOptions());
  }

  private void room(Deployable verticle, DeploymentOptions options) {
    rooms.addFirst(vertx.deployVerticle(verticle, options).await());
  }

  /** Closes the rooms, the last opened first: no new work, claims given back, then the pools. */
  @Override public void close() {
    listener.ifPresent(l -> l.close().otherwiseEmpty().await());
    for (var room : rooms) vertx.undeploy(room).otherwiseEmpty().await();
    rooms.clear();
    pools.close().otherwiseEmpty().await();
  }
}

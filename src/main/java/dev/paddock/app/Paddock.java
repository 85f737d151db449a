package dev.paddock.app;

import dev.paddock.db.Identity;
import dev.paddock.db.Listener;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.RaceReads;
import dev.paddock.f1.web.SeasonNames;
import dev.paddock.fantasy.ScoringVerticle;
import dev.paddock.fantasy.store.RuleSetFile;
import dev.paddock.fantasy.store.ScoringStore;
import dev.paddock.fetch.Archive;
import dev.paddock.fetch.FetchVerticle;
import dev.paddock.fetch.store.QuotaStore;
import dev.paddock.fetch.store.TrafficStore;
import dev.paddock.kernel.Timers;
import dev.paddock.notify.NotifyVerticle;
import dev.paddock.notify.contract.Webhooks;
import dev.paddock.notify.store.Notifications;
import dev.paddock.notify.store.PgLetters;
import dev.paddock.notify.store.PgOutbox;
import dev.paddock.notify.store.PgPostbox;
import dev.paddock.ops.Meters;
import dev.paddock.ops.store.PgLedger;
import dev.paddock.schedule.CleanupVerticle;
import dev.paddock.schedule.CleanupVerticle.Cleanup;
import dev.paddock.schedule.SchedulerOptions;
import dev.paddock.schedule.SchedulerVerticle;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.PutPlan;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.store.NodeStore;
import dev.paddock.schedule.store.Notice;
import dev.paddock.schedule.store.PgClosing;
import dev.paddock.schedule.store.PgUndertaking;
import dev.paddock.schedule.store.PollLog;
import dev.paddock.schedule.store.WorkStore;
import dev.paddock.web.AdminToken;
import dev.paddock.web.AnswerCache;
import dev.paddock.web.Audience;
import dev.paddock.web.Door;
import dev.paddock.web.HttpVerticle;
import dev.paddock.web.Operation;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import java.net.BindException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * The composition root: wires the house, opens it room by room, the scheduler last, and closes it in the opposite order.
 * Blocks; not for event loops.
 */
public final class Paddock implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  /** A database that is away is asked again after that. */
  private static final Duration AGAIN = Duration.ofMillis(200);
  /** Slots whose ends are committed together. */
  private static final int TOGETHER = 1000;

  private final Node node;
  private final Settings settings;
  private final Course course;
  private final List<String> rooms = new ArrayList<>();
  private Optional<Listener> listener = Optional.empty();
  private int port;

  /**
   * What one run differs in from another.
   *
   * @param mode   demo or run, for the page to say
   * @param rounds of the season that are polled
   */
  public record Course(String mode, Timers timers, IntPredicate rounds) {
    /** In real time, where waiting for others may pay; in a replay time stands still meanwhile. */
    boolean live() {
      return mode.equals("run");
    }
  }

  private Paddock(Node node, Settings settings, Course course) {
    this.node = node;
    this.settings = settings;
    this.course = course;
  }

  /** Opens the house. Throws CannotStart when the port is taken. */
  static Paddock open(Node node, Settings settings, Course course) {
    var house = new Paddock(node, settings, course);
    try {
      house.open();
      return house;
    } catch (RuntimeException e) {
      house.close();
      throw e;
    }
  }

  /** The port of the page: the one asked for, or the free one that was taken. */
  int port() {
    return port;
  }

  private void open() {
    var bus = node.bus();
    var timers = course.timers();
    var database = node.pools().transactions();
    var cadences = new Cadences(settings.cadences(), ImportRoom.cadences(settings.sessions()));
    var work = new WorkStore(node.pools().schedule(), cadences);
    var closing = new PgClosing(database, work, cadences, timers, node.id(), endings());
    var rules = RuleSetFile.bundled("classic");
    var horses = new HorseRoom(node, timers, settings);
    Meters.listen(bus, node.metrics().registry()).await();
    room(new FetchVerticle(bus, timers, Stream.concat(F1Providers.of(settings).stream(), horses.providers().stream()).toList(),
        new Archive(course.live() ? node.archive() : node.archive().resolve("replayed")), new QuotaStore(database, timers),
        new TrafficStore(database)));
    var formula1 = new F1Room(node, timers, settings);
    room(formula1.verticle(closing, new PgUndertaking(database, work, timers), course.rounds()));
    var imports = new ImportRoom(node, timers, settings);
    if (course.live()) {
      room(imports.verticle(true), ImportRoom.options());
      room(imports.watch(closing));
    }
    room(horses.verticle(closing, new PgOutbox()));
    room(new ScoringVerticle(bus, timers, node.game(), new ScoringStore(database, closing), closing), ScoringVerticle.options());
    room(new NotifyVerticle(bus, timers, new Notifications(database, closing)));
    var webhooks = new WebhookRoom(bus, timers, database, closing, settings);
    webhooks.verticles().forEach(this::room);
    var reads = node.pools().reads();
    int season = settings.f1().season().orElseGet(() -> timers.instant().atOffset(ZoneOffset.UTC).getYear());
    var names = new Roster(new SeasonNames(new CalendarStore(reads), new RaceReads(reads)), SeasonPrices.season(season));
    var identity = Identity.of(reads).await();
    var answers = new AnswerCache(node.cache(), identity);
    var house = new House(node, settings, timers, course.live(), new House.Commits(closing, new PgUndertaking(database, work, timers)),
        new House.Slots(new PgOutbox(), new PgLetters(), new PgPostbox(), new PgLedger()), names, answers, node.key());
    var accounts = new AccountRoom(house);
    var live = new LiveRoom(house);
    var letters = new LetterRoom(house, live);
    var teams = new TeamRoom(house);
    var leagues = new LeagueRoom(house);
    var limits = new LimitRoom(house);
    var console = new ConsoleRoom(house, cadences);
    var play = List.of(live, accounts, letters, new PersonalRoom(house), new RulesRoom(house, teams.books()), teams, leagues,
        new BoardRoom(house), new DashboardRoom(house, leagues.memberships()), new DeskRoom(house),
        console, new CatalogueRoom(house), limits);
    for (var room : play) room.verticles().forEach(staffed -> room(staffed.verticle(), staffed.options()));
    var cleanups = Stream.concat(Stream.of(pollLog(), horses.cleanup()), play.stream().flatMap(room -> room.cleanups().stream())).toList();
    for (var cleanup : cleanups) room(new CleanupVerticle(bus, closing, cleanup));
    var game = new GameRoom(bus, timers, reads, node.game(), rules.rules(), closing, names, answers).open();
    website(game, Stream.concat(webhooks.operations().stream(), play.stream().flatMap(room -> room.operations().stream())).toList(),
        new Probes(node, console.figures()), accounts, limits.door(identity), live.audience());
    if (settings.scheduler().enabled()) schedule(work, closing, cadences,
        Stream.of(formula1.plans(course.live()), imports.plans(course.live()), horses.plans(), webhooks.waiting(),
            play.stream().flatMap(room -> room.plans().stream()).toList(), housekeeping(cleanups)).flatMap(List::stream).toList());
  }

  private PgClosing.Options endings() {
    var scheduler = settings.scheduler();
    var horizon = scheduler.horizon();
    Executor again = task -> node.vertx().setTimer(AGAIN.toMillis(), rings -> task.run());
    Executor soon = task -> node.vertx().setTimer(scheduler.linger().toMillis(), rings -> task.run());
    boolean waits = course.live() && scheduler.linger().isPositive();
    int tries = (int) Math.max(1, scheduler.lease().dividedBy(AGAIN));
    return new PgClosing.Options(horizon, TOGETHER, waits ? soon : Runnable::run, again, tries);
  }

  /** A replay is over some time, and goes with its log and all else that is old. */
  private List<Plan> housekeeping(List<Cleanup> cleanups) {
    return course.live() ? Stream.concat(cleanups.stream().map(Cleanup::plan), Stream.of(Webhooks.tidy())).toList() : List.of();
  }

  /** The poll log has its next weeks ready, and loses those that are older than need be. */
  private Cleanup pollLog() {
    return new Cleanup("retention:poll-log", "ops.retention", tx -> {
      var now = course.timers().instant();
      return new PollLog().keep(tx, now, now.minus(settings.scheduler().keepLog())).map(PollLog.Kept::told);
    });
  }

  private void schedule(WorkStore work, PgClosing closing, Cadences cadences, List<Plan> plans) {
    var set = settings.scheduler();
    var usual = SchedulerOptions.of(set.lease());
    var options = new SchedulerOptions(set.lease(), set.horizon(), usual.holdAtMost(), usual.patience());
    var scheduler = new SchedulerVerticle(node.bus(), course.timers(), System::nanoTime, work,
        new NodeStore(node.pools().schedule(), node.id()), closing, cadences, options);
    closing.whenClosed(scheduler::closed);
    room(scheduler);
    for (var plan : plans) node.bus().ask(Scheduling.PUT_PLAN, new PutPlan(plan), PATIENCE).await();
    listener = Optional.of(Listener.start(node.vertx(), node.database(), Notice.CHANNEL,
        scheduler::resync, scheduler::heard).await());
  }

  private void website(Website.Game game, List<Operation> others, Probes probes, AccountRoom accounts, Door door,
      Audience audience) {
    var http = settings.http();
    var pages = new HashMap<>(probes.pages());
    pages.put("/.well-known/jwks.json", () -> Future.succeededFuture(accounts.keys()));
    var site = new Website(node.bus(), node.pools().reads(), course.timers(), course.mode())
        .site(http, game, others, pages, new AdminToken(settings.adminToken()).before(accounts.gate())).behind(door).heardBy(audience);
    try {
      port = HttpVerticle.deploy(node.vertx(), Runtime.getRuntime().availableProcessors(), site).await();
    } catch (Exception e) { // await() throws what failed, a checked BindException too
      if (!(e instanceof BindException)) throw e;
      throw new CannotStart("port " + http.port() + " is taken; name another with --port, or --port 0 for any free one");
    }
  }

  private void room(Deployable verticle) {
    room(verticle, new DeploymentOptions());
  }

  private void room(Deployable verticle, DeploymentOptions options) {
    rooms.addFirst(node.vertx().deployVerticle(verticle, options).await());
  }

  /** Closes the rooms, the last opened first: no new work, and the claims given back. */
  @Override public void close() {
    listener.ifPresent(l -> l.close().otherwiseEmpty().await());
    for (var room : rooms) node.vertx().undeploy(room).otherwiseEmpty().await();
    rooms.clear();
  }
}

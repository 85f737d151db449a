package dev.paddock.app;

import dev.paddock.bus.Address;
import dev.paddock.bus.Message;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.f1.contract.Formula1.LookAtResult;
import dev.paddock.f1.contract.Formula1.Looked;
import dev.paddock.f1.contract.Formula1.SyncCalendar;
import dev.paddock.f1.contract.Formula1.Synced;
import dev.paddock.f1.contract.Importing;
import dev.paddock.f1.contract.Importing.GetRuns;
import dev.paddock.f1.contract.Importing.PlanImport;
import dev.paddock.f1.contract.Importing.Progressed;
import dev.paddock.f1.contract.Importing.Run;
import dev.paddock.f1.contract.Importing.RunImport;
import dev.paddock.f1.contract.Importing.Scope;
import dev.paddock.f1.contract.Importing.Start;
import dev.paddock.f1.contract.Importing.StopImport;
import dev.paddock.f1.rules.gaps.Coverage;
import dev.paddock.f1.rules.gaps.Gaps;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.CoverageStore;
import dev.paddock.f1.store.DisagreementStore;
import dev.paddock.f1.store.RaceReads;
import dev.paddock.f1.store.ResultStore;
import dev.paddock.f1.web.Races;
import dev.paddock.f1.web.StoredRaces;
import dev.paddock.fetch.Archive;
import dev.paddock.fetch.FetchVerticle;
import dev.paddock.fetch.contract.Fetching;
import dev.paddock.fetch.contract.Fetching.GetProviders;
import dev.paddock.fetch.contract.Fetching.ProviderStatus;
import dev.paddock.fetch.store.QuotaStore;
import dev.paddock.fetch.store.TrafficStore;
import dev.paddock.schedule.store.PgClosing;
import dev.paddock.schedule.store.PgUndertaking;
import dev.paddock.schedule.store.WorkStore;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The house with only what a single command needs: fetching and Formula 1, without page and scheduler. It stands beside a running
 * house, if there is one, in the same database; what follows from what it does is that one's work. Blocks; for the command line.
 */
public final class Workbench implements AutoCloseable {
  /** A calendar has some pages, each of which may have to wait for its turn. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Node node;
  private final SystemTimers timers;
  private final Races races;
  private final DisagreementStore disagreements;
  private final CoverageStore coverage;
  private final Deque<String> rooms = new ArrayDeque<>();
  private final Thread atExit = new Thread(this::interrupted, "workbench");
  private volatile Runnable interrupt = () -> {};
  private boolean closed;

  private Workbench(Node node) {
    this.node = node;
    this.timers = new SystemTimers(node.vertx());
    var reads = node.pools().reads();
    this.races = new StoredRaces(new RaceReads(reads), new ResultStore(reads), new CalendarStore(reads),
        session -> Future.succeededFuture(Optional.empty()), season -> Future.succeededFuture(Map.of()));
    this.disagreements = new DisagreementStore(reads);
    this.coverage = new CoverageStore(node.pools().transactions());
  }

  /** @throws CannotStart when there is no database to be had */
  public static Workbench open(Settings settings) {
    var bench = new Workbench(Node.forCommand(settings));
    Runtime.getRuntime().addShutdownHook(bench.atExit);
    try {
      bench.furnish(settings);
      return bench;
    } catch (RuntimeException e) {
      bench.close();
      throw e;
    }
  }

  private void furnish(Settings settings) {
    timers.follow(node.pools().reads()).await();
    var database = node.pools().transactions();
    var cadences = new Cadences(settings.cadences(), ImportRoom.cadences(settings.sessions()));
    var work = new WorkStore(node.pools().schedule(), cadences);
    var closing = new PgClosing(database, work, cadences, timers, node.id());
    room(new FetchVerticle(node.bus(), timers, F1Providers.of(settings), new Archive(node.archive()), new QuotaStore(database, timers),
            new TrafficStore(database)),
        new DeploymentOptions());
    room(new F1Room(node, timers, settings).verticle(closing, new PgUndertaking(database, work, timers), round -> true),
        new DeploymentOptions());
    var imports = new ImportRoom(node, timers, settings);
    room(imports.delivery(), new DeploymentOptions());
    room(imports.verticle(false), ImportRoom.options());
  }

  private void room(Deployable verticle, DeploymentOptions options) {
    rooms.push(node.vertx().deployVerticle(verticle, options).await());
  }

  public Instant now() {
    return timers.instant();
  }

  /** Brings a season's calendar up to date. */
  public Synced calendar(int year) {
    return ask(Formula1.SYNC_CALENDAR, new SyncCalendar(year), PATIENCE);
  }

  /** Looks at a session's result at the source. */
  public Looked result(String sessionId) {
    return ask(Formula1.LOOK_AT_RESULT, new LookAtResult(sessionId), PATIENCE);
  }

  /** A season as it is stored; empty before its calendar was brought. */
  public Optional<Races.Season> season(int year) {
    return races.season(year, now()).await();
  }

  /** The latest version of a session's result. */
  public Optional<Races.Results> stored(String raceId, String code) {
    return races.results(raceId, code, Optional.empty()).await();
  }

  /** What is missing; throws CannotStart where the season has no such round or session. @param force as if all had to be asked for anew */
  public Gaps gaps(Scope scope, boolean force) {
    if (season(scope.year()).filter(season -> !has(season, scope)).isPresent()) throw new CannotStart(scope.spoken() + ": there is none");
    return ask(Importing.PLAN, new PlanImport(scope, force), PATIENCE).gaps();
  }

  private static boolean has(Races.Season season, Scope scope) {
    return season.races().stream().filter(race -> scope.round().isEmpty() || scope.round().get() == race.round())
        .flatMap(race -> race.sessions().stream())
        .anyMatch(s -> scope.session().isEmpty() || scope.session().get().name().equals(s.code()));
  }

  /** What became of each kind of data of a season when it was looked for. */
  public List<Coverage> coverage(int year) {
    return coverage.of(year).await();
  }

  /** Begins an import. */
  public Start start(RunImport order) {
    return ask(Importing.RUN, order, PATIENCE);
  }

  /** Hears how far imports are, on another thread. */
  public void watch(Handler<Progressed> progress) {
    node.bus().on(Importing.PROGRESSED, progress).await();
  }

  public Optional<Run> run(String runId) {
    return ask(Importing.RUNS, new GetRuns(Optional.of(runId)), PATIENCE).runs().stream().findFirst();
  }

  /** Answers whether it runs here; it ends soon after. */
  public boolean stop(String runId) {
    return ask(Importing.STOP, new StopImport(runId), PATIENCE).found();
  }

  /** What the providers' limits allow. */
  public List<ProviderStatus> providers() {
    return ask(Fetching.PROVIDERS, new GetProviders(), PATIENCE).providers();
  }

  /** Where sources contradict each other about a session, a race and its sessions, or a season; at most so many. */
  public List<DisagreementStore.Stored> disagreements(String subject, int limit) {
    return disagreements.of(subject, limit).await();
  }

  private <Q extends Message, R extends Message> R ask(Address.Ask<Q, R> address, Q question, Duration patience) {
    return node.bus().ask(address, question, patience).await();
  }

  /** What is done first when the process is told to end (Ctrl-C); the process ends after it, and after this was closed. */
  public void onInterrupt(Runnable first) {
    interrupt = first;
  }

  private void interrupted() {
    try {
      interrupt.run();
    } finally {
      close();
    }
  }

  @Override public synchronized void close() {
    if (closed) return;
    closed = true;
    while (!rooms.isEmpty()) node.vertx().undeploy(rooms.pop()).otherwiseEmpty().await();
    node.close();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException endingAlready) {
      // then it is running, and has nothing left to do
    }
  }
}

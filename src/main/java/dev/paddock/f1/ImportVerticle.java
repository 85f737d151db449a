package dev.paddock.f1;

import dev.paddock.bus.Bus;
import dev.paddock.f1.Halted.Halt;
import dev.paddock.f1.SessionImport.Second;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.f1.contract.Importing;
import dev.paddock.f1.contract.Importing.GetRuns;
import dev.paddock.f1.contract.Importing.ImportPlan;
import dev.paddock.f1.contract.Importing.PlanImport;
import dev.paddock.f1.contract.Importing.RunImport;
import dev.paddock.f1.contract.Importing.Runs;
import dev.paddock.f1.contract.Importing.Start;
import dev.paddock.f1.contract.Importing.State;
import dev.paddock.f1.contract.Importing.StopImport;
import dev.paddock.f1.contract.Importing.Stopping;
import dev.paddock.f1.provider.livetiming.Extractor;
import dev.paddock.f1.rules.gaps.Coverage;
import dev.paddock.f1.rules.gaps.GapPlanner;
import dev.paddock.f1.rules.gaps.Gaps.CircuitGap;
import dev.paddock.f1.rules.sources.Precedence;
import dev.paddock.f1.store.CircuitStore;
import dev.paddock.f1.store.CoverageStore;
import dev.paddock.f1.store.DisagreementStore;
import dev.paddock.f1.store.FeedStore;
import dev.paddock.f1.store.GapReads;
import dev.paddock.f1.store.ImportStore;
import dev.paddock.f1.store.ImportStore.Open;
import dev.paddock.f1.store.ResultStore;
import dev.paddock.f1.store.SessionDataStore;
import dev.paddock.f1.store.SessionReads;
import dev.paddock.f1.store.SourceVersions;
import dev.paddock.f1.store.TelemetryStore;
import dev.paddock.fetch.contract.Fetching;
import dev.paddock.kernel.Timers;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports what was published about sessions: finds the gaps of a season and closes them, one import at a time per season. Virtual
 * thread, one instance; streams are parsed by workers of its own. What it is doing is on record, so that it, or another, can go on.
 */
public final class ImportVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(ImportVerticle.class);
  private static final int LATEST = 20;
  /** So long the house waits at its closing for an import to leave off between two steps. */
  private static final Duration UNWINDING = Duration.ofSeconds(5);

  private final Bus bus;
  private final Timers timers;
  private final Stores stores;
  private final Announcing announcing;
  private final Options options;
  private final SessionRecipes recipes;
  private final StoredGaps planning;
  private final SecondOpinion opinion;
  private final Map<Integer, ImportRun> running = new HashMap<>();
  private Context context;
  private WorkerExecutor workers;
  private Future<Void> deciding = Future.succeededFuture();
  private boolean closing;
  private Future<Void> comparing = Future.succeededFuture();

  /** What it keeps account in. */
  public record Stores(GapReads gaps, CoverageStore coverage, FeedStore feeds, SourceVersions versions, ImportStore runs,
      SessionDataStore data, TelemetryStore telemetry, CircuitStore circuits, ResultStore results, DisagreementStore disagreements,
      SessionReads reads) {}

  /** Says something to the operator. The reason why it could not be said; empty: it was. */
  public interface Announcing {
    Future<Optional<String>> say(String text);
  }

  /**
   * @param delay   how long after a session's end its data is looked for at the earliest
   * @param lease   so long an import without a sign of life is left to its node
   * @param resumes goes on by itself with imports that nobody works on
   * @param mirror  the provider that is asked for sessions that the archive does not have
   * @param backOff waits before each further try of what was not to be had
   * @param parsers workers that parse
   * @param circuits whether they are looked for
   * @param sources  of a session's data, the most trusted first; OpenF1 is asked only if it is one of them
   * @param results  sources of results likewise
   */
  public record Options(Duration delay, Duration lease, boolean resumes, Optional<String> mirror, List<Duration> backOff, int parsers,
      boolean circuits, List<String> sources, List<String> results) {
    public Options {
      sources = List.copyOf(sources);
      results = List.copyOf(results);
      backOff = List.copyOf(backOff);
    }
  }

  /** @param extractors what makes data of what was loaded */
  public ImportVerticle(Bus bus, Timers timers, Stores stores, List<Extractor> extractors, Announcing announcing, Options options) {
    this.bus = bus;
    this.timers = timers;
    this.stores = stores;
    this.announcing = announcing;
    this.options = options;
    this.recipes = new SessionRecipes(extractors, options.circuits(), second() != Second.NONE);
    this.planning = new StoredGaps(stores, new GapPlanner(recipes, options.delay()), timers);
    this.opinion = new SecondOpinion(stores.results(), stores.reads(), stores.coverage(), stores.disagreements(),
        new Precedence(options.results()));
  }

  /** How it wants to be deployed. */
  public static DeploymentOptions deployment() {
    return new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
  }

  @Override public Future<?> start() {
    context = vertx.getOrCreateContext();
    workers = vertx.createSharedWorkerExecutor("import", options.parsers());
    vertx.setPeriodic(options.lease().dividedBy(3).toMillis(), tick -> tend());
    return Future.all(List.of(
        bus.answer(Importing.PLAN, ask -> Future.succeededFuture(plan(ask))),
        bus.answer(Importing.RUN, ask -> Future.succeededFuture(alone(() -> run(ask)))),
        bus.answer(Importing.STOP, ask -> Future.succeededFuture(stop(ask))),
        bus.answer(Importing.RUNS, ask -> Future.succeededFuture(runs(ask))),
        bus.onHere(Formula1.RESULT_STORED, stored -> compare(stored.sessionId())),
        bus.onHere(Formula1.RESULT_CORRECTED, corrected -> compare(corrected.sessionId())),
        bus.onHere(Fetching.PAGE_FETCHED, page -> running.values().forEach(run -> run.othersAsked(page.provider())))))
        .onSuccess(v -> context.runOnContext(begun -> alone(this::adopt)));
  }

  /** What it was doing is left to whoever comes next, at once. */
  @Override public Future<?> stop() {
    closing = true;
    var left = List.copyOf(running.values());
    left.forEach(run -> run.halt(new Halt.Leaves("the house closes")));
    return Future.join(left.stream().map(ImportRun::unwound).toList()).timeout(UNWINDING.toMillis(), TimeUnit.MILLISECONDS)
        .transform(unwound -> Future.join(left.stream().map(run -> stores.runs().release(run.id())).toList()))
        .transform(released -> comparing)
        .transform(compared -> workers.close());
  }

  /** Whoever closes the house, such as a command that is done, waits for it. */
  private void compare(String sessionId) {
    comparing = comparing.compose(before -> opinion.compare(sessionId, timers.instant())).<Void>mapEmpty()
        .onFailure(t -> LOG.warn("{}: its results cannot be compared: {}", sessionId, t.toString())).otherwiseEmpty();
  }

  private ImportPlan plan(PlanImport ask) {
    return new ImportPlan(planning.plan(ask.scope(), ask.force() ? Optional.of(timers.instant()) : Optional.empty()).gaps());
  }

  private Start run(RunImport ask) {
    int most = RunImport.PARALLEL_AT_MOST;
    if (ask.parallel() < 1 || ask.parallel() > most) return new Start.Refused("parallel must be 1 to " + most);
    if (ask.maxCalls().filter(calls -> calls < 0).isPresent()) return new Start.Refused("max-calls must not be negative");
    if (closing) return new Start.Refused("the house closes");
    var fixtures = stores.gaps().fixtures(ask.scope().year()).await().only(ask.scope().round(), ask.scope().session());
    if (fixtures.known() && fixtures.isEmpty()) return new Start.Refused(ask.scope().spoken() + ": there is none");
    int year = ask.scope().year();
    var here = running.get(year);
    if (here != null && !here.isEnding()) return new Start.AlreadyRunning(here.id(), year, here.startedAt());
    if (here != null) here.unwound().await();
    var standing = stores.runs().standing(year).await();
    if (standing.isPresent() && !standing.get().orphan()) return already(standing.get().open());
    if (standing.isPresent() && standing.get().open().run().asked().equals(ask)) return goOn(standing.get().open());
    if (standing.isPresent()) putAway(standing.get().open());
    return stores.runs().begin(ask, timers.instant()).await().<Start>map(open -> {
      launch(open);
      return new Start.Started(open.run().runId());
    }).orElseGet(() -> already(stores.runs().standing(year).await().orElseThrow().open()));
  }

  private Start goOn(Open orphan) {
    return stores.runs().take(orphan.run().runId()).await().<Start>map(open -> {
      launch(open);
      return new Start.Started(open.run().runId());
    }).orElseGet(() -> already(orphan));
  }

  /** Another import of that season is wanted than the one that nobody works on any more. */
  private void putAway(Open orphan) {
    stores.runs().take(orphan.run().runId()).await().ifPresent(open -> new ImportRun(open, bus, timers, stores.runs())
        .end(State.STOPPED, List.of(), Optional.of("nobody worked on it any more, and another was asked for")));
  }

  private static Start.AlreadyRunning already(Open open) {
    return new Start.AlreadyRunning(open.run().runId(), open.run().asked().scope().year(), open.run().startedAt());
  }

  private Stopping stop(StopImport ask) {
    var found = running.values().stream().filter(run -> run.id().equals(ask.runId())).findFirst();
    found.ifPresent(run -> run.halt(new Halt.Ends(State.STOPPED, "it was told to stop")));
    return new Stopping(found.isPresent());
  }

  private Runs runs(GetRuns ask) {
    return new Runs(ask.runId().isPresent() ? stores.runs().run(ask.runId().get()).await().stream().toList()
        : stores.runs().latest(LATEST).await());
  }

  private void tend() {
    running.values().forEach(ImportRun::renew);
    if (!closing) context.runOnContext(v -> alone(this::adopt));
  }

  /** Takes up what nobody works on. Answers how many that were. */
  private int adopt() {
    if (!options.resumes() || closing) return 0;
    int before = running.size();
    try {
      for (var orphan : stores.runs().orphans().await()) {
        if (!running.containsKey(orphan.run().asked().scope().year())) stores.runs().take(orphan.run().runId()).await().ifPresent(open -> {
          LOG.info("import {} goes on here", open.run().runId());
          launch(open);
        });
      }
    } catch (RuntimeException away) {
      LOG.warn("cannot look for interrupted imports: {}", away.toString());
    }
    return running.size() - before;
  }

  /** One at a time: between two waits a decision must not find what another has only half done. */
  private <T> T alone(Supplier<T> decision) {
    var before = deciding;
    var over = Promise.<Void>promise();
    deciding = over.future();
    before.await();
    try {
      return decision.get();
    } finally {
      over.complete();
    }
  }

  private void launch(Open open) {
    var run = new ImportRun(open, bus, timers, stores.runs());
    running.put(run.year(), run);
    context.runOnContext(v -> work(run));
  }

  private void work(ImportRun run) {
    List<String> left = List.of();
    try {
      left = new SeasonImport(bus, planning, run, steps(run)).close(context);
    } catch (Halted halted) {
      LOG.debug("import {}: {}", run.id(), halted.getMessage());
    } catch (Exception failed) {
      LOG.error("import {} failed", run.id(), failed);
      run.halt(new Halt.Ends(State.FAILED, Reason.of(failed)));
    }
    try {
      end(run, left);
    } catch (Exception failed) {
      LOG.error("import {} cannot be ended", run.id(), failed);
    } finally {
      running.remove(run.year());
      run.over();
    }
  }

  private void end(ImportRun run, List<String> left) {
    switch (run.halt().orElse(new Halt.Ends(State.COMPLETED, ""))) {
      case Halt.Leaves(var why) when options.resumes() || closing -> LOG.info("import {} is left: {}", run.id(), why);
      case Halt.Leaves(var why) -> end(run, left, State.FAILED, why);
      case Halt.Ends(var state, var why) -> end(run, left, state, why);
    }
  }

  private void end(ImportRun run, List<String> left, State state, String why) {
    var reason = Optional.of(why).filter(text -> !text.isEmpty());
    var text = Announcement.of(run.id(), state, run.summary(left, reason));
    if (run.asked().announce()) announce(run, text);
    run.end(state, left, reason);
    LOG.info("{}", text);
  }

  /** What cannot be said is on record, and no more than that. */
  private void announce(ImportRun run, String text) {
    announcing.say(text).otherwise(failed -> Optional.of(Reason.of(failed))).await().ifPresent(why -> {
      LOG.warn("import {} cannot be announced: {}", run.id(), why);
      run.tally().failure("announcement", why);
    });
  }

  private SeasonImport.Steps steps(ImportRun run) {
    int year = run.year();
    var loads = new Loads(run, bus, timers, stores.versions(), stores.versions().absences(year).await(), workers,
        options.backOff());
    var versions = new Versions(stores.versions(), workers);
    var locating = new Locating(year, loads, versions, workers, stores.feeds().of(year).await());
    var files = new SessionFiles(new SessionFiles.Tools(timers, stores.feeds(), stores.gaps(), options.mirror(), workers), run, loads,
        versions);
    var sessions = new SessionImport(new SessionImport.Tools(bus, timers, recipes, new Keeping(stores.data(), stores.telemetry()),
        stores.coverage(), stores.feeds(), opinion, second(), workers), run, locating, files,
        new SecondSource(run, loads, versions, workers));
    var circuits = new CircuitImport(
        new CircuitImport.Tools(bus, timers, stores.circuits(), stores.coverage(), stores.feeds(), workers), run, loads, versions);
    return new SeasonImport.Steps() {
      @Override public void forego(List<Coverage> rows) {
        stores.coverage().put(rows).await();
      }

      @Override public Tally.Outcome session(SessionImport.Wanted wanted) {
        return sessions.run(wanted);
      }

      @Override public Tally.Outcome circuit(CircuitGap gap) {
        return circuits.run(gap);
      }
    };
  }

  private Second second() {
    int second = options.sources().indexOf(SecondSource.NAME);
    int first = options.sources().indexOf(Locating.ARCHIVE);
    return second < 0 ? Second.NONE : first >= 0 && first < second ? Second.AFTER : Second.BEFORE;
  }
}

package dev.paddock.fantasy;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.Database;
import dev.paddock.db.Pools;
import dev.paddock.db.Undertaking;
import dev.paddock.f1.contract.Formula1.Result;
import dev.paddock.f1.contract.Formula1.SessionKind;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.rules.Entrant;
import dev.paddock.fantasy.store.GameReads;
import dev.paddock.fantasy.store.GameStore;
import dev.paddock.fantasy.store.LockKeeping;
import dev.paddock.fantasy.store.OpeningPrices;
import dev.paddock.fantasy.store.RuleSetFile;
import dev.paddock.fantasy.store.ScoringStore;
import dev.paddock.fantasy.store.Seeding;
import dev.paddock.kernel.Timers;
import dev.paddock.notify.BroadcastVerticle;
import dev.paddock.notify.Mailbox;
import dev.paddock.notify.NotifyVerticle;
import dev.paddock.notify.contract.Notifying;
import dev.paddock.notify.store.Errands;
import dev.paddock.notify.store.Notifications;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.DueWork;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.schedule.rules.Cadence;
import dev.paddock.schedule.store.NodeStore;
import dev.paddock.schedule.store.PgClosing;
import dev.paddock.schedule.store.PgUndertaking;
import dev.paddock.schedule.store.WorkStore;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A node with the real game, notifications and work table, whose scheduler is the test: it runs what is due when told to. */
public final class Node implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Function<String, Cadence> CADENCES = name -> new Cadence(name, List.of(name.equals("reminder")
      ? Cadence.Band.every(Duration.ofHours(1), Duration.ofHours(-72), Duration.ZERO) : Cadence.Band.at(Duration.ZERO)), 3, Duration.ofMinutes(1));

  /** A clock that only the test moves. */
  public static final class Clock implements Timers {
    private volatile Instant now = FakeFormula1.START;

    @Override public Instant instant() {
      return now;
    }

    @Override public Wakeup wakeAt(Instant when, Supplier<? extends CompletionStage<?>> task) {
      throw new UnsupportedOperationException("nothing here waits");
    }

    public void advance(Duration by) {
      now = now.plus(by);
    }
  }

  public final Vertx vertx = Vertx.vertx();
  public final Bus bus = Bus.of(vertx);
  public final Clock clock = new Clock();
  public final Database database;
  public final Pools pools;
  public final RuleSetFile rules = RuleSetFile.bundled("classic");
  public final GameStore game;
  public final GameReads reads;
  public final Seeding seeding;
  public final Mailbox mailbox;
  public final Rescore rescore;
  public final List<Fantasy.BoardChanged> boardsChanged = new CopyOnWriteArrayList<>();
  public final List<Notifying.UserNotified> notified = new CopyOnWriteArrayList<>();
  public final ScoringStore scoring;
  public final WorkStore work;
  public final Closing closing;
  public final Undertaking undertaking;
  private final long incarnation;

  public Node(String name, Database database, FakeFormula1 formula1) {
    this.database = database;
    pools = Pools.open(vertx, database, new Pools.Sizes(4, 2, Duration.ofSeconds(30)));
    work = new WorkStore(pools.transactions(), CADENCES);
    incarnation = new NodeStore(pools.transactions(), name).join(Duration.ofHours(1)).await();
    closing = new PgClosing(pools.transactions(), work, CADENCES, clock, name);
    undertaking = new PgUndertaking(pools.transactions(), work, clock);
    game = GameStore.on(pools.reads(), vertx.createSharedWorkerExecutor("boards", 2));
    reads = new GameReads(game);
    seeding = new Seeding(pools.transactions(), rules.rules());
    rescore = new Rescore(bus, game, rules.rules());
    var notifications = new Notifications(pools.reads(), closing);
    mailbox = new Mailbox(bus, clock, notifications);
    formula1.answerOn(bus);
    bus.on(Fantasy.BOARD_CHANGED, boardsChanged::add).await();
    bus.on(Notifying.USER_CREATED, notified::add).await();
    scoring = new ScoringStore(pools.transactions(), closing);
    vertx.deployVerticle(new ScoringVerticle(bus, clock, game, scoring, closing),
        ScoringVerticle.options()).await();
    var lists = new OpeningPrices(pools.transactions(), game.rules());
    vertx.deployVerticle(new PriceVerticle(bus, clock, game, lists, closing, Optional.empty()), PriceVerticle.options()).await();
    vertx.deployVerticle(new NotifyVerticle(bus, clock, notifications)).await();
    vertx.deployVerticle(new BroadcastVerticle(bus, clock, new Errands(pools.reads()), closing)).await();
  }

  /** Ten constructors of two drivers; prices such that about half of all fives are affordable. */
  public static SortedMap<Integer, List<Entrant>> entrants(int rounds) {
    var entrants = IntStream.range(0, 20).mapToObj(i -> new Entrant(FakeFormula1.DRIVERS.get(i), "constructor" + i / 2, 290 - 10 * i))
        .toList();
    var all = new TreeMap<Integer, List<Entrant>>();
    for (int round = 1; round <= rounds; round++) all.put(round, entrants);
    return all;
  }

  public void seed(int teams, int rounds) {
    seeding.seed(2025, teams, 7, entrants(rounds), clock.instant()).await();
  }

  /** Keeps the locks of the first rounds as the calendar has them. */
  public void lock(int rounds) {
    var calendar = IntStream.rangeClosed(1, rounds).mapToObj(FakeFormula1::lock).toList();
    pools.transactions().withTransaction(tx -> new LockKeeping().keep(tx, 2025, calendar, clock.instant())).await();
  }

  /** Plans the scoring of a version and does all that follows from it. */
  public List<SlotEnded> score(Result result) {
    plan(Fantasy.score(result.sessionId(), result.version(), clock.instant()));
    return runDue();
  }

  public void plan(Plan plan) {
    work.put(plan, clock.instant()).await();
  }

  public void cancel(String subject) {
    work.cancel(subject).await();
  }

  public long incarnation() {
    return incarnation;
  }

  public List<Claim> claim() {
    return work.claim(incarnation, clock.instant(), 10).await().claims();
  }

  public List<SlotEnded> run(List<Claim> claims) {
    return bus.ask(Scheduling.due(claims.getFirst().plan().kind()), new DueWork(claims), PATIENCE).await().ended();
  }

  public List<SlotEnded> runDue() {
    var ended = new ArrayList<SlotEnded>();
    for (var claims = claim(); !claims.isEmpty(); claims = claim()) {
      for (var claim : claims) ended.addAll(run(List.of(claim)));
    }
    return ended;
  }

  public long count(String table) {
    return pools.reads().query("select count(*) from " + table).execute().await().iterator().next().getLong(0);
  }

  @Override public void close() {
    pools.close().await();
    vertx.close().await();
  }

  public static SessionKind[] weekend() {
    return new SessionKind[] {SessionKind.QUALIFYING, SessionKind.RACE};
  }
}

package dev.paddock.notify;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.Database;
import dev.paddock.db.Outbox;
import dev.paddock.db.Pools;
import dev.paddock.fantasy.Node.Clock;
import dev.paddock.fetch.DeliveryVerticle;
import dev.paddock.fetch.contract.Delivering.By;
import dev.paddock.notify.contract.Webhooks;
import dev.paddock.notify.rules.Redelivery;
import dev.paddock.notify.store.Deliveries;
import dev.paddock.notify.store.Endpoints;
import dev.paddock.notify.store.HookOrders;
import dev.paddock.notify.store.PgOutbox;
import dev.paddock.notify.web.StoredHooks;
import dev.paddock.ops.store.PgLedger;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Cancelled;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.DueWork;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.Planned;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.schedule.rules.Cadence;
import dev.paddock.schedule.store.NodeStore;
import dev.paddock.schedule.store.PgClosing;
import dev.paddock.schedule.store.WorkStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** A node with real webhooks and the real work table, whose scheduler is the test: it runs what is due when told to. */
final class WebhookNode implements AutoCloseable {
  static final Instant NOON = Instant.parse("2025-03-16T12:00:00Z");
  static final Duration KEEP = Duration.ofDays(30);
  static final Duration TIMEOUT = Duration.ofSeconds(3);

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Redelivery USUAL =
      new Redelivery(Stream.of("PT10S", "PT1M", "PT5M", "PT30M", "PT2H", "PT12H").map(Duration::parse).toList());
  private static final Function<String, Cadence> CADENCES = name -> name.equals("once")
      ? new Cadence(name, List.of(Cadence.Band.at(Duration.ZERO)), 3, Duration.ofMinutes(1))
      : new Cadence(name, Cadence.Band.every(Duration.ofDays(1), Duration.ZERO));

  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.of(vertx);
  final Clock clock = new Clock();
  final Database database;
  final Pools pools;
  final Map<String, String> states = new ConcurrentHashMap<>();
  final Endpoints endpoints;
  final Deliveries deliveries;
  final StoredHooks hooks;
  /** As if the process died when it was about to commit what came of its work. */
  volatile boolean closesNothing;

  private final Outbox outbox = new PgOutbox();
  private final WorkStore work;
  private final long incarnation;
  private final Closing closing;
  private boolean dead;

  WebhookNode(String name, Database database) {
    this.database = database;
    clock.advance(Duration.between(clock.instant(), NOON));
    pools = Pools.open(vertx, database, new Pools.Sizes(4, 2, Duration.ofSeconds(30)));
    work = new WorkStore(pools.transactions(), CADENCES);
    incarnation = new NodeStore(pools.transactions(), name).join(Duration.ofHours(1)).await();
    closing = new PgClosing(pools.transactions(), work, CADENCES, clock, name);
    endpoints = new Endpoints(pools.reads());
    deliveries = new Deliveries(pools.reads(), new Mortal());
    hooks = new StoredHooks(bus, clock, endpoints, deliveries,
        new HookOrders(pools.transactions(), new PgLedger(), clock), () -> "whsec_made-up");
    bus.answer(Scheduling.PUT_PLAN, put -> work.put(put.plan(), clock.instant()).map(done -> new Planned(done.changed()))).await();
    bus.answer(Scheduling.CANCEL_PLAN, cancel -> work.cancel(cancel.subject()).map(Cancelled::new)).await();
    bus.answer(Webhooks.state("horse"), ask -> Future.succeededFuture(new Webhooks.State(Optional.ofNullable(states.get(ask.subject())))))
        .await();
    vertx.deployVerticle(new DeliveryVerticle(bus, "paddock-test", EnumSet.allOf(By.class), TIMEOUT)).await();
    vertx.deployVerticle(new WebhookVerticle(bus, clock, deliveries, USUAL, KEEP)).await();
  }

  private final class Mortal implements Closing {
    @Override public Future<SlotEnded> close(Claim claim, Function<SqlConnection, Future<Closure>> effect) {
      return closesNothing ? Future.failedFuture(new Fenced(claim)) : closing.close(claim, effect);
    }

    @Override public Future<List<SlotEnded>> closeAll(List<Claim> claims,
        BiFunction<SqlConnection, List<Claim>, Future<Map<String, Closure>>> effect) {
      return closing.closeAll(claims, effect);
    }

    @Override public Future<SlotEnded> close(Claim claim, Closure closure) {
      return closing.close(claim, closure);
    }
  }

  /** Work whose effect has these events, in one transaction with the end of its slot. */
  void happens(Outbox.Event... events) {
    happens(Future.succeededFuture(), events);
  }

  /** @param effect fails: the transaction does */
  void happens(Future<?> effect, Outbox.Event... events) {
    var cause = new Plan("cause-" + System.nanoTime(), "cause", "once", clock.instant(), Optional.empty());
    work.put(cause, clock.instant()).await();
    var claim = claim().stream().filter(c -> c.plan().subject().equals(cause.subject())).findFirst().orElseThrow();
    try {
      closing.close(claim, tx -> outbox.put(tx, clock.instant(), List.of(events))
          .compose(plans -> effect.map(new Closing.Closure(new Scheduling.Ending.Stop("happened"), plans)))).await();
    } finally {
      work.cancel(cause.subject()).await();
      leasesRunOut();
    }
  }

  /** The same with a commit that takes two seconds, which has begun when this returns. */
  Future<?> happensSlowly(Outbox.Event event) {
    pools.transactions().query("""
        create function doze() returns trigger language plpgsql as 'begin perform pg_sleep(2); return null; end';
        create constraint trigger doze after insert on webhook_delivery deferrable initially deferred
          for each row execute function doze()""").execute().await();
    var cause = new Plan("cause-of-" + event.revision(), "cause", "once", clock.instant(), Optional.empty());
    work.put(cause, clock.instant()).await();
    var commits = closing.close(claim().getFirst(), tx -> outbox.put(tx, clock.instant(), List.of(event))
        .map(plans -> new Closing.Closure(new Scheduling.Ending.Stop("happened"), plans)));
    for (boolean dozes = false; !dozes; ) {
      dozes = pools.reads().query("select 1 from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()")
          .execute().await().size() > 0;
    }
    return commits;
  }

  /** The same while others work: whatever is due is done on the way. */
  void happensAmidWork(Outbox.Event event) {
    var cause = new Plan("cause-" + event.subject() + "-" + event.revision(), "cause", "once", clock.instant(), Optional.empty());
    work.put(cause, clock.instant()).await();
    for (var claim : claim()) {
      if (!claim.plan().kind().equals("cause")) run(List.of(claim));
      else closing.close(claim, tx -> outbox.put(tx, clock.instant(), List.of(event(claim)))
          .map(plans -> new Closing.Closure(new Scheduling.Ending.Stop("happened"), plans))).await();
    }
  }

  private static Outbox.Event event(Claim cause) {
    var parts = cause.plan().subject().split("-");
    return new Outbox.Event("horse.race.changed", parts[1] + "-" + parts[2], Long.parseLong(parts[3]));
  }

  List<Claim> claim() {
    return work.claim(incarnation, clock.instant(), 100).await().claims();
  }

  /** Those that were closed. */
  List<SlotEnded> run(List<Claim> claims) {
    return claims.isEmpty() ? List.of() : start(claims).await().ended();
  }

  private Future<Scheduling.Worked> start(List<Claim> claims) {
    return bus.ask(Scheduling.due(claims.getFirst().plan().kind()), new DueWork(claims), PATIENCE);
  }

  void runDueOnce() {
    run(claim());
  }

  void startDue() {
    start(claim());
  }

  /** All that is due at this instant. */
  void runDue() {
    for (var claims = claim(); !claims.isEmpty(); claims = claim()) run(claims);
  }

  /** What is due in the next seconds too: the rest of a queue follows its first by milliseconds. */
  void runAll() {
    var ended = new ArrayList<SlotEnded>();
    runDue();
    do {
      ended.clear();
      clock.advance(Duration.ofSeconds(1));
      for (var claims = claim(); !claims.isEmpty(); claims = claim()) ended.addAll(run(claims));
    } while (!ended.isEmpty());
  }

  void plan(Plan plan) {
    work.put(plan, clock.instant()).await();
  }

  void tidy() {
    work.put(Webhooks.tidy(), clock.instant()).await();
    run(claim().stream().filter(claim -> claim.plan().kind().equals(Webhooks.TIDY)).toList());
    leasesRunOut();
  }

  /** Subjects that are not at rest. */
  List<String> due() {
    var subjects = new ArrayList<String>();
    pools.reads().query("select subject from work where due_at is not null").execute().await()
        .forEach(row -> subjects.add(row.getString("subject")));
    return subjects;
  }

  long count(String table) {
    return pools.reads().query("select count(*) from " + table).execute().await().iterator().next().getLong(0);
  }

  /** As if every node that holds a claim had died. */
  void leasesRunOut() {
    pools.transactions().query("update work set lease_owner = null, epoch = epoch + 1 where lease_owner is not null").execute().await();
  }

  /** Without a farewell: nothing is given back, nothing is committed any more. */
  void dies() {
    closesNothing = true;
    dead = true;
    vertx.close().await();
  }

  @Override public void close() {
    if (!dead) dies();
  }
}

package dev.paddock.f1;

import static dev.paddock.f1.ResultDiffTest.field;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.ManualTimers;
import dev.paddock.TestDatabase;
import dev.paddock.bus.Bus;
import dev.paddock.db.Outbox;
import dev.paddock.db.Pools;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.f1.contract.Stewarding;
import dev.paddock.f1.contract.Stewarding.Decide;
import dev.paddock.f1.contract.Stewarding.Decided;
import dev.paddock.f1.contract.Stewarding.Enter;
import dev.paddock.f1.contract.Stewarding.Entered;
import dev.paddock.f1.contract.Stewarding.Release;
import dev.paddock.f1.contract.Stewarding.Released;
import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.Caution;
import dev.paddock.f1.rules.VerificationPolicy;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.DisagreementStore;
import dev.paddock.f1.store.HoldStore;
import dev.paddock.f1.store.PhaseStore;
import dev.paddock.f1.store.RaceReads;
import dev.paddock.f1.store.ResultStore;
import dev.paddock.f1.store.RoundStore;
import dev.paddock.f1.store.RulingStore;
import dev.paddock.f1.store.SessionReads;
import dev.paddock.f1.web.Holds;
import dev.paddock.f1.web.StewardOperations;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.notify.store.PgLetters;
import dev.paddock.ops.store.AuditReads;
import dev.paddock.ops.store.Jobs;
import dev.paddock.ops.store.PgAlarm;
import dev.paddock.ops.store.PgLedger;
import dev.paddock.ops.web.AuditOperations;
import dev.paddock.ops.web.JobOperations;
import dev.paddock.schedule.SchedulerOptions;
import dev.paddock.schedule.SchedulerVerticle;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.PutPlan;
import dev.paddock.schedule.contract.Scheduling.Worked;
import dev.paddock.schedule.store.NodeStore;
import dev.paddock.schedule.store.Orders;
import dev.paddock.schedule.store.PgClosing;
import dev.paddock.schedule.store.PgUndertaking;
import dev.paddock.schedule.store.WorkStore;
import dev.paddock.schedule.web.SteeringOperations;
import dev.paddock.web.ContractClient;
import dev.paddock.web.Operation;
import dev.paddock.web.PartOfSite;
import dev.paddock.web.Seal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A race of Sunday whose result is final on Wednesday, with all that stewards may do: real scheduler, database and API. */
abstract class FinalOnWednesday {
  static final Instant SUNDAY_NOON = TimelineTest.SUNDAY_NOON;
  static final String SESSION = TimelineTest.SESSION;
  static final String WHY = "The stewards' document 42 says so.";

  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.of(vertx);
  final Pools pools = Pools.open(vertx, TestDatabase.fresh(), new Pools.Sizes(6, 2, Duration.ofSeconds(30)));
  final ManualTimers timers = new ManualTimers(vertx, SUNDAY_NOON.minus(Duration.ofDays(3)));
  final ScriptedSource source = new ScriptedSource(timers, SUNDAY_NOON);
  final ScriptedSource second = new ScriptedSource(timers, SUNDAY_NOON);
  final WorkStore work = new WorkStore(pools.schedule(), TimelineTest.CADENCES);
  final PgClosing closing = new PgClosing(pools.transactions(), work, TimelineTest.CADENCES, timers, "node");
  final ResultStore results = new ResultStore(pools.reads());
  final AuditReads audit = new AuditReads(pools.reads());
  final List<String> scored = new CopyOnWriteArrayList<>();
  final List<Integer> open = new CopyOnWriteArrayList<>();
  SchedulerVerticle scheduler;
  ContractClient admin;
  ContractClient user;

  @BeforeEach void open() {
    pools.transactions().query("""
        insert into player (id, name, joined_at) values (1, 'Ada', '2025-01-01Z'), (2, 'Bob', '2025-01-01Z');
        insert into account (user_id, email, password_hash, role, created_at)
        values (1, 'ada@example.org', '', 'admin', '2025-01-01Z'), (2, 'bob@example.org', '', 'user', '2025-01-01Z')
        """).execute().await();
    bus.on(Formula1.HOLDS_OPEN, told -> open.add(told.count())).await();
    bus.answer(Scheduling.due(Fantasy.SCORE), due -> {
      due.claims().forEach(claim -> scored.add(claim.plan().subject()));
      return Future.join(due.claims().stream().map(claim -> closing.close(claim, new Ending.Next(true, "scored"))).toList())
          .map(all -> new Worked(all.list()));
    }).await();
    var holds = new HoldStore(pools.reads());
    var calendar = new CalendarStore(pools.reads());
    var stores = new ResultsVerticle.Stores(calendar, results, new RoundStore(pools.reads()), new DisagreementStore(pools.reads()),
        new PhaseStore(), holds, new RulingStore(), new SessionReads(pools.reads()));
    var commits = new ResultsVerticle.Commits(closing, new PgUndertaking(pools.transactions(), work, timers), Outbox.CLOSED,
        new PgLedger(), new PgAlarm(new PgLetters()));
    vertx.deployVerticle(new ResultsVerticle(bus, timers, commits, stores,
        new ResultsVerticle.Sources(List.of(source), source, Optional.of(second)),
        new ResultsVerticle.Rules(new VerificationPolicy(3), new Caution(true, true)), Optional.of(2025), round -> true)).await();
    scheduler = new SchedulerVerticle(bus, timers, System::nanoTime, work, new NodeStore(pools.schedule(), "node"), closing,
        TimelineTest.CADENCES, SchedulerOptions.of(TimelineTest.LEASE));
    closing.whenClosed(scheduler::closed);
    vertx.deployVerticle(scheduler).await();
    bus.ask(Scheduling.PUT_PLAN, new PutPlan(ResultsVerticle.calendarPlan()), Duration.ofSeconds(30)).await();
    serve(holds, calendar);
    source.publish(SUNDAY_NOON.plusSeconds(1800), field(20));
  }

  @AfterEach void close() {
    vertx.deploymentIDs().forEach(id -> vertx.undeploy(id).await());
    pools.close().await();
    vertx.close().await();
  }

  private void serve(HoldStore holds, CalendarStore calendar) {
    var patience = Duration.ofSeconds(30);
    var orders = new StewardOperations.Orders() {
      @Override public Future<Entered> enter(Enter enter) {
        return bus.ask(Stewarding.ENTER, enter, patience);
      }

      @Override public Future<Released> release(Release release) {
        return bus.ask(Stewarding.RELEASE, release, patience);
      }

      @Override public Future<Decided> decide(Decide decide) {
        return bus.ask(Stewarding.DECIDE, decide, patience);
      }
    };
    var seal = new Seal(new byte[32]);
    var plans = new Orders(pools.transactions(), TimelineTest.CADENCES, new PgLedger(), timers);
    var operations = Stream.of(new StewardOperations(orders, new Holds(holds, calendar), plans::order, seal).list(),
        new SteeringOperations(plans::order).list(), new AuditOperations(audit, seal).list(),
        new JobOperations(new Jobs(pools.reads()), timers).list()).<Operation>flatMap(List::stream).toList();
    int port = PartOfSite.serve(vertx, operations, AdaAndBob.GATE).await();
    admin = ContractClient.of(vertx, port).as("admin-1");
    user = admin.as("user-2");
  }

  /** Final on Wednesday at one; looked at again on the Monday after. */
  void changedAfterFinal(List<CarResult> change) {
    source.publish(at("2025-03-20T00:00:00Z"), change);
    pass("2025-03-24T13:00:00Z");
  }

  /** Why each version was made, as far as an administrator made it. */
  List<String> reasons() {
    return new RaceReads(pools.reads()).versions(SESSION).await().stream().map(version -> version.reason().orElse("")).toList();
  }

  void verifyNow() {
    timers.jumpTo(timers.instant().plusSeconds(1));
    admin.ask("verifyResult").with("raceId", "2025-noon").answer().expect(202);
    wakeUp();
  }

  void wakeUp() {
    var ordered = timers.instant();
    until(() -> count("work where subject = 'result:" + SESSION + "' and last_ended >= '" + ordered + "'") == 1);
  }

  /** The node hears of what others have put into the database, here by being told that it may have missed something. */
  void until(BooleanSupplier isSo) {
    scheduler.resync();
    var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!isSo.getAsBoolean() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(5_000_000);
      timers.advanceTo(timers.instant());
    }
  }

  int count(String from) {
    return pools.reads().query("select count(*)::int as n from " + from).execute().await().iterator().next().getInteger("n");
  }

  static JsonObject byHand(List<CarResult> rows) {
    return new JsonObject().put("reason", WHY).put("rows", new JsonArray(rows.stream().map(car -> new JsonObject()
        .put("position", car.position()).put("driverId", car.driverId()).put("constructorId", car.constructorId())
        .put("number", car.number())
        .put("status", car.finish().name().toLowerCase(Locale.ROOT)).put("points", car.points() / 100.0).put("grid", car.grid())
        .put("laps", car.laps())).toList()));
  }

  Future<ContractClient.Answered> sent(JsonObject hold, String etag, String decision) {
    return admin.ask("decideHold").with("id", hold.getInteger("id")).ifMatch(etag)
        .body(new JsonObject().put("decision", decision).put("reason", WHY)).sent();
  }

  ContractClient.Answered decide(JsonObject hold, String etag, String decision) {
    return sent(hold, etag, decision).await();
  }

  String etag(JsonObject hold) {
    return admin.ask("getHold").with("id", hold.getInteger("id")).answer().expect(200).etag();
  }

  JsonObject onlyHold(String state) {
    var found = admin.ask("listHolds").with("state", state).answer().expect(200).json().getJsonArray("holds");
    assertThat(found).as("holds that are " + state).hasSize(1);
    return found.getJsonObject(0);
  }

  List<String> actions() {
    var all = new ArrayList<String>();
    pools.reads().query("select actor || ' ' || action as line from audit_entry order by id").execute().await()
        .forEach(row -> all.add(row.getString("line")));
    return all;
  }

  ResultStore.Tracked session() {
    return results.session(SESSION).await().orElseThrow();
  }

  void pass(String until) {
    timers.advanceTo(at(until));
  }

  static Instant at(String instant) {
    return Instant.parse(instant);
  }
}

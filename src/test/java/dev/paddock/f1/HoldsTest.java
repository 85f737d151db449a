package dev.paddock.f1;

import static dev.paddock.f1.ResultDiffTest.field;
import static dev.paddock.f1.TimelineTest.disqualified;
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
import dev.paddock.f1.provider.ResultsSource.Answer;
import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.Caution;
import dev.paddock.f1.rules.SessionState;
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
import dev.paddock.ops.rules.AuditChain.Verdict;
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
import dev.paddock.web.Caller;
import dev.paddock.web.ContractClient;
import dev.paddock.web.Gate;
import dev.paddock.web.Operation;
import dev.paddock.web.PartOfSite;
import dev.paddock.web.Problem;
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
import org.junit.jupiter.api.Test;

/** A result that was final on Wednesday, and what becomes of a change after that: real scheduler, database and API. */
class HoldsTest {
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

  /** {@code admin-1} is an administrator, {@code user-2} a user. */
  static final Gate GATE = token -> Future.succeededFuture(switch (token) {
    case "admin-1" -> new Gate.Admission.Known(new Caller(1, Optional.empty(), true));
    case "user-2" -> new Gate.Admission.Known(new Caller(2, Optional.empty(), false));
    default -> new Gate.Admission.Refused(Problem.of(Problem.Kind.UNAUTHENTICATED, "unknown"));
  });

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
    int port = PartOfSite.serve(vertx, operations, GATE).await();
    admin = ContractClient.of(vertx, port).as("admin-1");
    user = admin.as("user-2");
  }

  @AfterEach void close() {
    vertx.deploymentIDs().forEach(id -> vertx.undeploy(id).await());
    pools.close().await();
    vertx.close().await();
  }

  /** Final on Wednesday at one; looked at again on the Monday after. */
  private void changedAfterFinal(List<CarResult> change) {
    source.publish(at("2025-03-20T00:00:00Z"), change);
    pass("2025-03-24T13:00:00Z");
  }

  /** Why each version was made, as far as an administrator made it. */
  private List<String> reasons() {
    return new RaceReads(pools.reads()).versions(SESSION).await().stream().map(version -> version.reason().orElse("")).toList();
  }

  @Test void a_change_after_final_waits_and_becomes_a_version_when_an_administrator_approves() {
    changedAfterFinal(disqualified(1));
    assertThat(session().version()).isEqualTo(1);
    assertThat(session().standing()).as("a check that found something is not a clean one").isEqualTo(
        new VerificationPolicy.Standing(SessionState.FINAL, 3));
    assertThat(scored).containsExactly("score:" + SESSION + ":1");
    var hold = onlyHold("open");
    assertThat(hold.getMap()).containsEntry("source", "script").containsEntry("follows", 1)
        .containsEntry("doubts", List.of("after-final")).containsEntry("sessionId", SESSION);
    assertThat(open).endsWith(1);

    var read = admin.ask("getHold").with("id", hold.getInteger("id")).answer().expect(200);
    assertThat(read.json().getJsonArray("cars")).hasSize(20);
    decide(hold, read.etag(), "approve").expect(200);
    until(() -> scored.size() == 2);
    assertThat(session().version()).isEqualTo(2);
    assertThat(session().standing()).isEqualTo(new VerificationPolicy.Standing(SessionState.AMENDED, 0));
    assertThat(scored).endsWith("score:" + SESSION + ":2").hasSize(2);
    assertThat(results.version(SESSION, 2).await().orElseThrow().source()).isEqualTo("script");
    assertThat(reasons()).as("all may read it").containsExactly("", WHY);
    assertThat(onlyHold("approved").getMap()).containsEntry("version", 2).containsEntry("decidedBy", "user:1").containsEntry("reason", WHY);
    assertThat(open).endsWith(0);
    pass("2025-03-27T13:00:00Z");
    assertThat(session().standing()).as("and it is checked again").isEqualTo(new VerificationPolicy.Standing(SessionState.AMENDED, 3));
    assertThat(actions()).containsExactly("service f1.hold.open", "user:1 f1.hold.approved");
  }

  @Test void what_is_rejected_is_not_asked_about_again_but_something_else_is() {
    changedAfterFinal(disqualified(1));
    var hold = onlyHold("open");
    decide(hold, etag(hold), "reject").expect(200);
    verifyNow();
    assertThat(holds()).extracting(h -> h.getString("state")).containsExactly("rejected");
    assertThat(log()).last().asString().contains("version 1 stands; what the source says was rejected");
    source.publish(timers.instant(), disqualified(2));
    verifyNow();
    assertThat(holds()).extracting(h -> h.getString("state")).containsExactly("open", "rejected");
    assertThat(session().version()).isEqualTo(1);
  }

  @Test void the_same_answer_is_held_once_and_a_newer_one_takes_its_place() {
    changedAfterFinal(disqualified(1));
    verifyNow();
    verifyNow();
    assertThat(holds()).singleElement().satisfies(hold -> assertThat(hold.getString("seenAt")).isGreaterThan("2025-03-24T13:00:00Z"));
    source.publish(timers.instant(), disqualified(2));
    verifyNow();
    assertThat(holds()).extracting(h -> h.getString("state")).containsExactly("open", "superseded");
    source.publish(timers.instant(), field(20));
    verifyNow();
    assertThat(holds()).as("the source went back to what is stored").extracting(h -> h.getString("state"))
        .containsExactly("superseded", "superseded");
  }

  @Test void where_two_sources_agree_nobody_has_to_be_asked() {
    second.publish(Instant.EPOCH, disqualified(1));
    changedAfterFinal(disqualified(1));
    assertThat(session().version()).isEqualTo(2);
    assertThat(holds()).isEmpty();
  }

  @Test void what_is_held_is_let_go_when_the_second_source_agrees_later() {
    second.publish(Instant.EPOCH, field(20));
    changedAfterFinal(disqualified(1));
    assertThat(session().version()).isEqualTo(1);
    second.publish(timers.instant(), disqualified(1));
    verifyNow();
    assertThat(session().version()).isEqualTo(2);
    assertThat(onlyHold("agreed").getMap()).containsEntry("decidedBy", "service").containsEntry("version", 2);
  }

  @Test void before_final_stewards_decisions_are_believed_and_a_field_upside_down_is_not() {
    source.publish(at("2025-03-17T00:00:00Z"), disqualified(1));
    pass("2025-03-17T13:00:00Z");
    assertThat(session().version()).isEqualTo(2);
    var upsideDown = field(20).stream().map(car -> ResultDiffTest.car(car.driverId(), 21 - car.position(), car.finish(), 0, car.grid())).toList();
    source.publish(at("2025-03-18T00:00:00Z"), upsideDown);
    pass("2025-03-18T13:00:00Z");
    assertThat(session().version()).isEqualTo(2);
    assertThat(onlyHold("open").getJsonArray("doubts")).contains("reordered").doesNotContain("after-final");
  }

  @Test void every_administrator_and_nobody_else_is_told_once() {
    changedAfterFinal(disqualified(1));
    verifyNow();
    var told = new ArrayList<String>();
    pools.reads().query("select user_id || ' ' || kind || ' ' || title || ' ' || about as line from notification").execute().await()
        .forEach(row -> told.add(row.getString("line")));
    assertThat(told).containsExactly("1 security A change of 2025-noon-R is held /admin/holds/" + onlyHold("open").getInteger("id"));
  }

  @Test void a_result_by_hand_stands_until_the_source_says_something_new_and_is_released() {
    pass("2025-03-16T13:00:00Z");
    enter(disqualified(3)).expect(202);
    assertThat(session().version()).isEqualTo(2);
    assertThat(results.version(SESSION, 2).await().orElseThrow().source()).isEqualTo("admin");
    enter(disqualified(3)).expect(202);
    assertThat(session().version()).as("the same again changes nothing").isEqualTo(2);
    pass("2025-03-19T13:00:00Z");
    assertThat(session().version()).as("the source says what it said before").isEqualTo(2);
    assertThat(session().standing().state()).isEqualTo(SessionState.FINAL);

    source.publish(timers.instant(), disqualified(2));
    verifyNow();
    assertThat(onlyHold("open").getJsonArray("doubts")).containsExactly("overruled");
    assertThat(session().version()).isEqualTo(2);
    release().expect(204);
    release().expect(409, "conflict");
    verifyNow();
    assertThat(session().version()).isEqualTo(3);
    assertThat(onlyHold("agreed").getInteger("version")).isEqualTo(3);
    assertThat(reasons()).as("the source needs none").containsExactly("", WHY, "");
    assertThat(actions()).contains("user:1 f1.result.enter", "user:1 f1.result.release", "user:1 f1.result.verify");
    until(() -> scored.size() == 3);
    assertThat(scored).hasSize(3);
  }

  @Test void a_result_by_hand_is_over_when_the_source_agrees() {
    pass("2025-03-16T13:00:00Z");
    enter(disqualified(3)).expect(202);
    source.publish(timers.instant(), disqualified(3));
    verifyNow();
    assertThat(count("result_ruling")).isZero();
    source.publish(timers.instant(), disqualified(4));
    verifyNow();
    assertThat(results.version(SESSION, session().version()).await().orElseThrow().result().cars()).as("from then on the source is believed as before")
        .isEqualTo(disqualified(4));
  }

  @Test void a_first_result_can_be_entered_by_hand_and_the_sources_is_held_then() {
    source.from(Instant.EPOCH, new Answer.NotYet());
    source.from(SUNDAY_NOON.plusSeconds(1800), new Answer.NotYet());
    pass("2025-03-16T14:00:00Z");
    enter(field(20)).expect(202);
    pass("2025-03-17T14:00:00Z");
    assertThat(session().standing().cleanChecks()).as("a source without a result contradicts nothing").isEqualTo(1);
    source.publish(timers.instant(), disqualified(1));
    verifyNow();
    assertThat(onlyHold("open").getJsonArray("doubts")).containsExactly("overruled");
  }

  @Test void what_makes_no_sense_is_refused_with_the_row() {
    pass("2025-03-16T13:00:00Z");
    var twice = new ArrayList<>(field(20).subList(0, 2));
    twice.add(ResultDiffTest.car("driver_9", 2, twice.get(1).finish(), 0, 3));
    var refused = enter(twice).expect(422, "invalid").json();
    assertThat(refused.getJsonArray("errors").stream().map(e -> ((JsonObject) e).getString("pointer"))).contains("/rows/1/position", "/rows/2/position");
    admin.ask("enterResult").with("raceId", "2025-noon").body(byHand(field(2)).put("reason", "short")).anyway().answer().expect(400, "malformed");
    admin.ask("enterResult").with("raceId", "2025-noon").with("session", "Q").body(byHand(field(2))).answer().expect(404, "not-found");
    var strange = byHand(field(2));
    strange.getJsonArray("rows").getJsonObject(0).put("budget", 1);
    admin.ask("enterResult").with("raceId", "2025-noon").body(strange).anyway().answer().expect(400, "malformed");
    assertThat(session().version()).isEqualTo(1);
  }

  @Test void before_its_start_a_session_has_no_result() {
    pass("2025-03-15T12:00:00Z");
    enter(field(20)).expect(409, "conflict");
  }

  @Test void of_two_who_decide_the_second_is_told_that_it_is_decided() {
    changedAfterFinal(disqualified(1));
    var hold = onlyHold("open");
    var etag = etag(hold);
    var both = Future.all(sent(hold, etag, "approve"), sent(hold, etag, "reject")).await();
    assertThat(both.<ContractClient.Answered>list()).extracting(ContractClient.Answered::status).containsExactlyInAnyOrder(200, 409);
    decide(hold, "\"r7.0123456789abcdef0123456789abcdef\"", "approve").expect(409, "conflict");
    admin.ask("getHold").with("id", 4711).answer().expect(404, "not-found");
  }

  @Test void a_stale_hold_cannot_be_decided() {
    changedAfterFinal(disqualified(1));
    var hold = onlyHold("open");
    decide(hold, "\"r7.0123456789abcdef0123456789abcdef\"", "approve").expect(412, "precondition-failed");
    assertThat(session().version()).isEqualTo(1);
  }

  @Test void what_fails_is_among_the_jobs_and_can_be_tried_again() {
    source.from(at("2025-03-16T13:30:00Z"), new Answer.Unreachable("no route"));
    pass("2025-03-17T13:00:00Z");
    var job = admin.ask("listJobs").answer().expect(200).json().getJsonArray("jobs").getJsonObject(0);
    assertThat(job.getMap()).containsEntry("subject", "result:" + SESSION).containsEntry("state", "failing").containsEntry("note", "no route");
    source.publish(timers.instant(), field(20));
    timers.jumpTo(timers.instant().plusSeconds(1));
    admin.ask("retryJob").with("subject", "result:" + SESSION).answer().expect(200);
    wakeUp();
    assertThat(admin.ask("listJobs").answer().json().getJsonArray("jobs")).isEmpty();
    assertThat(actions()).containsExactly("user:1 schedule.plan.now");
  }

  @Test void only_administrators_do_any_of_it() {
    for (var operation : List.of("listHolds", "listJobs", "listAudit", "verifyAudit")) {
      user.ask(operation).answer().expect(403, "forbidden");
      user.asNobody().ask(operation).answer().expect(401, "unauthenticated");
    }
    user.ask("verifyResult").with("raceId", "2025-noon").answer().expect(403, "forbidden");
    user.ask("enterResult").with("raceId", "2025-noon").body(byHand(field(2))).answer().expect(403, "forbidden");
    user.ask("getHold").with("id", 1).answer().expect(403, "forbidden");
    assertThat(actions()).isEmpty();
  }

  @Test void the_log_is_whole_after_all_of_it() {
    changedAfterFinal(disqualified(1));
    decide(onlyHold("open"), etag(onlyHold("open")), "approve").expect(200);
    assertThat(audit.verify().await()).isInstanceOf(Verdict.Whole.class);
    assertThat(admin.ask("verifyAudit").answer().expect(200).json().getMap()).containsEntry("whole", true).containsEntry("links", 2);
    var page = admin.ask("listAudit").with("limit", 1).answer().expect(200).json();
    assertThat(page.getJsonArray("entries").getJsonObject(0).getMap()).containsEntry("action", "f1.hold.approved");
    var next = admin.ask("listAudit").with("limit", 1).with("cursor", page.getString("next")).answer().expect(200).json();
    assertThat(next.getJsonArray("entries").getJsonObject(0).getMap()).containsEntry("action", "f1.hold.open");
    admin.ask("listAudit").with("cursor", "x" + page.getString("next")).answer().expect(400, "malformed");
  }

  private void verifyNow() {
    timers.jumpTo(timers.instant().plusSeconds(1));
    admin.ask("verifyResult").with("raceId", "2025-noon").answer().expect(202);
    wakeUp();
  }

  private void wakeUp() {
    var ordered = timers.instant();
    until(() -> count("work where subject = 'result:" + SESSION + "' and last_ended >= '" + ordered + "'") == 1);
  }

  /** The node hears of what others have put into the database, here by being told that it may have missed something. */
  private void until(BooleanSupplier isSo) {
    scheduler.resync();
    var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!isSo.getAsBoolean() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(5_000_000);
      timers.advanceTo(timers.instant());
    }
  }

  private int count(String from) {
    return pools.reads().query("select count(*)::int as n from " + from).execute().await().iterator().next().getInteger("n");
  }

  private ContractClient.Answered enter(List<CarResult> rows) {
    return admin.ask("enterResult").with("raceId", "2025-noon").header("Idempotency-Key", "k" + rows.hashCode() + timers.instant().toEpochMilli())
        .body(byHand(rows)).answer();
  }

  private static JsonObject byHand(List<CarResult> rows) {
    return new JsonObject().put("reason", WHY).put("rows", new JsonArray(rows.stream().map(car -> new JsonObject()
        .put("position", car.position()).put("driverId", car.driverId()).put("constructorId", car.constructorId()).put("number", car.number())
        .put("status", car.finish().name().toLowerCase(Locale.ROOT)).put("points", car.points() / 100.0).put("grid", car.grid())
        .put("laps", car.laps())).toList()));
  }

  private ContractClient.Answered release() {
    return admin.ask("releaseResult").with("raceId", "2025-noon").body(new JsonObject().put("reason", WHY)).answer();
  }

  private Future<ContractClient.Answered> sent(JsonObject hold, String etag, String decision) {
    return admin.ask("decideHold").with("id", hold.getInteger("id")).ifMatch(etag)
        .body(new JsonObject().put("decision", decision).put("reason", WHY)).sent();
  }

  private ContractClient.Answered decide(JsonObject hold, String etag, String decision) {
    return sent(hold, etag, decision).await();
  }

  private String etag(JsonObject hold) {
    return admin.ask("getHold").with("id", hold.getInteger("id")).answer().expect(200).etag();
  }

  private List<JsonObject> holds() {
    return admin.ask("listHolds").answer().expect(200).json().getJsonArray("holds").stream().map(JsonObject.class::cast).toList();
  }

  private JsonObject onlyHold(String state) {
    var found = admin.ask("listHolds").with("state", state).answer().expect(200).json().getJsonArray("holds");
    assertThat(found).as("holds that are " + state).hasSize(1);
    return found.getJsonObject(0);
  }

  private List<String> actions() {
    var all = new ArrayList<String>();
    pools.reads().query("select actor || ' ' || action as line from audit_entry order by id").execute().await()
        .forEach(row -> all.add(row.getString("line")));
    return all;
  }

  private List<String> log() {
    var lines = new ArrayList<String>();
    pools.reads().query("select note from poll_log where kind = 'f1.result' order by ended_at, due_at").execute().await()
        .forEach(row -> lines.add(row.getString("note")));
    return lines;
  }

  private ResultStore.Tracked session() {
    return results.session(SESSION).await().orElseThrow();
  }

  private void pass(String until) {
    timers.advanceTo(at(until));
  }

  private static Instant at(String instant) {
    return Instant.parse(instant);
  }
}

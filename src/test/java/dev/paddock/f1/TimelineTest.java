package dev.paddock.f1;

import static dev.paddock.f1.ResultDiffTest.car;
import static dev.paddock.f1.ResultDiffTest.field;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.ManualTimers;
import dev.paddock.TestDatabase;
import dev.paddock.bus.Bus;
import dev.paddock.bus.Message;
import dev.paddock.db.Alarm;
import dev.paddock.db.Ledger;
import dev.paddock.db.Outbox;
import dev.paddock.db.Pools;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.f1.contract.Formula1.ResultCorrected;
import dev.paddock.f1.contract.Formula1.ResultFinal;
import dev.paddock.f1.contract.Formula1.ResultStored;
import dev.paddock.f1.provider.ResultsSource.Answer;
import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.Finish;
import dev.paddock.f1.rules.Caution;
import dev.paddock.f1.rules.SessionState;
import dev.paddock.f1.rules.VerificationPolicy;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.DisagreementStore;
import dev.paddock.f1.store.HoldStore;
import dev.paddock.f1.store.PhaseStore;
import dev.paddock.f1.store.ResultStore;
import dev.paddock.f1.store.RoundStore;
import dev.paddock.f1.store.RulingStore;
import dev.paddock.f1.store.SessionReads;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.schedule.SchedulerOptions;
import dev.paddock.schedule.SchedulerVerticle;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.PutPlan;
import dev.paddock.schedule.contract.Scheduling.Worked;
import dev.paddock.schedule.rules.Cadence;
import dev.paddock.schedule.rules.Cadence.Band;
import dev.paddock.schedule.store.NodeStore;
import dev.paddock.schedule.store.PgClosing;
import dev.paddock.schedule.store.PgUndertaking;
import dev.paddock.schedule.store.WorkStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A race at noon on Sunday, hour by hour, through the real scheduler, the real database and the real rules. */
class TimelineTest {
  static final Instant SUNDAY_NOON = Instant.parse("2025-03-16T12:00:00Z");
  static final Duration LEASE = Duration.ofSeconds(60);
  static final String SESSION = "2025-noon-R";

  static final Function<String, Cadence> CADENCES = Map.of(
      "f1-results", new Cadence("f1-results", Band.every(hours(1), hours(1))),
      "f1-verify", new Cadence("f1-verify", Band.every(hours(24), hours(24))),
      "f1-watch", new Cadence("f1-watch", Band.at(hours(120)), Band.at(Duration.ofDays(14)),
          Band.every(Duration.ofDays(7), Duration.ofDays(21))),
      "f1-calendar", new Cadence("f1-calendar", Band.every(Duration.ofDays(1), Duration.ZERO)),
      "once", new Cadence("once", List.of(Band.at(Duration.ZERO)), 3, Duration.ofMinutes(1)))::get;

  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.of(vertx);
  final Pools pools = Pools.open(vertx, TestDatabase.fresh(), new Pools.Sizes(4, 2, Duration.ofSeconds(30)));
  final ManualTimers timers = new ManualTimers(vertx, SUNDAY_NOON.minus(Duration.ofDays(3)));
  final ScriptedSource source = new ScriptedSource(timers, SUNDAY_NOON);
  final WorkStore work = new WorkStore(pools.schedule(), CADENCES);
  final PgClosing closing = new PgClosing(pools.transactions(), work, CADENCES, timers, "node");
  final ResultStore results = new ResultStore(pools.reads());
  final List<Message> told = new CopyOnWriteArrayList<>();
  final List<Claim> scored = new CopyOnWriteArrayList<>();

  @BeforeEach void open() {
    bus.on(Formula1.RESULT_STORED, told::add).await();
    bus.on(Formula1.RESULT_CORRECTED, told::add).await();
    bus.on(Formula1.RESULT_FINAL, told::add).await();
    bus.answer(Scheduling.due(Fantasy.SCORE), due -> {
      scored.addAll(due.claims());
      return Future.join(due.claims().stream().map(claim -> closing.close(claim, new Ending.Next(true, "scored"))).toList())
          .map(all -> new Worked(all.list()));
    }).await();
    var stores = new ResultsVerticle.Stores(new CalendarStore(pools.reads()), results, new RoundStore(pools.reads()),
        new DisagreementStore(pools.reads()), new PhaseStore(),
        new HoldStore(pools.reads()), new RulingStore(), new SessionReads(pools.reads()));
    var commits = new ResultsVerticle.Commits(closing, new PgUndertaking(pools.transactions(), work, timers), Outbox.CLOSED,
        Ledger.CLOSED, Alarm.CLOSED);
    vertx.deployVerticle(new ResultsVerticle(bus, timers, commits, stores, new ResultsVerticle.Sources(List.of(source), source, Optional.empty()),
        new ResultsVerticle.Rules(new VerificationPolicy(3), Caution.NONE), Optional.of(2025), round -> true)).await();
    var scheduler = new SchedulerVerticle(bus, timers, System::nanoTime, work, new NodeStore(pools.schedule(), "node"), closing,
        CADENCES, SchedulerOptions.of(LEASE));
    closing.whenClosed(scheduler::closed);
    vertx.deployVerticle(scheduler).await();
    bus.ask(Scheduling.PUT_PLAN, new PutPlan(ResultsVerticle.calendarPlan()), Duration.ofSeconds(30)).await();
  }

  @AfterEach void close() {
    vertx.deploymentIDs().forEach(id -> vertx.undeploy(id).await());
    pools.close().await();
    vertx.close().await();
  }

  @Test void the_first_look_is_at_13_00_and_then_hourly() {
    pass("2025-03-16T12:59:59Z");
    assertThat(source.asked).isEmpty();
    pass("2025-03-16T16:30:00Z");
    assertThat(source.asked)
        .containsExactly(at("2025-03-16T13:00:00Z"), at("2025-03-16T14:00:00Z"), at("2025-03-16T15:00:00Z"), at("2025-03-16T16:00:00Z"));
    assertThat(session().standing().state()).isEqualTo(SessionState.AWAITING_RESULTS);
  }

  @Test void results_found_on_monday_at_six_are_checked_on_tuesday_wednesday_and_thursday_at_six_and_final_then() {
    source.publish(at("2025-03-17T05:30:00Z"), field(20));
    pass("2025-03-17T06:30:00Z");
    assertThat(source.asked).hasSize(18).last().isEqualTo(at("2025-03-17T06:00:00Z"));
    assertThat(told).containsExactly(new ResultStored(SESSION, 1));
    assertThat(scored).singleElement().satisfies(claim -> assertThat(claim.plan().subject()).isEqualTo("score:" + SESSION + ":1"));
    source.asked.clear();

    pass("2025-03-18T06:00:00Z");
    assertThat(session().standing().state()).isEqualTo(SessionState.CONFIRMED_24H);
    pass("2025-03-19T06:00:00Z");
    assertThat(session().standing().state()).isEqualTo(SessionState.CONFIRMED_48H);
    pass("2025-03-20T06:00:00Z");
    assertThat(session().standing().state()).isEqualTo(SessionState.FINAL);
    assertThat(source.asked).containsExactly(at("2025-03-18T06:00:00Z"), at("2025-03-19T06:00:00Z"), at("2025-03-20T06:00:00Z"));
    assertThat(told).endsWith(new ResultFinal(SESSION, 1)).hasSize(2);
  }

  @Test void a_change_found_on_wednesday_scores_again_and_begins_three_more_checks() {
    source.publish(at("2025-03-17T05:30:00Z"), field(20));
    source.publish(at("2025-03-18T20:00:00Z"), disqualified(2));
    pass("2025-03-19T06:00:00Z");
    assertThat(told).containsExactly(new ResultStored(SESSION, 1), new ResultCorrected(SESSION, 2));
    assertThat(scored).extracting(claim -> claim.plan().subject()).containsExactly("score:" + SESSION + ":1", "score:" + SESSION + ":2");
    assertThat(session().standing().state()).isEqualTo(SessionState.PROVISIONAL);
    source.asked.clear();

    pass("2025-03-22T06:00:00Z");
    assertThat(source.asked).containsExactly(at("2025-03-20T06:00:00Z"), at("2025-03-21T06:00:00Z"), at("2025-03-22T06:00:00Z"));
    assertThat(session().standing().state()).isEqualTo(SessionState.FINAL);
    assertThat(results.version(SESSION, 1).await().orElseThrow().result().cars()).isEqualTo(field(20));
    assertThat(results.version(SESSION, 2).await().orElseThrow().changes()).isNotEmpty();
  }

  @Test void after_the_third_clean_check_it_is_watched_until_the_season_closes() {
    source.publish(at("2025-03-16T12:30:00Z"), field(20));
    pass("2025-03-19T13:00:00Z");
    source.asked.clear();
    pass("2025-12-31T00:00:00Z"); // the season's only race was on 16 March: it closes on the 30th
    assertThat(source.asked).containsExactly(at("2025-03-24T13:00:00Z"));
    assertThat(pools.reads().query("select subject from work where due_at is not null").execute().await()).isEmpty();
  }

  @Test void a_change_after_final_makes_it_amended_for_good() {
    source.publish(at("2025-03-16T12:30:00Z"), field(20));
    source.publish(at("2025-03-24T00:00:00Z"), disqualified(1));
    pass("2025-03-24T13:00:00Z");
    assertThat(session().standing()).isEqualTo(new VerificationPolicy.Standing(SessionState.AMENDED, 0));
    pass("2025-03-27T13:00:00Z");
    assertThat(session().standing()).isEqualTo(new VerificationPolicy.Standing(SessionState.AMENDED, 3));
  }

  @Test void a_failing_source_is_tried_three_times_an_hour_apart_then_at_the_next_slot_with_the_reason_on_record() {
    source.publish(at("2025-03-16T12:30:00Z"), field(20));
    source.from(at("2025-03-17T00:00:00Z"), new Answer.Unreachable("no route"));
    pass("2025-03-16T13:00:00Z");
    source.asked.clear();
    pass("2025-03-18T13:30:00Z");
    assertThat(source.asked).containsExactly(
        at("2025-03-17T13:00:00Z"), at("2025-03-17T14:00:00Z"), at("2025-03-17T15:00:00Z"), at("2025-03-17T16:00:00Z"),
        at("2025-03-18T13:00:00Z"));
    assertThat(log("outcome || ' ' || note")).contains("RETRY no route");
  }

  @Test void an_answer_without_a_result_never_replaces_one() {
    source.publish(at("2025-03-16T12:30:00Z"), field(20));
    source.from(at("2025-03-17T12:00:00Z"), new Answer.NotYet());
    source.publish(at("2025-03-17T14:00:00Z"), field(3));
    source.publish(at("2025-03-17T15:00:00Z"), field(20));
    pass("2025-03-17T15:00:00Z");
    assertThat(session().version()).isEqualTo(1);
    assertThat(session().standing().state()).isEqualTo(SessionState.CONFIRMED_24H);
    assertThat(log("outcome || ' ' || note")).anyMatch(line -> line.startsWith("RETRY refused: the source shows no result any more"))
        .anyMatch(line -> line.startsWith("RETRY refused: 3 cars where 20 were known"));
  }

  @Test void a_race_that_moves_is_followed_under_its_own_id() {
    pass("2025-03-14T00:00:00Z");
    source.race(SUNDAY_NOON.plus(Duration.ofDays(7)));
    pass("2025-03-23T14:00:00Z");
    assertThat(source.asked).containsExactly(at("2025-03-23T13:00:00Z"), at("2025-03-23T14:00:00Z"));
  }

  @Test void a_cancelled_race_is_not_asked_for() {
    pass("2025-03-14T00:00:00Z");
    source.noRace(SUNDAY_NOON);
    pass("2025-03-16T13:30:00Z");
    assertThat(log("subject || ' ' || outcome || ' ' || note")).contains("result:2025-noon-R STOPPED cancelled");
  }

  @Test void a_race_that_was_missing_from_the_calendar_for_a_day_is_followed_again() {
    pass("2025-03-15T00:00:00Z");
    source.noRace(SUNDAY_NOON.plus(Duration.ofDays(7)));
    pass("2025-03-16T14:30:00Z");
    assertThat(source.asked).isEmpty();
    source.race(SUNDAY_NOON);
    source.publish(at("2025-03-16T20:00:00Z"), field(20));
    pass("2025-03-17T02:00:00Z");
    assertThat(source.asked).containsExactly(at("2025-03-17T01:07:00Z"));
    assertThat(session().version()).isEqualTo(1);
  }

  @Test void an_outage_costs_one_catch_up_and_the_slots_that_passed_are_logged() {
    pass("2025-03-16T13:00:00Z");
    timers.jumpTo(at("2025-03-16T17:30:00Z"));
    pass("2025-03-16T18:00:00Z");
    assertThat(source.asked).containsExactly(at("2025-03-16T13:00:00Z"), at("2025-03-16T17:30:00Z"), at("2025-03-16T18:00:00Z"));
    assertThat(log("due_at::text || ' ' || outcome"))
        .contains("2025-03-16 15:00:00+00 SKIPPED", "2025-03-16 16:00:00+00 SKIPPED", "2025-03-16 17:00:00+00 SKIPPED");
  }

  private void pass(String until) {
    timers.advanceTo(at(until));
  }

  private ResultStore.Tracked session() {
    return results.session(SESSION).await().orElseThrow();
  }

  private List<String> log(String columns) {
    var lines = new ArrayList<String>();
    pools.reads().preparedQuery("select " + columns + " as line from poll_log order by ended_at, due_at").execute().await()
        .forEach(row -> lines.add(row.getString("line")));
    return lines;
  }

  /** The car at {@code position} loses its result, everybody behind moves up. */
  static List<CarResult> disqualified(int position) {
    var before = field(20);
    var others = Stream.concat(before.stream().filter(c -> c.position() < position),
        before.stream().filter(c -> c.position() > position)
            .map(c -> car(c.driverId(), c.position() - 1, c.finish(), c.points(), c.grid())));
    var out = before.get(position - 1);
    return Stream.concat(others, Stream.of(car(out.driverId(), 20, Finish.DISQUALIFIED, 0, out.grid()))).toList();
  }

  private static Instant at(String instant) {
    return Instant.parse(instant);
  }

  private static Duration hours(int n) {
    return Duration.ofHours(n);
  }
}

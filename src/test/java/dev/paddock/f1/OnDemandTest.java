package dev.paddock.f1;

import static dev.paddock.f1.ResultDiffTest.field;
import static dev.paddock.f1.rules.WrittenRace.race;
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
import dev.paddock.f1.contract.Formula1.LookAtResult;
import dev.paddock.f1.contract.Formula1.Looked;
import dev.paddock.f1.contract.Formula1.ResultStored;
import dev.paddock.f1.contract.Formula1.SessionChanged;
import dev.paddock.f1.contract.Formula1.SyncCalendar;
import dev.paddock.f1.contract.Formula1.Synced;
import dev.paddock.f1.provider.CalendarSource;
import dev.paddock.f1.provider.ResultsSource.Answer;
import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.rules.CalendarDiff.Change;
import dev.paddock.f1.rules.CalendarDiff.Kind;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.Caution;
import dev.paddock.f1.rules.SessionState;
import dev.paddock.f1.rules.VerificationPolicy;
import dev.paddock.f1.rules.sources.Disagreement;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.DisagreementStore;
import dev.paddock.f1.store.HoldStore;
import dev.paddock.f1.store.PhaseStore;
import dev.paddock.f1.store.ResultStore;
import dev.paddock.f1.store.RoundStore;
import dev.paddock.f1.store.RulingStore;
import dev.paddock.f1.store.SessionReads;
import dev.paddock.schedule.SchedulerOptions;
import dev.paddock.schedule.SchedulerVerticle;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.PutPlan;
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
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator orders beside the plan, and what moves by the clock: calendars of two sources, results, phases. Real database. */
class OnDemandTest {
  static final Instant NOON = Instant.parse("2025-03-16T12:00:00Z");
  static final Duration PATIENCE = Duration.ofSeconds(30);
  static final Function<String, Cadence> CADENCES = Map.of(
      "f1-results", new Cadence("f1-results", Band.every(Duration.ofHours(1), Duration.ofHours(1))),
      "f1-verify", new Cadence("f1-verify", Band.every(Duration.ofHours(24), Duration.ofHours(24))),
      "f1-watch", new Cadence("f1-watch", Band.at(Duration.ofHours(120))),
      "f1-calendar", new Cadence("f1-calendar", Band.every(Duration.ofDays(1), Duration.ZERO)),
      "f1-phase", new Cadence("f1-phase", Band.every(Duration.ofMinutes(5), Duration.ZERO)),
      "once", new Cadence("once", List.of(Band.at(Duration.ZERO)), 3, Duration.ofMinutes(1)))::get;

  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.of(vertx);
  final Pools pools = Pools.open(vertx, TestDatabase.fresh(), new Pools.Sizes(4, 2, Duration.ofSeconds(30)));
  final ManualTimers timers = new ManualTimers(vertx, Instant.parse("2025-03-16T09:00:00Z"));
  final WorkStore work = new WorkStore(pools.schedule(), CADENCES);
  final PgClosing closing = new PgClosing(pools.transactions(), work, CADENCES, timers, "node");
  final ResultStore results = new ResultStore(pools.reads());
  final CalendarStore calendars = new CalendarStore(pools.reads());
  final DisagreementStore disagreements = new DisagreementStore(pools.reads());
  final ScriptedSource published = new ScriptedSource(timers, NOON);
  final Said trusted = new Said("jolpica");
  final Said other = new Said("f1schedule");
  final List<Message> told = new CopyOnWriteArrayList<>();

  /** A source of calendars that says what the test wants. */
  static final class Said implements CalendarSource {
    private final String name;
    Published answer = new Published.None();

    Said(String name) {
      this.name = name;
    }

    void races(Calendar.Race... races) {
      answer = new Published.Of(new Calendar(2025, List.of(races), ScriptedSource.DRIVERS));
    }

    @Override public String name() {
      return name;
    }

    @Override public Future<Published> calendar(int year) {
      return Future.succeededFuture(answer);
    }
  }

  @BeforeEach void open() {
    bus.on(Formula1.RESULT_STORED, told::add).await();
    bus.on(Formula1.SESSION_CHANGED, told::add).await();
    var stores = new ResultsVerticle.Stores(calendars, results, new RoundStore(pools.reads()), disagreements, new PhaseStore(),
        new HoldStore(pools.reads()), new RulingStore(), new SessionReads(pools.reads()));
    var commits = new ResultsVerticle.Commits(closing, new PgUndertaking(pools.transactions(), work, timers), Outbox.CLOSED,
        Ledger.CLOSED, Alarm.CLOSED);
    vertx.deployVerticle(new ResultsVerticle(bus, timers, commits, stores, new ResultsVerticle.Sources(List.of(trusted, other), published, Optional.empty()),
        new ResultsVerticle.Rules(new VerificationPolicy(3), Caution.NONE), Optional.of(2025), round -> true)).await();
    trusted.races(noon(NOON));
  }

  @AfterEach void close() {
    vertx.deploymentIDs().forEach(id -> vertx.undeploy(id).await());
    pools.close().await();
    vertx.close().await();
  }

  @Test void a_season_is_stored_and_the_second_time_nothing_changes() {
    other.races(race(1, "Noon Grand Prix", "Q 2025-03-15T12:00:00Z", "R " + NOON));
    assertThat(changes(sync())).containsExactly(new Change(Kind.NEW, "2025-noon", "", "Noon Grand Prix"));
    assertThat(rows("session_id || ' ' || ends_at - starts_at", "session")).containsExactly("2025-noon-Q 01:00:00", "2025-noon-R 02:00:00");
    assertThat(rows("subject", "work")).as("its results are looked for").contains("result:2025-noon-Q", "result:2025-noon-R");
    var before = rows("xmin::text", "session");
    assertThat(changes(sync())).isEmpty();
    assertThat(rows("xmin::text", "session")).as("no row was written").isEqualTo(before);
  }

  @Test void a_season_that_is_not_followed_is_stored_but_not_polled() {
    assertThat(sync(2023)).isInstanceOf(Synced.Done.class);
    assertThat(rows("subject", "work")).isEmpty();
  }

  @Test void what_moves_is_moved_under_its_id_and_what_vanishes_is_cancelled() {
    trusted.races(noon(NOON), race(2, "Dusk Grand Prix", "FP2 2025-04-04T12:00:00Z", "R 2025-04-06T18:00:00Z"));
    sync();
    trusted.races(race(1, "Midday Grand Prix", "R " + NOON.plusSeconds(3600)));
    assertThat(changes(sync())).containsExactly(
        new Change(Kind.RENAMED, "2025-noon", "Noon Grand Prix", "Midday Grand Prix"),
        new Change(Kind.MOVED, "2025-noon-R", "2025-03-16T12:00:00Z", "2025-03-16T13:00:00Z"),
        new Change(Kind.CANCELLED, "2025-dusk", "Dusk Grand Prix", ""));
    assertThat(changes(sync())).isEmpty();
    trusted.races(noon(NOON), race(2, "Dusk Grand Prix", "S 2025-04-05T12:00:00Z", "R 2025-04-06T18:00:00Z"));
    assertThat(changes(sync())).as("back, as a sprint weekend").extracting(c -> c.kind() + " " + c.subject()).containsExactly(
        "RENAMED 2025-noon", "MOVED 2025-noon-R", "BACK 2025-dusk", "NEW 2025-dusk-S", "GONE 2025-dusk-FP2");
  }

  @Test void where_the_trusted_one_has_no_calendar_the_other_fills_in() {
    trusted.answer = new CalendarSource.Published.None();
    other.races(noon(NOON));
    assertThat(changes(sync())).hasSize(1);
    other.answer = new CalendarSource.Published.None();
    assertThat(sync()).isEqualTo(new Synced.Nothing(2025));
  }

  @Test void where_the_trusted_one_cannot_be_heard_the_other_makes_a_season_but_changes_none() {
    trusted.answer = new CalendarSource.Published.Failed("HTTP 502");
    other.races(noon(NOON));
    assertThat(sync()).isEqualTo(new Synced.Done(2025, 1, List.of(new Change(Kind.NEW, "2025-noon", "", "Noon Grand Prix")),
        List.of("jolpica: HTTP 502")));
    other.races(noon(NOON.plusSeconds(60)));
    assertThat(sync()).isEqualTo(new Synced.Failed("jolpica: HTTP 502; what is stored stays", Optional.empty()));
    assertThat(results.session("2025-noon-R").await().orElseThrow().startsAt()).isEqualTo(NOON);
  }

  @Test void a_contradiction_is_kept_for_as_long_as_there_is_one() {
    other.races(noon(NOON.plusSeconds(600)));
    sync();
    var kept = disagreements.of("2025-noon", 100).await();
    assertThat(kept).extracting(DisagreementStore.Stored::disagreement).containsExactly(new Disagreement("2025-noon-R", "", "starts_at",
        Map.of("jolpica", "2025-03-16T12:00:00Z", "f1schedule", "2025-03-16T12:10:00Z"), "jolpica"));
    timers.jumpTo(Instant.parse("2025-03-16T10:00:00Z"));
    sync();
    assertThat(disagreements.of("2025", 100).await()).as("the same since then").isEqualTo(kept);
    assertThat(disagreements.of("2025-no", 100).await()).isEmpty();
    assertThat(results.session("2025-noon-R").await().orElseThrow().startsAt()).as("the trusted one decides").isEqualTo(NOON);
    other.answer = new CalendarSource.Published.Failed("HTTP 500");
    sync();
    assertThat(disagreements.of("2025-noon-R", 100).await()).as("who cannot be heard has not agreed").hasSize(1);
    other.races(noon(NOON));
    sync();
    assertThat(disagreements.of("2025-noon", 100).await()).isEmpty();
  }

  @Test void a_contradiction_about_a_race_that_was_renamed_is_kept_under_the_id_that_it_has() {
    sync();
    trusted.races(race(1, "Midday Grand Prix", "R " + NOON));
    other.races(race(1, "Midday Grand Prix", "R " + NOON.plusSeconds(600)));
    sync();
    assertThat(disagreements.of("2025", 100).await()).extracting(kept -> kept.disagreement().subject()).containsExactly("2025-noon-R");
    other.races(race(1, "Midday Grand Prix", "R " + NOON));
    sync();
    assertThat(disagreements.of("2025", 100).await()).isEmpty();
  }

  @Test void a_look_stores_a_first_result_once_and_plans_its_checks() {
    sync();
    assertThat(look("2025-noon-R")).isEqualTo(new Looked.NothingYet());
    published.publish(Instant.EPOCH, field(20));
    assertThat(look("2025-noon-R")).isEqualTo(new Looked.Stored(1, ""));
    assertThat(told).containsExactly(new ResultStored("2025-noon-R", 1), new SessionChanged("2025-noon-R", 1));
    assertThat(rows("subject || ' ' || cadence || ' ' || due_at", "work where subject not like 'calendar%'"))
        .containsExactlyInAnyOrder("result:2025-noon-R f1-verify 2025-03-17 09:00:00+00",
            "score:2025-noon-R:1 once 2025-03-16 09:00:00+00");
    assertThat(look("2025-noon-R")).isEqualTo(new Looked.Same(1));
    assertThat(look("2025-noon-R")).isEqualTo(new Looked.Same(1));
    var session = results.session("2025-noon-R").await().orElseThrow();
    assertThat(session.standing()).as("an ordered look is no check")
        .isEqualTo(new VerificationPolicy.Standing(SessionState.PROVISIONAL, 0));
    published.publish(Instant.EPOCH.plusSeconds(1), TimelineTest.disqualified(2));
    assertThat(look("2025-noon-R")).isInstanceOfSatisfying(Looked.Stored.class, stored -> {
      assertThat(stored.version()).isEqualTo(2);
      assertThat(stored.changes()).contains("version 2: ", "classified → disqualified");
    });
  }

  @Test void a_look_that_cannot_be_taken_changes_nothing() {
    assertThat(look("2025-atlantis-R")).isEqualTo(new Looked.NotAsked("no session 2025-atlantis-R"));
    sync();
    published.from(Instant.EPOCH, new Answer.Unreachable("no route"));
    assertThat(look("2025-noon-R")).isEqualTo(new Looked.Unreachable("no route", Optional.empty()));
    published.from(Instant.EPOCH, new Answer.Later(NOON, "quota"));
    assertThat(look("2025-noon-R")).isEqualTo(new Looked.Unreachable("quota", Optional.of(NOON)));
    published.from(Instant.EPOCH, new Answer.Malformed("<html>"));
    assertThat(look("2025-noon-R")).isEqualTo(new Looked.Refused("<html>"));
    assertThat(rows("reason", "result_refusal")).isEmpty();
  }

  @Test void what_a_quota_puts_off_by_a_moment_is_asked_again_then() {
    sync();
    var soon = timers.instant().plusSeconds(2);
    published.from(Instant.EPOCH, new Answer.Later(soon, "quota"));
    published.publish(soon, field(20));
    var looked = bus.ask(Formula1.LOOK_AT_RESULT, new LookAtResult("2025-noon-R"), PATIENCE);
    await(() -> !published.asked.isEmpty());
    await(() -> {
      timers.advanceTo(soon);
      return looked.isComplete();
    });
    assertThat(looked.await()).isEqualTo(new Looked.Stored(1, ""));
    assertThat(published.asked).hasSize(2);
  }

  @Test void a_session_is_scheduled_then_live_then_completed_and_each_is_told_once() {
    trusted.races(race(1, "Noon Grand Prix", "Q 2025-03-16T10:00:00Z", "R " + NOON),
        race(2, "Dusk Grand Prix", "R 2025-04-06T18:00:00Z"));
    sync();
    var scheduler = new SchedulerVerticle(bus, timers, System::nanoTime, work, new NodeStore(pools.schedule(), "node"), closing,
        CADENCES, SchedulerOptions.of(Duration.ofSeconds(60)));
    closing.whenClosed(scheduler::closed);
    vertx.deployVerticle(scheduler).await();
    bus.ask(Scheduling.PUT_PLAN, new PutPlan(ResultsVerticle.phasePlan()), PATIENCE).await();
    assertThat(phases("2025-03-16T09:56:00Z")).containsExactly("2025-noon-Q SCHEDULED", "2025-noon-R SCHEDULED", "2025-dusk-R SCHEDULED");
    assertThat(phases("2025-03-16T10:00:00Z")).contains("2025-noon-Q LIVE");
    assertThat(phases("2025-03-16T11:01:00Z")).contains("2025-noon-Q COMPLETED", "2025-noon-R SCHEDULED");
    trusted.races(race(1, "Noon Grand Prix", "Q 2025-03-16T10:00:00Z", "R 2025-03-16T12:30:00Z"));
    sync();
    assertThat(phases("2025-03-16T12:10:00Z")).as("moved by half an hour; the other race is off")
        .containsExactly("2025-noon-Q COMPLETED", "2025-noon-R SCHEDULED", "2025-dusk-R CANCELLED");
    assertThat(phases("2025-03-16T14:31:00Z")).contains("2025-noon-R COMPLETED");
    assertThat(told).filteredOn(m -> m instanceof SessionChanged changed && changed.sessionId().equals("2025-dusk-R")).hasSize(1);
    assertThat(rows("note", "poll_log where kind = 'f1.phase' and outcome = 'CHANGED'")).containsExactly(
        "2025-noon-Q live", "2025-noon-Q completed", "2025-dusk-R cancelled", "2025-noon-R live", "2025-noon-R completed");
  }

  private static void await(BooleanSupplier isSo) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isSo.getAsBoolean() && System.nanoTime() < deadline) LockSupport.parkNanos(5_000_000);
  }

  private List<String> phases(String until) {
    timers.advanceTo(Instant.parse(until));
    return rows("session_id || ' ' || phase", "session order by starts_at");
  }

  private static Calendar.Race noon(Instant start) {
    return race(1, "Noon Grand Prix", SessionCode.R + " " + start);
  }

  private Synced sync() {
    return sync(2025);
  }

  private Synced sync(int year) {
    return bus.ask(Formula1.SYNC_CALENDAR, new SyncCalendar(year), PATIENCE).await();
  }

  private static List<Change> changes(Synced synced) {
    assertThat(synced).isInstanceOf(Synced.Done.class);
    return ((Synced.Done) synced).changes();
  }

  private Looked look(String sessionId) {
    return bus.ask(Formula1.LOOK_AT_RESULT, new LookAtResult(sessionId), PATIENCE).await();
  }

  private List<String> rows(String column, String from) {
    var lines = new ArrayList<String>();
    pools.reads().query("select (" + column + ")::text as line from " + from).execute().await()
        .forEach(row -> lines.add(row.getString("line")));
    return lines;
  }
}

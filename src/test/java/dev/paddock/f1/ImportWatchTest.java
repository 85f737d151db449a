package dev.paddock.f1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.ManualTimers;
import dev.paddock.TestDatabase;
import dev.paddock.bus.Bus;
import dev.paddock.db.Pools;
import dev.paddock.f1.contract.Importing;
import dev.paddock.f1.contract.Importing.ImportPlan;
import dev.paddock.f1.contract.Importing.Start;
import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.gaps.GapPlanner;
import dev.paddock.f1.rules.gaps.Gaps;
import dev.paddock.f1.rules.gaps.Gaps.SessionGap;
import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.GapReads;
import dev.paddock.schedule.Cron;
import dev.paddock.schedule.SchedulerOptions;
import dev.paddock.schedule.SchedulerVerticle;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.PutPlan;
import dev.paddock.schedule.rules.Cadence;
import dev.paddock.schedule.rules.Cadence.Band;
import dev.paddock.schedule.rules.Retry;
import dev.paddock.schedule.store.NodeStore;
import dev.paddock.schedule.store.PgClosing;
import dev.paddock.schedule.store.WorkStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A race from three to five on a Sunday: when it is looked for, by the real scheduler. */
class ImportWatchTest {
  static final Instant THREE = Instant.parse("2025-05-04T15:00:00Z");
  static final Duration DELAY = Duration.ofMinutes(30);
  static final Function<String, Cadence> CADENCES = Map.of(
      "f1-import", new Cadence("f1-import", new Cron("0 4 * * *", ZoneOffset.UTC), Retry.constant(6, Duration.ofMinutes(10))),
      "f1-session", new Cadence("f1-session", List.of(Band.every(Duration.ofMinutes(30), DELAY, GapPlanner.SETTLES)), 3,
          Duration.ofMinutes(5)),
      "f1-session-again", new Cadence("f1-session-again", List.of(Band.at(Duration.ofDays(1))), 12, Duration.ofMinutes(30)))::get;

  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.of(vertx);
  final Pools pools = Pools.open(vertx, TestDatabase.fresh(), new Pools.Sizes(4, 2, Duration.ofSeconds(30)));
  final ManualTimers timers = new ManualTimers(vertx, THREE.minus(Duration.ofDays(1)));
  final List<String> begun = new CopyOnWriteArrayList<>();
  volatile boolean complete;
  volatile boolean busy;

  @BeforeEach void open() {
    bus.answer(Importing.PLAN, ask -> gaps()).await();
    bus.answer(Importing.RUN, ask -> {
      if (busy) return Future.succeededFuture(new Start.AlreadyRunning("2025-0", 2025, THREE));
      begun.add(timers.instant() + " " + ask.scope().session().map(Enum::name).orElse("all") + (ask.force() ? " anew" : ""));
      return Future.succeededFuture(new Start.Started("2025-" + begun.size()));
    }).await();
    var work = new WorkStore(pools.schedule(), CADENCES);
    var closing = new PgClosing(pools.transactions(), work, CADENCES, timers, "node");
    vertx.deployVerticle(new ImportWatchVerticle(bus, timers, closing, new GapReads(pools.reads()), Optional.of(2025), DELAY)).await();
    var scheduler = new SchedulerVerticle(bus, timers, System::nanoTime, work, new NodeStore(pools.schedule(), "node"), closing, CADENCES,
        SchedulerOptions.of(Duration.ofSeconds(60)));
    closing.whenClosed(scheduler::closed);
    vertx.deployVerticle(scheduler).await();
  }

  @AfterEach void close() {
    vertx.deploymentIDs().forEach(id -> vertx.undeploy(id).await());
    pools.close().await();
    vertx.close().await();
  }

  @Test void half_an_hour_after_the_end_then_every_half_hour_until_it_is_there() {
    race(THREE);
    plan();
    pass("2025-05-04T17:29:59Z");
    assertThat(begun).isEmpty();
    pass("2025-05-04T18:30:00Z");
    assertThat(begun).containsExactly("2025-05-04T17:30:00Z R", "2025-05-04T18:00:00Z R", "2025-05-04T18:30:00Z R");
    complete = true;
    pass("2025-05-05T03:00:00Z");
    assertThat(begun).hasSize(3);
    assertThat(log("session:")).endsWith("DONE all of it is there");
  }

  @Test void a_day_after_the_end_all_of_it_is_asked_for_once_more() {
    race(THREE);
    plan();
    complete = true;
    pass("2025-05-05T16:59:59Z");
    assertThat(begun).isEmpty();
    busy = true;
    pass("2025-05-05T17:00:00Z");
    busy = false;
    pass("2025-05-10T00:00:00Z");
    assertThat(begun).containsExactly("2025-05-05T17:30:00Z R anew");
    assertThat(log("session:")).endsWith("RETRY import 2025-0 is running",
        "STOPPED import 2025-1 of all of it, for what was changed since");
  }

  @Test void it_is_given_up_after_three_days() {
    race(THREE);
    plan();
    pass("2025-05-12T00:00:00Z");
    assertThat(begun).filteredOn(line -> line.endsWith(" R")).hasSize(143).last().isEqualTo("2025-05-07T16:30:00Z R");
  }

  @Test void a_session_that_ends_later_is_looked_for_later() {
    race(THREE);
    plan();
    pass("2025-05-04T04:00:00Z");
    race(THREE.plus(Duration.ofHours(1)));
    pass("2025-05-04T18:30:00Z");
    assertThat(begun).containsExactly("2025-05-04T18:30:00Z R");
  }

  @Test void the_daily_sweep_begins_one_import_of_all_that_is_missing_and_none_beside_a_running_one() {
    race(THREE.minus(Duration.ofDays(30)));
    plan();
    pass("2025-05-05T05:00:00Z");
    assertThat(begun).containsExactly("2025-05-03T15:00:00Z all", "2025-05-04T04:00:00Z all", "2025-05-05T04:00:00Z all");
    busy = true;
    pass("2025-05-06T05:00:00Z");
    assertThat(log("import:")).endsWith("DONE import 2025-0 is running");
    busy = false;
    complete = true;
    pass("2025-05-07T05:00:00Z");
    assertThat(begun).hasSize(3);
    assertThat(log("import:")).endsWith("DONE nothing is missing");
  }

  @Test void without_a_calendar_it_is_tried_again_soon() {
    plan();
    pass("2025-05-03T15:05:00Z");
    race(THREE.minus(Duration.ofDays(30)));
    pass("2025-05-03T15:30:00Z");
    assertThat(begun).containsExactly("2025-05-03T15:10:00Z all");
  }

  /** One, once the session is over and until its data is there. */
  private Future<ImportPlan> gaps() {
    return pools.reads().preparedQuery("select 1 from session where starts_at + interval '150 minutes' <= $1")
        .execute(Tuple.of(timers.instant().atOffset(ZoneOffset.UTC))).map(over -> new ImportPlan(new Gaps(2025, true,
            complete || over.size() == 0 ? List.of() : List.of(new SessionGap("2025-seaside-R", 1, "Seaside", SessionCode.R, THREE,
                Set.of(DataKind.LAPS), Map.of())), List.of(), List.of(), Map.of())));
  }

  private void plan() {
    bus.ask(Scheduling.PUT_PLAN, new PutPlan(ImportWatchVerticle.plan()), Duration.ofSeconds(30)).await();
  }

  private void race(Instant start) {
    var calendar = new Calendar(2025, List.of(new Calendar.Race(1, "Seaside Grand Prix", "seafront", "Seafront", "Seaside", "Isle",
        List.of(new Calendar.Session(SessionCode.R, start)))), List.of());
    pools.transactions().withTransaction(tx -> new CalendarStore(pools.reads()).save(tx, calendar, true, start, start)).await();
  }

  private void pass(String until) {
    timers.advanceTo(Instant.parse(until));
  }

  private List<String> log(String subject) {
    var lines = new ArrayList<String>();
    pools.reads().query("select outcome || ' ' || note as line from poll_log where subject like '" + subject + "%' order by due_at")
        .execute().await().forEach(row -> lines.add(row.getString("line")));
    return lines;
  }
}

package dev.paddock.f1;

import static dev.paddock.f1.rules.WrittenRace.race;

import dev.paddock.ManualTimers;
import dev.paddock.TestDatabase;
import dev.paddock.bus.Bus;
import dev.paddock.bus.Message;
import dev.paddock.db.Alarm;
import dev.paddock.db.Ledger;
import dev.paddock.db.Outbox;
import dev.paddock.db.Pools;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.f1.contract.Formula1.SyncCalendar;
import dev.paddock.f1.contract.Formula1.Synced;
import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.rules.Caution;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.VerificationPolicy;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.DisagreementStore;
import dev.paddock.f1.store.HoldStore;
import dev.paddock.f1.store.PhaseStore;
import dev.paddock.f1.store.ResultStore;
import dev.paddock.f1.store.RoundStore;
import dev.paddock.f1.store.RulingStore;
import dev.paddock.f1.store.SessionReads;
import dev.paddock.schedule.rules.Cadence;
import dev.paddock.schedule.rules.Cadence.Band;
import dev.paddock.schedule.store.PgClosing;
import dev.paddock.schedule.store.PgUndertaking;
import dev.paddock.schedule.store.WorkStore;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A season of 2025 as two sources tell it, synchronised and looked at when the test orders it. Real database. */
abstract class OrderedSeason {
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
  final SaidCalendar trusted = new SaidCalendar("jolpica");
  final SaidCalendar other = new SaidCalendar("f1schedule");
  final List<Message> told = new CopyOnWriteArrayList<>();

  @BeforeEach void open() {
    bus.on(Formula1.RESULT_STORED, told::add).await();
    bus.on(Formula1.SESSION_CHANGED, told::add).await();
    var stores = new ResultsVerticle.Stores(calendars, results, new RoundStore(pools.reads()), disagreements, new PhaseStore(),
        new HoldStore(pools.reads()), new RulingStore(), new SessionReads(pools.reads()));
    var commits = new ResultsVerticle.Commits(closing, new PgUndertaking(pools.transactions(), work, timers), Outbox.CLOSED,
        Ledger.CLOSED, Alarm.CLOSED);
    vertx.deployVerticle(new ResultsVerticle(bus, timers, commits, stores,
        new ResultsVerticle.Sources(List.of(trusted, other), published, Optional.empty()),
        new ResultsVerticle.Rules(new VerificationPolicy(3), Caution.NONE), Optional.of(2025), round -> true)).await();
    trusted.races(noon(NOON));
  }

  @AfterEach void close() {
    vertx.deploymentIDs().forEach(id -> vertx.undeploy(id).await());
    pools.close().await();
    vertx.close().await();
  }

  static Calendar.Race noon(Instant start) {
    return race(1, "Noon Grand Prix", SessionCode.R + " " + start);
  }

  Synced sync() {
    return sync(2025);
  }

  Synced sync(int year) {
    return bus.ask(Formula1.SYNC_CALENDAR, new SyncCalendar(year), PATIENCE).await();
  }

  List<String> rows(String column, String from) {
    var lines = new ArrayList<String>();
    pools.reads().query("select (" + column + ")::text as line from " + from).execute().await()
        .forEach(row -> lines.add(row.getString("line")));
    return lines;
  }
}

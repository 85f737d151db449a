package dev.paddock.f1;

import static dev.paddock.f1.rules.WrittenRace.race;

import dev.paddock.ManualTimers;
import dev.paddock.TestDatabase;
import dev.paddock.bus.Bus;
import dev.paddock.db.Alarm;
import dev.paddock.db.Outbox;
import dev.paddock.db.Pools;
import dev.paddock.f1.contract.Cataloguing;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.f1.contract.Formula1.SyncCalendar;
import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.rules.Caution;
import dev.paddock.f1.rules.VerificationPolicy;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.CatalogueReads;
import dev.paddock.f1.store.DisagreementStore;
import dev.paddock.f1.store.HoldStore;
import dev.paddock.f1.store.PhaseStore;
import dev.paddock.f1.store.RaceReads;
import dev.paddock.f1.store.ResultStore;
import dev.paddock.f1.store.RoundStore;
import dev.paddock.f1.store.RulingStore;
import dev.paddock.f1.store.SessionReads;
import dev.paddock.f1.web.Catalogue;
import dev.paddock.f1.web.CatalogueOperations;
import dev.paddock.f1.web.EditOperations;
import dev.paddock.f1.web.RaceOperations;
import dev.paddock.f1.web.Races;
import dev.paddock.f1.web.StoredRaces;
import dev.paddock.fantasy.TotalsVerticle;
import dev.paddock.fantasy.store.DriverTotals;
import dev.paddock.ops.store.PgLedger;
import dev.paddock.schedule.rules.Cadence;
import dev.paddock.schedule.rules.Cadence.Band;
import dev.paddock.schedule.store.PgClosing;
import dev.paddock.schedule.store.PgUndertaking;
import dev.paddock.schedule.store.WorkStore;
import dev.paddock.web.ContractClient;
import dev.paddock.web.ContractClient.Answered;
import dev.paddock.web.Operation;
import dev.paddock.web.PartOfSite;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A season of two races, read and edited by administrators under a calendar that goes on being synchronised. */
abstract class EditedSeason {
  static final Instant NOON = Instant.parse("2025-03-16T12:00:00Z");
  static final Duration PATIENCE = Duration.ofSeconds(30);
  static final String WHY = "The promoter has announced it.";
  static final Function<String, Cadence> CADENCES = name -> name.equals("f1-statistics")
      ? new Cadence(name, Band.every(Duration.ofDays(7), Duration.ZERO)) : OrderedSeason.CADENCES.apply(name);

  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.of(vertx);
  final Pools pools = Pools.open(vertx, TestDatabase.fresh(), new Pools.Sizes(4, 2, Duration.ofSeconds(30)));
  final ManualTimers timers = new ManualTimers(vertx, Instant.parse("2025-03-10T09:00:00Z"));
  final WorkStore work = new WorkStore(pools.schedule(), CADENCES);
  final PgClosing closing = new PgClosing(pools.transactions(), work, CADENCES, timers, "node");
  final ScriptedSource results = new ScriptedSource(timers, NOON);
  final SaidCalendar published = new SaidCalendar("jolpica");
  final Map<String, Instant> locks = new HashMap<>();
  ContractClient admin;

  @BeforeEach void open() {
    var reads = pools.reads();
    var stores = new ResultsVerticle.Stores(new CalendarStore(reads), new ResultStore(reads), new RoundStore(reads),
        new DisagreementStore(reads), new PhaseStore(), new HoldStore(reads), new RulingStore(), new SessionReads(reads));
    var commits = new ResultsVerticle.Commits(closing, new PgUndertaking(pools.transactions(), work, timers), Outbox.CLOSED,
        new PgLedger(), Alarm.CLOSED);
    vertx.deployVerticle(new ResultsVerticle(bus, timers, commits, stores,
        new ResultsVerticle.Sources(List.of(published), results, Optional.empty()),
        new ResultsVerticle.Rules(new VerificationPolicy(3), Caution.NONE), Optional.of(2025), round -> true)).await();
    vertx.deployVerticle(new TotalsVerticle(bus, new DriverTotals(reads))).await();
    var catalogue = new CatalogueReads(reads);
    var races = new StoredRaces(new RaceReads(reads), new ResultStore(reads), new CalendarStore(reads),
        s -> Future.succeededFuture(Optional.empty()), season -> Future.succeededFuture(locks));
    var operations = Stream.of(new CatalogueOperations(new Catalogue(catalogue, new RaceReads(reads))).list(),
        new EditOperations(catalogue, edit -> bus.ask(Cataloguing.EDIT, edit, PATIENCE)).list(),
        new RaceOperations(races, (s, v) -> Future.succeededFuture(new Races.Effect(0, null, null, 0)), timers).list())
        .<Operation>flatMap(List::stream).toList();
    admin = ContractClient.of(vertx, PartOfSite.serve(vertx, operations, AdaAndBob.GATE).await()).as("admin-1");
    published.races(noon(), dusk());
    sync();
  }

  @AfterEach void close() {
    vertx.deploymentIDs().forEach(id -> vertx.undeploy(id).await());
    pools.close().await();
    vertx.close().await();
  }

  private static Calendar.Race noon() {
    return race(1, "Noon Grand Prix", "Q 2025-03-15T12:00:00Z", "R " + NOON);
  }

  private static Calendar.Race dusk() {
    return race(2, "Dusk Grand Prix", "R 2025-04-06T18:00:00Z");
  }

  void sync() {
    bus.ask(Formula1.SYNC_CALENDAR, new SyncCalendar(2025), PATIENCE).await();
  }

  Answered raceEdit(String raceId) {
    return admin.ask("getRaceEdit").with("raceId", raceId).answer();
  }

  Answered change(String raceId, String etag, JsonObject body) {
    return admin.ask("changeRace").with("raceId", raceId).ifMatch(etag).body(body.put("reason", WHY)).answer();
  }

  static JsonObject driver(String id) {
    return new JsonObject().put("season", 2025).put("driverId", id).put("givenName", id).put("familyName", "Lovelace").put("reason", WHY);
  }

  List<String> rows(String column, String from) {
    var lines = new ArrayList<String>();
    pools.reads().query("select (" + column + ")::text as line from " + from).execute().await()
        .forEach(row -> lines.add(row.getString("line")));
    return lines;
  }
}

package dev.paddock.f1;

import static dev.paddock.f1.ResultDiffTest.field;
import static dev.paddock.f1.rules.WrittenRace.race;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.ManualTimers;
import dev.paddock.TestDatabase;
import dev.paddock.bus.Bus;
import dev.paddock.db.Alarm;
import dev.paddock.db.Outbox;
import dev.paddock.db.Pools;
import dev.paddock.f1.contract.Cataloguing;
import dev.paddock.f1.contract.Formula1.SyncCalendar;
import dev.paddock.f1.contract.Formula1;
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
import dev.paddock.schedule.SchedulerOptions;
import dev.paddock.schedule.SchedulerVerticle;
import dev.paddock.schedule.contract.Scheduling.PutPlan;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.rules.Cadence.Band;
import dev.paddock.schedule.rules.Cadence;
import dev.paddock.schedule.store.NodeStore;
import dev.paddock.schedule.store.PgClosing;
import dev.paddock.schedule.store.PgUndertaking;
import dev.paddock.schedule.store.WorkStore;
import dev.paddock.web.ContractClient.Answered;
import dev.paddock.web.ContractClient;
import dev.paddock.web.Operation;
import dev.paddock.web.PartOfSite;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
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
import org.junit.jupiter.api.Test;

/** Drivers and races as they are read, and as administrators edit them under a calendar that goes on being synchronised. */
class CatalogueTest {
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

  private void sync() {
    bus.ask(Formula1.SYNC_CALENDAR, new SyncCalendar(2025), PATIENCE).await();
  }

  @Test void a_start_that_was_set_stays_when_the_calendar_comes_again_until_it_is_released() {
    var read = raceEdit("2025-dusk").expect(200);
    var later = new JsonObject().put("sessions", new JsonObject().put("R", "2025-04-13T18:00:00Z"));
    var changed = change("2025-dusk", read.etag(), later).expect(200);
    assertThat(changed.json().getMap()).containsEntry("edited", List.of("sessions")).containsEntry("revision", 1);
    assertThat(due("result:2025-dusk-R")).as("its result is looked for an hour after the new start").startsWith("2025-04-13 19:00:00");
    sync();
    assertThat(raceEdit("2025-dusk").json().getString("startsAt")).isEqualTo("2025-04-13T18:00:00Z");
    assertThat(rows("closes_at::text", "season")).containsExactly("2025-04-27 18:00:00+00");
    change("2025-dusk", changed.etag(), new JsonObject().put("release", new JsonArray().add("sessions"))).expect(200);
    sync();
    assertThat(raceEdit("2025-dusk").json().getString("startsAt")).isEqualTo("2025-04-06T18:00:00Z");
    assertThat(rows("actor || ' ' || action || ' ' || subject || ' ' || reason", "audit_entry order by id"))
        .containsExactly("user:1 f1.race.change 2025-dusk " + WHY, "user:1 f1.race.change 2025-dusk " + WHY);
  }

  @Test void an_edit_says_what_it_was_made_from() {
    var etag = raceEdit("2025-dusk").etag();
    var name = new JsonObject().put("name", "Twilight Grand Prix");
    change("2025-dusk", etag, name).expect(200);
    change("2025-dusk", etag, name).expect(412, "precondition-failed");
    assertThat(raceEdit("2025-dusk").json().getMap()).containsEntry("name", "Twilight Grand Prix").containsEntry("raceId", "2025-dusk");
    change("2025-atlantis", etag, name).expect(404, "not-found");
    change("2025-dusk", raceEdit("2025-dusk").etag(), new JsonObject().put("round", 1)).expect(409, "conflict");
    change("2025-dusk", raceEdit("2025-dusk").etag(), new JsonObject().put("round", 3).put("release", new JsonArray().add("round")))
        .expect(422, "invalid");
    change("2025-dusk", raceEdit("2025-dusk").etag(), new JsonObject().put("sessions", new JsonObject().put("R", "2025-02-30T18:00:00Z")))
        .expect(422, "invalid");
  }

  @Test void a_race_of_the_calendar_is_cancelled_and_keeps_its_id_and_comes_back() {
    admin.ask("deleteRace").with("raceId", "2025-dusk").with("reason", WHY).ifMatch(raceEdit("2025-dusk").etag()).answer().expect(204);
    sync();
    assertThat(raceEdit("2025-dusk").json().getBoolean("cancelled")).isTrue();
    change("2025-dusk", raceEdit("2025-dusk").etag(), new JsonObject().put("release", new JsonArray().add("cancelled"))).expect(200);
    sync();
    assertThat(raceEdit("2025-dusk").json().getMap()).containsEntry("cancelled", false).containsEntry("edited", List.of());
  }

  @Test void a_race_that_was_made_by_hand_is_followed_and_survives_the_calendar() {
    create("Midnight Grand Prix", 3, "2025-05-04T00:00:00Z").expect(201);
    assertThat(due("result:2025-midnight-R")).startsWith("2025-05-04 01:00:00");
    sync();
    var race = raceEdit("2025-midnight").expect(200);
    assertThat(race.json().getMap()).containsEntry("cancelled", false).containsEntry("byHand", true);
    change("2025-midnight", race.etag(), new JsonObject().put("release", new JsonArray().add("name"))).expect(422, "invalid");
    create("Midnight Grand Prix", 4, "2025-05-04T00:00:00Z").expect(409, "conflict");
    create("Morning Grand Prix", 2, "2025-05-04T00:00:00Z").expect(409, "conflict");
    admin.ask("deleteRace").with("raceId", "2025-midnight").with("reason", WHY).ifMatch(race.etag()).answer().expect(204);
    raceEdit("2025-midnight").expect(404, "not-found");
    sync();
    raceEdit("2025-midnight").expect(404, "not-found");
  }

  @Test void a_race_that_has_a_result_can_neither_be_moved_nor_taken_out() {
    results.publish(Instant.EPOCH, field(20));
    bus.ask(Formula1.LOOK_AT_RESULT, new Formula1.LookAtResult("2025-noon-R"), PATIENCE).await();
    var etag = raceEdit("2025-noon").etag();
    change("2025-noon", etag, new JsonObject().put("sessions", new JsonObject().put("R", "2025-03-23T12:00:00Z"))).expect(409, "conflict");
    change("2025-noon", etag, new JsonObject().put("cancelled", true)).expect(409, "conflict");
    admin.ask("deleteRace").with("raceId", "2025-noon").with("reason", WHY).ifMatch(etag).answer().expect(409, "conflict");
    change("2025-noon", etag, new JsonObject().put("name", "High Noon Grand Prix")).expect(200);
  }

  @Test void a_driver_is_renamed_hidden_and_brought_back() {
    var named = new JsonObject().put("familyName", "Lauda").put("number", 12);
    var edited = changeDriver("driver_1", driverEdit("driver_1").etag(), named).expect(200);
    sync();
    assertThat(driverEdit("driver_1").json().getMap()).containsEntry("familyName", "Lauda").containsEntry("givenName", "Given")
        .containsEntry("edited", List.of("number", "familyName"));
    deleteDriver("driver_1", edited.etag()).expect(204);
    sync();
    assertThat(drivers()).hasSize(19).doesNotContain("driver_1");
    assertThat(entered()).as("who can be picked").hasSize(19).doesNotContain("driver_1");
    assertThat(driverEdit("driver_1").json().getBoolean("deleted")).isTrue();
    var released = new JsonObject().put("release", new JsonArray().add("deleted").add("familyName"));
    changeDriver("driver_1", driverEdit("driver_1").etag(), released).expect(200);
    sync();
    assertThat(drivers()).hasSize(20);
    assertThat(entered()).contains("driver_1");
    assertThat(driverEdit("driver_1").json().getMap()).containsEntry("familyName", "driver_1").containsEntry("number", 12);
  }

  @Test void a_driver_made_by_hand_goes_altogether_unless_something_names_him() {
    createDriver("ada").expect(201);
    createDriver("bob").expect(201);
    createDriver("ada").expect(409, "conflict");
    pools.transactions().query("insert into price (season, driver_id, tenths) values (2025, 'bob', 50)").execute().await();
    for (var driver : List.of("ada", "bob")) deleteDriver(driver, driverEdit(driver).etag()).expect(204);
    driverEdit("ada").expect(404, "not-found");
    assertThat(driverEdit("bob").json().getBoolean("deleted")).isTrue();
    assertThat(rows("action", "audit_entry order by id")).containsExactly("f1.driver.create", "f1.driver.create", "f1.driver.delete",
        "f1.driver.hide");
  }

  @Test void the_calendar_says_when_line_ups_lock_and_what_time_it_is_and_an_unchanged_one_is_not_sent_again() {
    var season = admin.asNobody().ask("getSeason").with("year", 2025).answer().expect(200);
    assertThat(season.json().getString("serverTime")).isEqualTo(timers.instant().toString());
    assertThat(season.json().getJsonArray("races").getJsonObject(0).getString("lockAt")).isEqualTo("2025-03-15T12:00:00Z");
    timers.jumpTo(timers.instant().plusSeconds(60));
    admin.asNobody().ask("getSeason").with("year", 2025).header("If-None-Match", season.etag()).answer().expect(304);
    admin.asNobody().ask("getRace").with("raceId", "2025-noon").header("If-None-Match",
        admin.ask("getRace").with("raceId", "2025-noon").answer().etag()).answer().expect(304);
    change("2025-dusk", raceEdit("2025-dusk").etag(), new JsonObject().put("name", "Twilight Grand Prix")).expect(200);
    admin.asNobody().ask("getSeason").with("year", 2025).header("If-None-Match", season.etag()).answer().expect(200);
  }

  @Test void a_lock_that_has_not_followed_its_session_is_told_as_it_counts() {
    locks.put("2025-noon", Instant.parse("2025-03-15T13:00:00Z"));
    var season = admin.asNobody().ask("getSeason").with("year", 2025).answer().expect(200).json().getJsonArray("races");
    assertThat(season.getJsonObject(0).getString("lockAt")).isEqualTo("2025-03-15T13:00:00Z");
    assertThat(season.getJsonObject(1).getString("lockAt")).as("not known: the start of the race").isEqualTo("2025-04-06T18:00:00Z");
    assertThat(admin.asNobody().ask("getRace").with("raceId", "2025-noon").answer().expect(200).json().getString("lockAt"))
        .isEqualTo("2025-03-15T13:00:00Z");
  }

  private List<String> entered() {
    return bus.ask(Formula1.ENTRIES, new Formula1.GetEntries(2025), PATIENCE).await().entries().stream().filter(Formula1.Entry::entered)
        .map(Formula1.Entry::driverId).toList();
  }

  @Test void everybody_reads_the_catalogue() {
    var nobody = admin.asNobody();
    assertThat(nobody.ask("listDrivers").answer().expect(200).json().getJsonArray("drivers")).hasSize(20);
    assertThat(nobody.ask("listCircuits").with("season", 2025).answer().expect(200).json().getJsonArray("circuits")).hasSize(2);
    assertThat(nobody.ask("listConstructors").answer().expect(200).json().getJsonArray("constructors")).isEmpty();
    var drivers = nobody.ask("listDrivers").answer();
    nobody.ask("listDrivers").header("If-None-Match", drivers.etag()).answer().expect(304);
    nobody.ask("getDriver").with("driverId", "nobody").answer().expect(404, "not-found");
    nobody.ask("getDriverEdit").with("driverId", "driver_1").with("season", 2025).answer().expect(401, "unauthenticated");
    admin.as("user-2").ask("createDriver").body(driver("eve")).answer().expect(403, "forbidden");
  }

  @Test void statistics_are_counted_from_the_latest_versions_and_appear_as_a_whole() {
    pools.transactions().query("""
        update session set version = 1;
        insert into result_version (session_id, version, hash, source, fetched_at, rows, changes, skipped) values
          ('2025-noon-Q', 1, '', '', now(), '[{"driverId":"driver_2","constructorId":"team","position":1,"finish":"CLASSIFIED"},
             {"driverId":"driver_1","constructorId":"team","position":2,"finish":"CLASSIFIED"}]', '[]', '[]'),
          ('2025-noon-R', 1, '', '', now(), '[
             {"driverId":"driver_1","constructorId":"team","position":1,"finish":"CLASSIFIED","points":2500,"grid":2,
              "fastestLapMillis":90500},
             {"driverId":"driver_2","constructorId":"team","position":2,"finish":"CLASSIFIED","points":1800,"grid":1,
              "fastestLapMillis":90100},
             {"driverId":"driver_3","constructorId":"team","position":3,"finish":"RETIRED","points":0,"grid":0}]', '[]', '[]'),
          ('2025-dusk-R', 1, '', '', now(), '[
             {"driverId":"driver_1","constructorId":"team","position":5,"finish":"CLASSIFIED","points":1000,"grid":7},
             {"driverId":"driver_3","constructorId":"team","position":6,"finish":"DID_NOT_START","points":0}]', '[]', '[]');
        insert into rule_set (hash, id, version, body) values ('h', 'classic', '1', '');
        insert into driver_score (session_id, result_version, driver_id, race_id, session_kind, rule_hash, took_part, points, lines) values
          ('2025-noon-R', 1, 'driver_1', '2025-noon', 'RACE', 'h', true, 5000, '[]'),
          ('2025-noon-R', 2, 'driver_1', '2025-noon', 'RACE', 'h', true, 4500, '[]'),
          ('2025-dusk-R', 1, 'driver_1', '2025-dusk', 'RACE', 'h', true, -500, '[]');
        insert into player (id, name, joined_at) values (1, 'Ada', now()), (2, 'Bob', now());
        insert into team (id, player_id, season, name) overriding system value values (1, 1, 2025, 'A'), (2, 2, 2025, 'B');
        insert into lineup (team_id, season, round, drivers, captain, vice, saved_at) values
          (1, 2025, 1, '{driver_1,driver_2}', 'driver_1', 'driver_2', now()),
          (2, 2025, 1, '{driver_1,driver_2}', 'driver_1', 'driver_2', now()),
          (2, 2025, 2, '{driver_2,driver_3}', 'driver_2', 'driver_3', now())
        """).execute().await();
    assertThat(profile("driver_1").getValue("career")).as("before they were counted").isNull();
    refresh();
    var winner = profile("driver_1").getJsonArray("seasons").getJsonObject(0).getJsonObject("statistic");
    assertThat(winner.getMap()).containsEntry("starts", 2).containsEntry("wins", 1).containsEntry("podiums", 1).containsEntry("poles", 0)
        .containsEntry("fastestLaps", 0).containsEntry("retirements", 0).containsEntry("points", 35.0).containsEntry("averageGrid", 4.5)
        .containsEntry("averageFinish", 3.0).containsEntry("fantasyPoints", 40.0).containsEntry("fantasyAverage", 20.0)
        .containsEntry("ownership", 50.0);
    assertThat(winner.getJsonArray("form").getJsonObject(0).getMap()).containsEntry("raceId", "2025-dusk").containsEntry("position", 5);
    assertThat(profile("driver_2").getJsonObject("career").getMap()).containsEntry("poles", 1).containsEntry("fastestLaps", 1)
        .containsEntry("ownership", 100.0);
    assertThat(profile("driver_3").getJsonObject("career").getMap()).containsEntry("starts", 1).containsEntry("retirements", 1)
        .doesNotContainKeys("averageGrid", "averageFinish");
    assertThat(profile("driver_4").containsKey("career")).isFalse();
    assertThat(profile("driver_1").getString("refreshedAt")).isEqualTo(timers.instant().toString());
  }

  private void refresh() {
    var scheduler = new SchedulerVerticle(bus, timers, System::nanoTime, work, new NodeStore(pools.schedule(), "node"), closing,
        CADENCES, SchedulerOptions.of(Duration.ofSeconds(60)));
    closing.whenClosed(scheduler::closed);
    vertx.deployVerticle(scheduler).await();
    bus.ask(Scheduling.PUT_PLAN, new PutPlan(ResultsVerticle.statisticsPlan()), PATIENCE).await();
    timers.advanceTo(timers.instant().plus(Duration.ofHours(1)));
    assertThat(rows("last_outcome", "work where subject = 'statistics:f1'")).containsExactly("CHANGED");
    var refreshed = rows("to_char(refreshed_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')", "driver_statistic limit 1");
    timers.jumpTo(Instant.parse(refreshed.getFirst()));
  }

  private JsonObject profile(String driver) {
    return admin.asNobody().ask("getDriver").with("driverId", driver).answer().expect(200).json();
  }

  private List<String> drivers() {
    return admin.ask("listDrivers").with("season", 2025).answer().expect(200).json().getJsonArray("drivers").stream()
        .map(driver -> ((JsonObject) driver).getString("driverId")).toList();
  }

  private Answered raceEdit(String raceId) {
    return admin.ask("getRaceEdit").with("raceId", raceId).answer();
  }

  private Answered driverEdit(String driver) {
    return admin.ask("getDriverEdit").with("driverId", driver).with("season", 2025).answer();
  }

  private Answered change(String raceId, String etag, JsonObject body) {
    return admin.ask("changeRace").with("raceId", raceId).ifMatch(etag).body(body.put("reason", WHY)).answer();
  }

  private Answered changeDriver(String driver, String etag, JsonObject body) {
    return admin.ask("changeDriver").with("driverId", driver).with("season", 2025).ifMatch(etag).body(body.put("reason", WHY)).answer();
  }

  private Answered create(String name, int round, String start) {
    return admin.ask("createRace").header("Idempotency-Key", name.replace(" ", "") + round).body(new JsonObject()
        .put("season", 2025).put("round", round)
        .put("name", name).put("reason", WHY).put("sessions", new JsonObject().put("R", start)).put("place", new JsonObject()
            .put("circuitId", "ring").put("circuit", "The Ring").put("locality", "Town").put("country", "Country of its own"))).answer();
  }

  private Answered createDriver(String id) {
    return admin.ask("createDriver").header("Idempotency-Key", id + rows("count(*)", "audit_entry")).body(driver(id)).answer();
  }

  private static JsonObject driver(String id) {
    return new JsonObject().put("season", 2025).put("driverId", id).put("givenName", id).put("familyName", "Lovelace").put("reason", WHY);
  }

  private ContractClient.Answered deleteDriver(String id, String etag) {
    return admin.ask("deleteDriver").with("driverId", id).with("season", 2025).with("reason", WHY).ifMatch(etag).answer();
  }

  private String due(String subject) {
    return rows("due_at", "work where subject = '" + subject + "'").stream().findFirst().orElse("nothing is planned");
  }

  private List<String> rows(String column, String from) {
    var lines = new ArrayList<String>();
    pools.reads().query("select (" + column + ")::text as line from " + from).execute().await()
        .forEach(row -> lines.add(row.getString("line")));
    return lines;
  }
}

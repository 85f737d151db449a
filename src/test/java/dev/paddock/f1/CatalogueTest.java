package dev.paddock.f1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.schedule.SchedulerOptions;
import dev.paddock.schedule.SchedulerVerticle;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.PutPlan;
import dev.paddock.schedule.store.NodeStore;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What everybody reads of a season: its calendar, its drivers and what they did. */
class CatalogueTest extends EditedSeason {
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
}

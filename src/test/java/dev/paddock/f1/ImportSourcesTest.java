package dev.paddock.f1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.contract.Importing.RunImport;
import dev.paddock.f1.contract.Importing.Scope;
import dev.paddock.f1.provider.livetiming.Extracted;
import dev.paddock.f1.provider.livetiming.Extractor;
import dev.paddock.f1.provider.livetiming.SessionLoad;
import dev.paddock.f1.provider.livetiming.Topic;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.gaps.Gaps;
import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.rules.session.SessionData;
import dev.paddock.f1.rules.session.TimedLap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What live timing does not have comes from the other sources: mirror, schedule, OpenF1, Jolpica, circuit maps. */
class ImportSourcesTest extends TwoWeekends {
  @Test void a_races_first_lap_comes_of_jolpica_by_the_cars_that_its_drivers_drove() {
    extractors = List.of(new FirstLaps());
    vertx.undeploy(deployed).await();
    deploy(false);
    for (var session : List.of("2025-seaside-R", "2025-uphill-R")) publish(session, Topic.TIMING_DATA, line(1, "{}"));
    pools.transactions().query("insert into driver (season, driver_id, code, given_name, family_name)"
        + " values (2025, 'max_verstappen', 'VER', 'Max', 'Verstappen')").execute().await();
    pools.transactions().query("insert into entrant (session_id, car, code, first_name, last_name, team, colour)"
        + " values ('2025-uphill-R', 1, 'VER', 'Max', 'Verstappen', 'Red Bull', '')").execute().await();
    world.publish("jolpica", "/ergast/f1/2025/2/laps/1.json", """
        {"MRData":{"RaceTable":{"Races":[{"Laps":[{"number":"1","Timings":[
          {"driverId":"max_verstappen","position":"1","time":"1:34.512"},{"driverId":"nobody","position":"2","time":"1:35.000"}]}]}]}}}""");
    var summary = done(run(season())).orElseThrow();
    assertThat(summary.failures()).isEmpty();
    assertThat(summary.calls()).containsEntry("jolpica", 2); // the first race has none
    assertThat(texts("select session_id || ' ' || car || ' ' || lap_ms as t from lap")).containsExactly("2025-uphill-R 1 94512");
  }

  /** Laps that are nothing but the first. */
  private record FirstLaps() implements Extractor {
    @Override public DataKind kind() {
      return DataKind.LAPS;
    }

    @Override public Set<Topic> needs() {
      return Set.of(Topic.TIMING_DATA);
    }

    @Override public Extracted extract(SessionLoad load) {
      return new Extracted.Rows(new SessionData.Laps(load.firstLaps().entrySet().stream().map(e -> lap(e.getKey(), e.getValue())).toList()),
          List.of());
    }

    private static Lap lap(int car, int millis) {
      var timed = new TimedLap(car, 1, millis, null, null, null, null, null, null, null, null, null, 0, null, null, null, null, false);
      return new Lap(timed, null, null, null, null, null, null, "1", false, "", false, false);
    }
  }

  @Test void without_an_index_sessions_are_where_the_schedule_says() {
    world.withdraw(LIVE, "/static/2025/Index.json");
    var fp1 = "2025/2025-05-04_Seaside_Grand_Prix/2025-05-02_Practice_1/";
    world.publish(LIVE, "/static/" + fp1 + Topic.SESSION_INFO.file(), line(1, "{\"Key\":8}"));
    world.publish(LIVE, "/static/" + fp1 + Topic.WEATHER.file(), line(1, "{\"AirTemp\":\"21\"}"));
    world.publish("f1schedule", "/theOehrly/f1schedule/master/schedule_2025.json", """
        {"round_number":{"0":1},"country":{"0":"Isle"},"location":{"0":"Seaside"},"official_event_name":{"0":"SEASIDE GRAND PRIX"},
         "event_name":{"0":"Seaside Grand Prix"},"event_date":{"0":"2025-05-04"},"event_format":{"0":"conventional"},
         "gmt_offset":{"0":"+02:00"},
         "session1":{"0":"Practice 1"},"session1_date":{"0":"2025-05-02 17:00:00"},
         "session5":{"0":"Race"},"session5_date":{"0":"2025-05-04 17:00:00"}}""");
    var summary = done(run(season())).orElseThrow();
    assertThat(texts("select path as t from session_feed")).containsExactly(fp1);
    assertThat(count("weather")).isEqualTo(1);
    assertThat(world.requests).doesNotHaveDuplicates();
    // the race has no SessionInfo, neither here nor there
    assertThat(summary.calls()).isEqualTo(Map.of(LIVE, 1 + 4 + 4, "livetiming-mirror", 1, "f1schedule", 1));
    assertThat(gaps().absent()).extracting(Gaps.Absence::reason).contains("it is not in the schedule", "RaceControlMessages answered 403");
    assertThat(gaps().count()).isZero();
  }

  @Test void what_live_timing_does_not_have_comes_of_openf1() {
    sources = List.of(LIVE, "openf1");
    vertx.undeploy(deployed).await();
    deploy(false);
    world.withdraw(LIVE, resource("2025-seaside-R", Topic.WEATHER));
    publish("2025-seaside-R", Topic.RACE_CONTROL,
        line(5000, "{\"Messages\":[{\"Utc\":\"2025-05-04T14:00:05\",\"Message\":\"GREEN LIGHT\"}]}"));
    world.withdraw(LIVE, resource("2025-uphill-R", Topic.WEATHER));
    world.withdraw(LIVE, resource("2025-uphill-R", Topic.TEAM_RADIO));
    world.publish("openf1", "/v1/weather?session_key=7", """
        [{"date":"2025-05-04T15:01:00+00:00","air_temperature":21.5,"rainfall":0},
         {"date":"2025-05-04T15:02:00+00:00","air_temperature":22}]""");
    var summary = done(run(season())).orElseThrow();
    assertThat(summary.calls()).isEqualTo(Map.of(LIVE, REQUESTS, "openf1", 1)); // both races say that they are number 7
    assertThat(texts("select source || ' ' || rows as t from coverage where kind = 'WEATHER' and subject like '%-R' order by subject"))
        .containsExactly("openf1 2", "livetiming 0"); // what it has is of May, and none of the second race's
    assertThat(texts("select at_ms::text as t from weather where session_id = '2025-seaside-R' order by at_ms"))
        .as("by the clock of race control, whose seconds are rounded").containsExactly("3660500", "3720500");
    assertThat(gaps().absent()).extracting(Gaps.Absence::kind).containsExactlyInAnyOrder(DataKind.WEATHER, DataKind.TEAM_RADIO);
  }

  @Test void circuits_come_once_a_session_of_the_race_says_which() {
    withCircuits();
    assertThat(gaps().circuits()).extracting(Gaps.CircuitGap::raceId).containsExactly("2025-seaside", "2025-uphill");
    var summary = done(run(season())).orElseThrow();
    assertThat(summary.processed()).isEqualTo(6);
    assertThat(summary.calls()).containsEntry("multiviewer", 1); // both races were there
    assertThat(count("circuit_marker")).isEqualTo(2);
    assertThat(gaps().count()).isZero();
    assertThat(gaps().absent()).extracting(Gaps.Absence::kind).containsOnly(DataKind.MARSHAL_LIGHTS);
  }

  @Test void one_session_that_does_not_exist_does_not_speak_for_the_whole_weekend() {
    withCircuits();
    for (var topic : Topic.values()) world.withdraw(LIVE, resource("2025-uphill-FP1", topic));
    done(run(new RunImport(new Scope(2025, Optional.of(2), Optional.of(SessionCode.FP1)), false, false, Optional.empty(), 1)));
    assertThat(gaps().circuits()).extracting(Gaps.CircuitGap::raceId).contains("2025-uphill");
    done(run(season()));
    assertThat(gaps().circuits()).isEmpty();
    assertThat(texts("select state as t from coverage where subject = '2025-uphill' and kind = 'CIRCUIT'")).containsExactly("STORED");
  }

  @Test void a_session_that_the_archive_does_not_have_comes_from_its_mirror() {
    for (var topic : List.of(Topic.SESSION_INFO, Topic.WEATHER, Topic.RACE_CONTROL, Topic.TEAM_RADIO)) {
      world.withdraw(LIVE, resource("2025-uphill-R", topic));
      world.publish("livetiming-mirror", resource("2025-uphill-R", topic), line(1, "{\"Key\":8}"));
    }
    var summary = done(run(season())).orElseThrow();
    assertThat(summary.calls()).isEqualTo(Map.of(LIVE, REQUESTS - 3, "livetiming-mirror", 4));
    assertThat(texts("select provider as t from session_feed where session_id = '2025-uphill-R'")).containsExactly("livetiming-mirror");
    assertThat(texts("select distinct source as t from coverage where subject = '2025-uphill-R'")).containsExactly("livetiming-mirror");
  }

  private void withCircuits() {
    circuits = true;
    vertx.undeploy(deployed).await();
    deploy(false);
    world.publish("multiviewer", "/api/v1/circuits/61/2025", """
        {"circuitKey":61,"circuitName":"Seafront","location":"Seaside","countryName":"Isle","rotation":40,
         "x":[0,1000,1000,0],"y":[0,0,1000,1000],"corners":[{"number":1,"angle":90,"trackPosition":{"x":1000,"y":0}}],"marshalLights":[],
         "marshalSectors":[{"number":1,"angle":0,"trackPosition":{"x":10,"y":0}}]}""");
  }
}

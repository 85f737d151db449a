package dev.paddock.f1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.ManualTimers;
import dev.paddock.TestDatabase;
import dev.paddock.bus.Bus;
import dev.paddock.db.Pools;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.f1.contract.Importing;
import dev.paddock.f1.contract.Importing.PlanImport;
import dev.paddock.f1.contract.Importing.Progressed;
import dev.paddock.f1.contract.Importing.Run;
import dev.paddock.f1.contract.Importing.RunImport;
import dev.paddock.f1.contract.Importing.Scope;
import dev.paddock.f1.contract.Importing.Start;
import dev.paddock.f1.contract.Importing.State;
import dev.paddock.f1.contract.Importing.StopImport;
import dev.paddock.f1.contract.Importing.Summary;
import dev.paddock.f1.provider.livetiming.Extracted;
import dev.paddock.f1.provider.livetiming.Extractor;
import dev.paddock.f1.provider.livetiming.SessionLoad;
import dev.paddock.f1.provider.livetiming.Topic;
import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.gaps.Gaps;
import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.rules.session.SessionData;
import dev.paddock.f1.rules.session.TimedLap;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.CircuitStore;
import dev.paddock.f1.store.CoverageStore;
import dev.paddock.f1.store.DisagreementStore;
import dev.paddock.f1.store.FeedStore;
import dev.paddock.f1.store.GapReads;
import dev.paddock.f1.store.ImportStore;
import dev.paddock.f1.store.ResultStore;
import dev.paddock.f1.store.SessionDataStore;
import dev.paddock.f1.store.SessionReads;
import dev.paddock.f1.store.SourceVersions;
import dev.paddock.f1.store.TelemetryStore;
import dev.paddock.fetch.contract.Fetching;
import dev.paddock.fetch.contract.Fetching.Loaded;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two weekends of 2025, practice and race each, written by hand; the database is real, the world outside a folder. */
class ImportVerticleTest {
  static final Instant NOW = Instant.parse("2025-12-01T12:00:00Z");
  static final Duration PATIENCE = Duration.ofSeconds(30);
  static final String LIVE = "livetiming";
  static final List<String> SESSIONS = List.of("2025-seaside-FP1", "2025-seaside-R", "2025-uphill-FP1", "2025-uphill-R");
  /** SessionInfo and three topics each, and the season's index. */
  static final int REQUESTS = 4 * 4 + 1;

  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.of(vertx);
  final Pools pools = Pools.open(vertx, TestDatabase.fresh(), new Pools.Sizes(4, 2, Duration.ofSeconds(30)));
  final ManualTimers timers = new ManualTimers(vertx, NOW);
  final List<Progressed> told = new CopyOnWriteArrayList<>();
  @TempDir Path folder;
  final List<String> said = new CopyOnWriteArrayList<>();
  Future<Optional<String>> heard = Future.succeededFuture(Optional.empty());
  List<Extractor> extractors = LineByLine.three();
  boolean circuits;
  List<String> sources = List.of(LIVE);
  PublishedFiles world;
  String deployed;

  @BeforeEach void open() {
    world = new PublishedFiles(folder, timers);
    bus.answer(Fetching.LOAD, world::load).await();
    bus.on(Importing.PROGRESSED, told::add).await();
    var calendar = new Calendar(2025, List.of(race(1, "Seaside", "2025-05-04"), race(2, "Uphill", "2025-06-01")), List.of());
    pools.transactions().withTransaction(tx -> new CalendarStore(pools.reads()).save(tx, calendar, true, NOW, NOW)).await();
    for (var session : SESSIONS) {
      publish(session, Topic.SESSION_INFO, line(0, """
          {"Meeting":{"Circuit":{"Key":61}},"ArchiveStatus":{"Status":"Complete"},"Key":7}"""));
      publish(session, Topic.WEATHER, line(1000, "{\"AirTemp\":\"21\"}") + line(61_000, "{\"AirTemp\":\"22\"}"));
      publish(session, Topic.RACE_CONTROL, line(5000, "{\"Message\":\"GREEN LIGHT\"}"));
      publish(session, Topic.TEAM_RADIO, line(9000, "{\"Path\":\"a.mp3\"}"));
    }
    world.publish(LIVE, "/static/2025/Index.json", new JsonObject().put("Year", 2025).put("Meetings", new JsonArray()
        .add(meeting(1, "Seaside", "2025-05-02", "2025-05-04")).add(meeting(2, "Uphill", "2025-05-30", "2025-06-01"))).encode());
    deploy(false);
  }

  @AfterEach void close() {
    vertx.deploymentIDs().forEach(id -> vertx.undeploy(id).await());
    pools.close().await();
    vertx.close().await();
  }

  @Test void a_season_is_imported_with_as_many_requests_as_files_and_none_the_second_time() {
    assertThat(gaps().calls()).isEqualTo(Map.of(LIVE, REQUESTS, "f1schedule", 1)); // at most: there is an index
    var summary = done(run(season())).orElseThrow();
    assertThat(world.requests).hasSize(REQUESTS).doesNotHaveDuplicates();
    assertThat(summary.calls()).isEqualTo(Map.of(LIVE, REQUESTS));
    assertThat(summary.gaps()).isEqualTo(12);
    assertThat(List.of(summary.processed(), summary.succeeded(), summary.failed(), summary.partial())).containsExactly(4, 4, 0, 0);
    assertThat(summary.extracted()).isEqualTo(Map.of(DataKind.WEATHER, 8L, DataKind.RACE_CONTROL, 4L, DataKind.TEAM_RADIO, 4L));
    assertThat(count("weather")).isEqualTo(8);
    assertThat(gaps().count()).isZero();

    var rows = rows();
    var again = done(run(season())).orElseThrow();
    assertThat(world.requests).hasSize(REQUESTS);
    assertThat(again.calls()).isEmpty();
    assertThat(again.processed()).isZero();
    assertThat(rows()).isEqualTo(rows);
  }

  @Test void progress_is_told_and_on_record() {
    var run = end(run(season()), State.COMPLETED);
    assertThat(run.progress()).isEqualTo(new Importing.Progress(4, 4, REQUESTS, ""));
    assertThat(told).extracting(p -> p.progress().doing()).contains("2025: Index.json", "2025-seaside-FP1: WeatherData");
    assertThat(told.getLast().state()).isEqualTo(State.COMPLETED);
    assertThat(told).extracting(p -> p.progress().done()).isSorted();
  }

  @Test void one_extractor_that_fails_leaves_the_others_data_and_is_tried_again_without_a_request() {
    publish("2025-seaside-R", Topic.RACE_CONTROL, line(1, "{\"Message\":\"BROKEN\"}"));
    var summary = done(run(season())).orElseThrow();
    assertThat(summary.partial()).isEqualTo(1);
    assertThat(summary.failures()).isEqualTo(Map.of("2025-seaside-R", "it is broken"));
    assertThat(gaps().sessions()).singleElement().satisfies(gap -> {
      assertThat(gap.sessionId()).isEqualTo("2025-seaside-R");
      assertThat(gap.missing()).containsExactly(DataKind.RACE_CONTROL);
      assertThat(gap.calls()).isEmpty();
    });
    int before = world.requests.size();
    assertThat(done(run(season())).orElseThrow().fromArchive()).isEqualTo(2); // info and the topic
    assertThat(world.requests).hasSize(before);
  }

  @Test void a_file_that_was_damaged_in_the_archive_is_asked_for_again() throws Exception {
    publish("2025-seaside-R", Topic.RACE_CONTROL, line(1, "{\"Message\":\"BROKEN\"}"));
    done(run(season()));
    publish("2025-seaside-R", Topic.RACE_CONTROL, line(1, "{\"Message\":\"MENDED\"}"));
    world.damage(LIVE, resource("2025-seaside-R", Topic.RACE_CONTROL));
    assertThat(done(run(season())).orElseThrow().calls()).isEqualTo(Map.of(LIVE, 1));
    assertThat(gaps().count()).isZero();
    assertThat(texts("select message as t from race_control where session_id = '2025-seaside-R'"))
        .containsExactly("{\"Message\":\"MENDED\"}");
  }

  @Test void a_topic_that_is_not_there_is_absent_with_reason_and_date_until_somebody_insists() {
    world.withdraw(LIVE, resource("2025-uphill-FP1", Topic.TEAM_RADIO));
    var summary = done(run(season())).orElseThrow();
    assertThat(summary.succeeded()).isEqualTo(4);
    assertThat(gaps().count()).isZero();
    assertThat(gaps().absent()).containsExactly(new Gaps.Absence("2025-uphill-FP1", DataKind.TEAM_RADIO, "TeamRadio answered 403", NOW));

    publish("2025-uphill-FP1", Topic.TEAM_RADIO, line(1, "{}"));
    timers.advanceTo(NOW.plusSeconds(60));
    var forced = done(run(new RunImport(new Scope(2025, Optional.of(2), Optional.of(SessionCode.FP1)), true, false, Optional.empty(), 1)))
        .orElseThrow();
    assertThat(forced.notModified()).isEqualTo(3);
    assertThat(forced.calls()).isEqualTo(Map.of(LIVE, 4));
    assertThat(gaps().absent()).isEmpty();
  }

  @Test void a_later_answer_that_is_worse_is_flagged_and_not_applied() {
    done(run(season()));
    var rows = rows();
    publish("2025-seaside-R", Topic.WEATHER, line(1000, "{\"AirTemp\":\"21\"}"));
    publish("2025-seaside-R", Topic.TEAM_RADIO, "");
    publish("2025-seaside-R", Topic.RACE_CONTROL, line(5000, "{\"Message\":\"GREEN LIGHT\"}") + line(6000, "{\"Message\":\"YELLOW\"}"));
    timers.advanceTo(NOW.plusSeconds(60));
    var summary = done(run(new RunImport(new Scope(2025, Optional.of(1), Optional.of(SessionCode.R)), true, false, Optional.empty(), 1)))
        .orElseThrow();
    assertThat(summary.partial()).isEqualTo(1);
    assertThat(count("weather")).isEqualTo(8);
    assertThat(count("team_radio")).isEqualTo(4);
    assertThat(count("race_control")).isEqualTo(5); // a longer one is taken
    assertThat(texts("select flag as t from source_version where not applied and hash <> '' order by flag")).containsExactly(
        "empty, where there were 1 lines", "shorter: 1 lines, where there were 2");
    assertThat(gaps().count()).isZero();
    assertThat(rows).isNotEqualTo(rows());
  }

  @Test void an_answer_that_was_taken_once_is_not_taken_again_after_a_longer_one() {
    done(run(season()));
    var before = line(1000, "{\"AirTemp\":\"21\"}") + line(61_000, "{\"AirTemp\":\"22\"}");
    publish("2025-seaside-R", Topic.WEATHER, before + line(121_000, "{\"AirTemp\":\"23\"}"));
    var race = new RunImport(new Scope(2025, Optional.of(1), Optional.of(SessionCode.R)), true, false, Optional.empty(), 1);
    timers.advanceTo(NOW.plusSeconds(60));
    assertThat(done(run(race)).orElseThrow().partial()).isZero();
    assertThat(count("weather")).isEqualTo(9);
    publish("2025-seaside-R", Topic.WEATHER, before);
    timers.advanceTo(NOW.plusSeconds(120));
    assertThat(done(run(race)).orElseThrow().failures().toString()).contains("kept: WeatherData is shorter: 2 lines, where there were 3");
    assertThat(count("weather")).isEqualTo(9);
  }

  @Test void a_topic_that_is_gone_takes_nothing_with_it_that_is_stored() {
    done(run(season()));
    world.withdraw(LIVE, resource("2025-seaside-R", Topic.WEATHER));
    timers.advanceTo(NOW.plusSeconds(60));
    var summary = done(run(new RunImport(new Scope(2025, Optional.of(1), Optional.of(SessionCode.R)), true, false, Optional.empty(), 1)))
        .orElseThrow();
    assertThat(summary.calls()).isEqualTo(Map.of(LIVE, 4));
    assertThat(count("weather")).isEqualTo(8);
    assertThat(texts("select state || ': ' || reason as t from coverage where kind = 'WEATHER' and subject = '2025-seaside-R'"))
        .containsExactly("STORED: WeatherData answered 403");
    assertThat(gaps().count()).isZero();
  }

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

  @Test void at_the_quota_it_pauses_and_goes_on_by_itself() {
    world.quota(6, Duration.ofHours(1));
    var id = started(run(season()));
    paused(id, NOW.plus(Duration.ofHours(1)));
    assertThat(world.requests).hasSize(6);
    timers.advanceTo(NOW.plus(Duration.ofHours(1)));
    paused(id, NOW.plus(Duration.ofHours(2)));
    timers.advanceTo(NOW.plus(Duration.ofHours(2)));
    var summary = end(id, State.COMPLETED).summary().orElseThrow();
    assertThat(summary.pauses()).isEqualTo(2);
    assertThat(summary.took()).isEqualTo(Duration.ofHours(2));
    assertThat(world.requests).hasSize(REQUESTS).doesNotHaveDuplicates();
  }

  @Test void killed_at_the_quota_it_is_taken_up_by_the_next_and_ends_with_the_same_rows() {
    var uninterrupted = rowsOfUninterrupted();
    world.quota(6, Duration.ofHours(1));
    var id = started(run(season()));
    paused(id, NOW.plus(Duration.ofHours(1)));
    vertx.undeploy(deployed).await();
    assertThat(latest(id).state()).isEqualTo(State.PAUSED);
    deploy(true);
    paused(id, NOW.plus(Duration.ofHours(1)));
    timers.advanceTo(NOW.plus(Duration.ofHours(1)));
    paused(id, NOW.plus(Duration.ofHours(2)));
    vertx.undeploy(deployed).await();
    timers.advanceTo(NOW.plus(Duration.ofHours(2)));
    deploy(true);
    var summary = end(id, State.COMPLETED).summary().orElseThrow();
    assertThat(summary.calls()).isEqualTo(Map.of(LIVE, REQUESTS));
    assertThat(List.of(summary.processed(), summary.succeeded())).containsExactly(4, 4);
    assertThat(summary.extracted()).isEqualTo(Map.of(DataKind.WEATHER, 8L, DataKind.RACE_CONTROL, 4L, DataKind.TEAM_RADIO, 4L));
    assertThat(world.requests).hasSize(REQUESTS).doesNotHaveDuplicates();
    assertThat(rows()).isEqualTo(uninterrupted);
  }

  @Test void max_calls_stops_cleanly_says_what_remains_and_the_next_goes_on() {
    var uninterrupted = rowsOfUninterrupted();
    var stopped = end(started(run(new RunImport(new Scope(2025, Optional.empty(), Optional.empty()), false, false, Optional.of(7), 1))),
        State.STOPPED).summary().orElseThrow();
    assertThat(world.requests).hasSize(7);
    assertThat(stopped.remaining()).containsExactly("2025-seaside-R", "2025-uphill-FP1", "2025-uphill-R");
    assertThat(stopped.why()).contains("the 7 calls that it may make are used up");
    assertThat(gaps().total()).isEqualTo(REQUESTS - 7);
    done(run(season()));
    assertThat(world.requests).hasSize(REQUESTS).doesNotHaveDuplicates();
    assertThat(rows()).isEqualTo(uninterrupted);
  }

  @Test void several_at_a_time_make_the_same_requests_and_the_same_rows() {
    var uninterrupted = rowsOfUninterrupted();
    done(run(new RunImport(new Scope(2025, Optional.empty(), Optional.empty()), false, false, Optional.empty(), 3)));
    assertThat(world.requests).hasSize(REQUESTS).doesNotHaveDuplicates();
    assertThat(rows()).isEqualTo(uninterrupted);
  }

  @Test void one_at_a_time_per_season_and_a_second_is_told_which() {
    world.quota(1, Duration.ofHours(1));
    var id = started(run(season()));
    assertThat(run(season())).isEqualTo(new Start.AlreadyRunning(id, 2025, NOW));
    paused(id, NOW.plus(Duration.ofHours(1)));
    assertThat(run(season())).isInstanceOf(Start.AlreadyRunning.class);
    assertThat(bus.ask(Importing.STOP, new StopImport(id), PATIENCE).await().found()).isTrue();
    assertThat(end(id, State.STOPPED).summary().orElseThrow().remaining()).isEqualTo(SESSIONS);
    assertThat(bus.ask(Importing.STOP, new StopImport(id), PATIENCE).await().found()).isFalse();
    world.quota(100, Duration.ofHours(1));
    done(run(season()));
  }

  @Test void of_two_that_are_ordered_at_once_one_runs() {
    var ordered = List.of(bus.ask(Importing.RUN, season(), PATIENCE), bus.ask(Importing.RUN, season(), PATIENCE));
    var answers = ordered.stream().map(one -> one.await()).toList();
    assertThat(answers).containsExactlyInAnyOrder(new Start.Started("2025-1"), new Start.AlreadyRunning("2025-1", 2025, NOW));
    end("2025-1", State.COMPLETED);
    assertThat(world.requests).hasSize(REQUESTS).doesNotHaveDuplicates();
  }

  @Test void what_is_not_to_be_had_is_tried_again_then_fails_and_the_others_go_on() {
    world.answer(LIVE, resource("2025-seaside-FP1", Topic.WEATHER), new Loaded.Unavailable("no route", true));
    var id = started(run(season()));
    until(() -> world.requests.stream().filter(r -> r.contains("FP1/WeatherData")).count() == 1);
    for (int n = 1; n <= 3; n++) {
      int tries = n;
      passing(Duration.ofSeconds(10), () -> world.requests.stream().filter(r -> r.contains("seaside-FP1/WeatherData")).count() > tries
          || latest(id).state() == State.COMPLETED);
    }
    var summary = end(id, State.COMPLETED).summary().orElseThrow();
    assertThat(summary.partial()).isEqualTo(1);
    assertThat(summary.failures()).isEqualTo(Map.of("2025-seaside-FP1", "WeatherData: no route"));
    assertThat(summary.calls()).isEqualTo(Map.of(LIVE, world.requests.size()));
    assertThat(gaps().sessions()).extracting(Gaps.SessionGap::sessionId).containsExactly("2025-seaside-FP1");
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

  @Test void a_calendar_that_is_missing_is_asked_for_first() {
    bus.answer(Formula1.SYNC_CALENDAR, ask -> Future.succeededFuture(new Formula1.Synced.Nothing(ask.year()))).await();
    var season = new Scope(2031, Optional.empty(), Optional.empty());
    var failed = end(run(new RunImport(season, false, false, Optional.empty(), 1)), State.FAILED);
    assertThat(failed.summary().orElseThrow().why()).contains("no source has a calendar of 2031");
  }

  @Test void a_calendar_is_asked_for_once_even_if_it_has_nothing_of_what_is_wanted() {
    var asked = new ArrayList<Integer>();
    bus.answer(Formula1.SYNC_CALENDAR, ask -> {
      asked.add(ask.year());
      return Future.succeededFuture(new Formula1.Synced.Done(ask.year(), 0, List.of(), List.of()));
    }).await();
    var season = new Scope(2031, Optional.of(6), Optional.empty());
    var failed = end(run(new RunImport(season, false, false, Optional.empty(), 1)), State.FAILED);
    assertThat(failed.summary().orElseThrow().why()).contains("the calendar of 2031 has no sessions");
    assertThat(asked).containsExactly(2031);
  }

  @Test void a_round_or_session_that_does_not_exist_is_refused_and_no_calendar_asked_for() {
    assertThat(run(new RunImport(new Scope(2025, Optional.of(99), Optional.empty()), false, false, Optional.empty(), 1)))
        .isEqualTo(new Start.Refused("2025, round 99: there is none"));
    assertThat(run(new RunImport(new Scope(2025, Optional.of(1), Optional.of(SessionCode.S)), false, false, Optional.empty(), 1)))
        .isEqualTo(new Start.Refused("2025, round 1, sprint: there is none"));
    assertThat(bus.ask(Importing.PLAN, new PlanImport(new Scope(2025, Optional.of(99), Optional.empty()), false), PATIENCE).await().gaps()
        .calendar()).isTrue();
  }

  @Test void what_became_of_it_is_announced_and_that_it_could_not_be_is_on_record() {
    var announced = new RunImport(new Scope(2025, Optional.empty(), Optional.empty()), false, true, Optional.of(2), 1);
    end(run(announced), State.STOPPED);
    assertThat(said).containsExactly("Import 2025-1 stopped: 0 of 0 sessions and circuits, 0 rows, 2 calls, 0 pauses, in 0 s."
        + " the 2 calls that it may make are used up. Left: 4, from 2025-seaside-FP1");
    heard = Future.succeededFuture(Optional.of("the webhook answered 404"));
    var summary = end(run(announced), State.STOPPED).summary().orElseThrow();
    assertThat(summary.failures()).isEqualTo(Map.of("announcement", "the webhook answered 404"));
  }

  @Test void until_its_end_is_announced_and_on_record_it_is_running() {
    var announced = new RunImport(new Scope(2025, Optional.empty(), Optional.empty()), false, true, Optional.of(2), 1);
    Promise<Optional<String>> hears = Promise.promise();
    heard = hears.future();
    var id = started(run(announced));
    until(() -> !said.isEmpty());
    assertThat(run(announced)).isEqualTo(new Start.AlreadyRunning(id, 2025, NOW));
    hears.complete(Optional.empty());
    end(id, State.STOPPED);
    assertThat(said).hasSize(1);
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

  private void withCircuits() {
    circuits = true;
    vertx.undeploy(deployed).await();
    deploy(false);
    world.publish("multiviewer", "/api/v1/circuits/61/2025", """
        {"circuitKey":61,"circuitName":"Seafront","location":"Seaside","countryName":"Isle","rotation":40,
         "x":[0,1000,1000,0],"y":[0,0,1000,1000],"corners":[{"number":1,"angle":90,"trackPosition":{"x":1000,"y":0}}],"marshalLights":[],
         "marshalSectors":[{"number":1,"angle":0,"trackPosition":{"x":10,"y":0}}]}""");
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

  private static Calendar.Race race(int round, String name, String sunday) {
    var race = Instant.parse(sunday + "T15:00:00Z");
    return new Calendar.Race(round, name + " Grand Prix", "circuit" + round, "Circuit", "Town", "Country", List.of(
        new Calendar.Session(SessionCode.FP1, race.minus(Duration.ofDays(2))), new Calendar.Session(SessionCode.R, race)));
  }

  private static JsonObject meeting(int key, String name, String friday, String sunday) {
    var id = "2025-" + name.toLowerCase(Locale.ROOT);
    return new JsonObject().put("Key", key).put("Name", name + " Grand Prix").put("Sessions", new JsonArray()
        .add(session(key * 10 + 1, "Practice", "Practice 1", friday, path(id + "-FP1")))
        .add(session(key * 10 + 2, "Race", "Race", sunday, path(id + "-R"))));
  }

  private static JsonObject session(int key, String type, String name, String day, String path) {
    return new JsonObject().put("Key", key).put("Type", type).put("Name", name).put("StartDate", day + "T17:00:00")
        .put("EndDate", day + "T18:00:00").put("GmtOffset", "02:00:00").put("Path", path);
  }

  private static String path(String session) {
    return "2025/" + session.substring(0, session.lastIndexOf('-')) + "/" + session + "/";
  }

  private void publish(String session, Topic topic, String text) {
    world.publish(LIVE, resource(session, topic), text);
  }

  private static String resource(String session, Topic topic) {
    return "/static/" + path(session) + topic.file();
  }

  private static String line(int ms, String json) {
    return "%02d:%02d:%02d.%03d%s\r\n".formatted(ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000, json);
  }

  private void deploy(boolean resumes) {
    var pool = pools.transactions();
    var stores = new ImportVerticle.Stores(new GapReads(pools.reads()), new CoverageStore(pool), new FeedStore(pool),
        new SourceVersions(pool), new ImportStore(pool, "node", Duration.ofSeconds(30)), new SessionDataStore(), new TelemetryStore(),
        new CircuitStore(), new ResultStore(pool), new DisagreementStore(pool),
        new SessionReads(pools.reads()));
    deployed = vertx.deployVerticle(new ImportVerticle(bus, timers, stores, extractors, this::say,
        new ImportVerticle.Options(Duration.ofMinutes(30), Duration.ofSeconds(30), resumes, Optional.of("livetiming-mirror"),
            List.of(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10)), 2, circuits, sources,
                List.of("jolpica"))), ImportVerticle.deployment()).await();
  }

  private Future<Optional<String>> say(String text) {
    said.add(text);
    return heard;
  }

  private static RunImport season() {
    return new RunImport(new Scope(2025, Optional.empty(), Optional.empty()), false, false, Optional.empty(), 1);
  }

  private Gaps gaps() {
    return bus.ask(Importing.PLAN, new PlanImport(new Scope(2025, Optional.empty(), Optional.empty()), false), PATIENCE).await().gaps();
  }

  private Start run(RunImport asked) {
    return bus.ask(Importing.RUN, asked, PATIENCE).await();
  }

  private static String started(Start start) {
    assertThat(start).isInstanceOf(Start.Started.class);
    return ((Start.Started) start).runId();
  }

  private Optional<Summary> done(Start start) {
    return end(started(start), State.COMPLETED).summary();
  }

  private Run end(Start start, State state) {
    return end(started(start), state);
  }

  private Run end(String id, State state) {
    until(() -> latest(id).endedAt().isPresent());
    assertThat(latest(id).state()).as(latest(id).toString()).isEqualTo(state);
    until(() -> told.getLast().state() == state);
    return latest(id);
  }

  private void paused(String id, Instant until) {
    until(() -> latest(id).state() == State.PAUSED && latest(id).pausedUntil().equals(Optional.of(until))
        && told.getLast().state() == State.PAUSED);
  }

  private Run latest(String id) {
    return new ImportStore(pools.transactions(), "looker", PATIENCE).run(id).await().orElseThrow();
  }

  private void passing(Duration step, BooleanSupplier there) {
    until(() -> {
      if (there.getAsBoolean()) return true;
      timers.advanceTo(timers.instant().plus(step));
      return false;
    });
  }

  private static void until(BooleanSupplier there) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!there.getAsBoolean()) {
      if (System.nanoTime() > deadline) throw new AssertionError("it did not come to that");
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** What another database has that nobody disturbed; the requests that took are forgotten. */
  private Map<String, String> rowsOfUninterrupted() {
    done(run(season()));
    var rows = rows();
    for (var table : TABLES) pools.transactions().query("delete from " + table).execute().await();
    world.forget();
    return rows;
  }

  private static final List<String> TABLES = List.of("coverage", "source_version", "session_feed", "weather", "race_control", "team_radio");

  /** The content of every table that an import writes, but for when it did. */
  private Map<String, String> rows() {
    var hashes = new TreeMap<String, String>();
    for (var table : TABLES) {
      hashes.put(table, texts("select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as t from (select to_jsonb(x) - 'at'"
          + " - 'fetched_at' - 'updated_at' as t from " + table + " x) y").getFirst());
    }
    return hashes;
  }

  private int count(String table) {
    return pools.transactions().query("select count(*)::int as n from " + table).execute().await().iterator().next().getInteger("n");
  }

  private List<String> texts(String sql) {
    var texts = new ArrayList<String>();
    pools.transactions().query(sql).execute().await().forEach(row -> texts.add(row.getString("t")));
    return texts;
  }
}

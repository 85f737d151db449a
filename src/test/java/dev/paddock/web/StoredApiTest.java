package dev.paddock.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.Classification;
import dev.paddock.f1.rules.Finish;
import dev.paddock.f1.rules.ResultDiff;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.SessionState;
import dev.paddock.f1.rules.VerificationPolicy.Standing;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.RaceReads;
import dev.paddock.f1.store.ResultStore;
import dev.paddock.f1.web.RaceOperations;
import dev.paddock.f1.web.Races;
import dev.paddock.f1.web.StoredRaces;
import dev.paddock.schedule.store.PgAgenda;
import dev.paddock.schedule.web.AgendaOperations;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operations on what the stores wrote into a real database, each answer checked against the contract. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoredApiTest {
  @RegisterExtension static final TestDatabase DB = new TestDatabase();

  private static final Instant NOW = Instant.parse("2025-11-25T06:10:00Z");
  private static final Instant FIRST = Instant.parse("2025-11-23T06:00:00Z");
  private static final Instant SECOND = Instant.parse("2025-11-24T06:00:00Z");
  private static final String RACE = "2025-las-vegas";

  private final Vertx vertx = Vertx.vertx();
  private Contract contract;
  private WebClient client;
  private int port;

  private static CarResult car(int position, String driver, String team, int number, Finish finish, int points, Long millis, int laps) {
    return new CarResult(driver, team, number, position, finish, points * 100, position,
        laps, millis, 50, 93_365L + position, null, null, null);
  }

  private static final Classification AT_NIGHT = new Classification(List.of(
      car(1, "max_verstappen", "red_bull", 1, Finish.CLASSIFIED, 25, 4_868_429L, 50),
      car(2, "norris", "mclaren", 4, Finish.CLASSIFIED, 18, 4_889_170L, 50),
      car(3, "russell", "mercedes", 63, Finish.CLASSIFIED, 15, null, 49)));
  private static final Classification IN_THE_MORNING = new Classification(List.of(
      car(1, "max_verstappen", "red_bull", 1, Finish.CLASSIFIED, 25, 4_868_429L, 50),
      car(2, "russell", "mercedes", 63, Finish.CLASSIFIED, 18, null, 49),
      car(3, "norris", "mclaren", 4, Finish.DISQUALIFIED, 0, null, 50)));

  @BeforeAll void fill() {
    var calendar = new Calendar(2025, List.of(
        new Calendar.Race(22, "Las Vegas Grand Prix", "vegas", "Las Vegas Strip Street Circuit", "Las Vegas", "USA", List.of(
            new Calendar.Session(SessionCode.FP1, Instant.parse("2025-11-21T00:30:00Z")),
            new Calendar.Session(SessionCode.Q, Instant.parse("2025-11-22T04:00:00Z")),
            new Calendar.Session(SessionCode.R, Instant.parse("2025-11-23T04:00:00Z")))),
        new Calendar.Race(23, "Qatar Grand Prix", "losail", "Losail International Circuit", "Al Daayen", "Qatar", List.of(
            new Calendar.Session(SessionCode.R, Instant.parse("2025-11-30T16:00:00Z"))))),
        List.of(new Calendar.Driver("max_verstappen", "VER", 33, "Max", "Verstappen", "Dutch"),
            new Calendar.Driver("norris", "NOR", 4, "Lando", "Norris", "British"),
            new Calendar.Driver("russell", "RUS", 63, "George", "Russell", "British")));
    var calendars = new CalendarStore(DB.pools().reads());
    var results = new ResultStore(DB.pools().reads());
    var changes = ((ResultDiff.Changed) ResultDiff.between(AT_NIGHT, IN_THE_MORNING)).changes();
    DB.pools().transactions().withTransaction(tx -> calendars.save(tx, calendar, true, Instant.parse("2025-12-21T00:00:00Z"), FIRST)
        .compose(v -> results.add(tx, RACE + "-R", new ResultStore.Version(1, "1".repeat(64), "jolpica",
            FIRST, AT_NIGHT, List.of(), List.of())))
        .compose(v -> results.add(tx, RACE + "-R", new ResultStore.Version(2, "2".repeat(64), "jolpica",
            SECOND, IN_THE_MORNING, changes, List.of())))
        .compose(v -> results.stand(tx, RACE + "-R", new Standing(SessionState.PROVISIONAL, 0), 2, true, SECOND))).await();
    DB.pools().transactions().query("""
        insert into work (subject, kind, cadence, anchor, slot_at, due_at, last_ended, last_outcome, last_note)
        values ('result:2025-las-vegas-R', 'f1.result', 'f1-verify', '2025-11-24T06:00Z', '2025-11-25T06:00Z', '2025-11-25T06:20Z',
                '2025-11-24T06:00:01Z', 'CHANGED', 'v2'),
               ('result:2025-las-vegas-Q', 'f1.result', 'f1-watch', '2025-11-22T06:00Z', null, null, null, null, null);
        insert into poll_log (subject, due_at, kind, cadence, slot_at, attempt, epoch, node, started_at, ended_at, outcome, note, next_at)
        select 'result:2025-las-vegas-R', t, 'f1.result', 'f1-results', t, 0, 1, 'n', t,
               timestamptz '2025-11-23T06:00Z', 'DONE', 'not yet', null
          from generate_series(timestamptz '2025-11-23T01:00Z', '2025-11-23T05:00Z', interval '1 hour') t
        """).execute().await();

    var agenda = new PgAgenda(DB.pools().reads());
    var races = new StoredRaces(new RaceReads(DB.pools().reads()), results, calendars, sessionId -> agenda.next("result:" + sessionId),
        season -> Future.succeededFuture(Map.of()));
    var real = new ArrayList<>(new RaceOperations(races,
        (s, v) -> Future.succeededFuture(new Races.Effect(0, null, null, 0)), () -> NOW).list());
    real.addAll(new AgendaOperations(agenda, () -> NOW).list());
    var answered = real.stream().map(Operation::id).toList();
    new Exhibit().operations().stream().filter(o -> !answered.contains(o.id())).forEach(real::add);
    contract = Contract.load(vertx).await();
    port = HttpVerticle.deploy(vertx, 1, new HttpVerticle.Site("127.0.0.1", 0, PartOfSite.completed(real), Map.of())).await();
    client = WebClient.create(vertx);
  }

  @AfterAll void close() {
    vertx.close().await();
  }

  private JsonObject ask(String operation, String path) {
    var response = client.get(port, "127.0.0.1", "/api/v1" + path).send().await();
    assertThat(response.statusCode()).as(response.bodyAsString()).isEqualTo(200);
    ResponseValidator.create(vertx, contract.routes())
        .validate(ValidatableResponse.create(200, response.body(), "application/json"), operation).await();
    return response.bodyAsJsonObject();
  }

  private int status(String path) {
    return client.get(port, "127.0.0.1", "/api/v1" + path).send().await().statusCode();
  }

  @Test void the_season_with_the_state_of_each_session() {
    assertThat(ask("listSeasons", "/seasons").getJsonArray("seasons").getJsonObject(0).getMap())
        .containsEntry("year", 2025).containsEntry("races", 2);
    var race = ask("getSeason", "/seasons/2025").getJsonArray("races").getJsonObject(0);
    assertThat(race.getString("raceId")).isEqualTo(RACE);
    assertThat(race.getString("state")).isEqualTo("provisional");
    assertThat(race.getJsonArray("sessions")).hasSize(3);
    assertThat(status("/seasons/2024")).isEqualTo(404);
  }

  @Test void the_race_with_its_lock_and_its_checks() {
    var race = ask("getRace", "/races/" + RACE);
    assertThat(race.getString("lockAt")).isEqualTo("2025-11-22T04:00:00Z");
    assertThat(race.getString("serverTime")).isEqualTo(NOW.toString());
    assertThat(race.getJsonArray("sessions").getJsonObject(2).getMap()).containsEntry("version", 2).containsEntry("verifications", 1)
        .containsEntry("lastCheckAt", SECOND.toString()).containsEntry("nextCheckAt", "2025-11-25T06:20:00Z");
  }

  @Test void a_result_in_the_version_asked_for() {
    var now = ask("getResults", "/races/" + RACE + "/results").getJsonArray("cars");
    assertThat(now.getJsonObject(0).getMap()).containsEntry("driver", "Max Verstappen").containsEntry("constructor", "Red Bull")
        .containsEntry("time", "1:21:08.429").containsEntry("points", 25.0).containsEntry("number", 1);
    assertThat(now.getJsonObject(1).getMap()).containsEntry("driver", "George Russell").containsEntry("time", "+1 lap");
    assertThat(now.getJsonObject(2).getMap()).containsEntry("status", "disqualified").doesNotContainKey("time");

    var then = ask("getResults", "/races/" + RACE + "/results?version=1").getJsonArray("cars");
    assertThat(then.getJsonObject(1).getMap()).containsEntry("driver", "Lando Norris").containsEntry("time", "+20.741");
    assertThat(status("/races/" + RACE + "/results?version=3")).isEqualTo(404);
    assertThat(status("/races/" + RACE + "/results?session=Q")).isEqualTo(404);
    assertThat(status("/races/" + RACE + "/results?session=S")).isEqualTo(404);
  }

  @Test void versions_their_difference_and_the_correction() {
    assertThat(ask("listVersions", "/races/" + RACE + "/versions").getJsonArray("versions")).hasSize(2);

    var changes = ask("getDiff", "/races/" + RACE + "/versions/1/diff/2")
        .getJsonArray("changes").stream().map(JsonObject.class::cast).toList();
    assertThat(changes).anySatisfy(c -> assertThat(c.getMap()).containsEntry("driver", "Lando Norris").containsEntry("field", "status")
        .containsEntry("from", "classified").containsEntry("to", "disqualified"));
    assertThat(ask("getDiff", "/races/" + RACE + "/versions/2/diff/2").getJsonArray("changes")).isEmpty();

    var correction = ask("listCorrections", "/races/" + RACE + "/corrections").getJsonArray("corrections").getJsonObject(0);
    assertThat(correction.getMap()).containsEntry("fromVersion", 1).containsEntry("toVersion", 2).containsEntry("at", SECOND.toString());
    assertThat(correction.getJsonArray("drivers")).containsExactlyInAnyOrder("norris", "russell");
    assertThat(correction.getJsonArray("changes")).hasSameSizeAs(changes);
  }

  @Test void the_log_page_by_page_without_gap_or_repetition() {
    var seen = new ArrayList<String>();
    Optional<String> next = Optional.of("");
    while (next.isPresent()) {
      var page = ask("listPolls", "/polls?limit=2" + next.filter(n -> !n.isEmpty()).map(n -> "&before=" + n).orElse(""));
      page.getJsonArray("polls").forEach(p -> seen.add(((JsonObject) p).getString("dueAt")));
      next = Optional.ofNullable(page.getString("next"));
    }
    assertThat(seen).containsExactly("2025-11-23T01:00:00Z", "2025-11-23T02:00:00Z", "2025-11-23T03:00:00Z",
        "2025-11-23T04:00:00Z", "2025-11-23T05:00:00Z");
    assertThat(ask("listPolls", "/polls?subject=calendar:2025").getJsonArray("polls")).isEmpty();
  }

  @Test void the_news_of_the_log_are_what_changed_or_failed_or_became_final_and_little_of_horses() {
    var log = DB.pools().transactions();
    log.query("""
        insert into poll_log (subject, due_at, kind, cadence, slot_at, attempt, epoch, node, ended_at, outcome, note)
        select 'news:' || n, now(), kind, 'any', now(), 0, 1, 'n', now() + n * interval '1 s', outcome, note
          from (values (1, 'f1.result', 'CHANGED', 'version 1'), (2, 'f1.result', 'DONE', 'version 1 stands'),
                       (3, 'f1.result', 'DONE', 'version 1 stands: final'), (4, 'f1.result', 'RETRY', 'HTTP 502'),
                       (5, 'horse.poll', 'CHANGED', 'prices'), (6, 'horse.poll', 'CHANGED', 'amended: 2nd and 3rd'),
                       (7, 'horse.poll', 'STOPPED', 'revision 4: final'), (8, 'notify.delivery', 'RETRY', 'HTTP 500'),
                       (9, 'ops.cleanup', 'CHANGED', '3 rows'), (10, 'f1.calendar', 'SKIPPED', '')) as ended (n, kind, outcome, note)
        """).execute().await();
    try {
      assertThat(ask("listPolls", "/polls?news=true").getJsonArray("polls").stream().map(p -> ((JsonObject) p).getString("subject")))
          .containsExactly("news:7", "news:6", "news:4", "news:3", "news:1");
    } finally {
      log.query("delete from poll_log where subject like 'news:%'").execute().await();
    }
  }

  @Test void the_schedule_with_the_next_due_first() {
    var subjects = ask("getSchedule", "/schedule").getJsonArray("subjects");
    assertThat(subjects.getJsonObject(0).getMap())
        .containsEntry("subject", "result:2025-las-vegas-R").containsEntry("nextAt", "2025-11-25T06:20:00Z")
        .containsEntry("lastOutcome", "changed");
    assertThat(subjects.getJsonObject(1).getMap()).doesNotContainKey("nextAt");
  }

  @Test void the_race_under_way_is_the_last_that_began() {
    var reads = new RaceReads(DB.pools().reads());
    assertThat(reads.current(NOW).await()).hasValueSatisfying(r -> assertThat(r.raceId()).isEqualTo(RACE));
    assertThat(reads.current(Instant.parse("2025-01-01T00:00:00Z")).await())
        .hasValueSatisfying(r -> assertThat(r.raceId()).isEqualTo(RACE));
    assertThat(reads.current(Instant.parse("2026-01-01T00:00:00Z")).await())
        .hasValueSatisfying(r -> assertThat(r.raceId()).isEqualTo("2025-qatar"));
  }
}

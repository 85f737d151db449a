package dev.paddock.f1.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.paddock.TestDatabase;
import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.Classification;
import dev.paddock.f1.rules.Finish;
import dev.paddock.f1.rules.SessionState;
import dev.paddock.f1.rules.VerificationPolicy.Standing;
import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.rules.session.SessionData;
import dev.paddock.f1.rules.session.TimedLap;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.RaceReads;
import dev.paddock.f1.store.ResultStore;
import dev.paddock.f1.store.SessionReads;
import dev.paddock.f1.web.Sessions.What;
import dev.paddock.web.PartOfSite;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions over HTTP, from the database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoredSessionsTest {
  @RegisterExtension static final TestDatabase DB = new TestDatabase();

  static final Path ORACLE = Path.of("../shared/oracle/laps/2025__2025-05-04_Miami_Grand_Prix__2025-05-03_Sprint.csv");

  private final Vertx vertx = Vertx.vertx();
  private final WebClient client = WebClient.create(vertx);
  private int port;

  @BeforeAll void serve() {
    var reads = DB.pools().reads();
    SmallDatabase.fill(DB.pools());
    port = PartOfSite.serve(vertx, new SessionOperations(new StoredSessions(new RaceReads(reads), new SessionReads(reads),
        new ResultStore(reads), new CalendarStore(reads))).list()).await();
  }

  @AfterAll void close() {
    vertx.close().await();
  }

  private HttpResponse<Buffer> get(String path, String accept) {
    return client.get(port, "127.0.0.1", "/api/v1/sessions/" + path).putHeader("Accept", accept).send().await();
  }

  private JsonObject json(String path) {
    var response = get(path, "application/json");
    assertThat(response.statusCode()).as(response.bodyAsString()).isEqualTo(200);
    return response.bodyAsJsonObject();
  }

  @ParameterizedTest @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"TELEMETRY", "CIRCUIT"})
  void is_read_back_as_it_was_stored(What what) {
    var sheet = SessionExhibit.sheet(what);
    var answer = json(SmallSession.ID + "/" + what);
    assertThat(answer.fieldNames()).containsExactlyInAnyOrderElementsOf(
        what == What.RESULTS ? List.of("sessionId", "source", "results") : List.of("sessionId", sheet.name()));
    assertThat(answer.getJsonArray(sheet.name())).hasSameSizeAs(rows(sheet.rows()));
  }

  private static List<Object> rows(Iterable<?> rows) {
    var all = new ArrayList<>();
    rows.forEach(all::add);
    return all;
  }

  @Test void a_lap_in_full() {
    assertThat(json(SmallSession.ID + "/laps?driver=NOR&lap=3").getJsonArray("laps")).singleElement().isEqualTo(new JsonObject("""
        {"driver": "NOR", "driverNumber": 4, "lapNumber": 3, "lapTime": 98400, "sector1Time": 31100, "sector2Time": 35300,
         "sector3Time": 32000, "sector1SessionTime": 3848445, "sector2SessionTime": 3883745, "sector3SessionTime": 3915745,
         "lapStartTime": 3817345, "time": 3915745, "pitOutTime": 3839900, "stint": 2, "compound": "SOFT", "tyreLife": 1, "freshTyre": true,
         "speedI1": 220, "speedI2": 270, "speedFL": 301, "speedST": 331, "isPersonalBest": false, "team": "McLaren", "trackStatus": "1",
         "position": 2, "deleted": true, "deletedReason": "TRACK LIMITS AT TURN 4, LAP 3", "fastF1Generated": false,
         "isAccurate": false}"""));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(delimiter = '|', value = {
      "laps?driver=HAM            | HAM 1, HAM 2, HAM 3",
      "laps?driver=ham&lap=2-9    | HAM 2, HAM 3",
      "laps?driver=4&lap=2        | NOR 2",
      "laps?lap=1                 | NOR 1, HAM 1",
      "laps?lap=50-60             | ''",
      "laps?driver=99             | ''",
  })
  void some_of_the_laps(String path, String laps) {
    assertThat(String.join(", ", json(SmallSession.ID + "/" + path).getJsonArray("laps").stream().map(JsonObject.class::cast)
        .map(lap -> lap.getString("driver") + " " + lap.getInteger("lapNumber")).toList())).isEqualTo(laps);
  }

  @Test void a_lap_of_telemetry_with_its_beginning_and_end() {
    var rows = json(SmallSession.ID + "/telemetry?driver=ham&lap=2").getJsonArray("telemetry");
    assertThat(rows.stream().map(JsonObject.class::cast).map(row -> row.getInteger("time") + " " + row.getString("source")))
        .containsExactly("0 interpolation", "50 pos", "100 car", "300 car", "320 pos", "104700 pos", "104800 car", "104900 interpolation");
    var second = rows.getJsonObject(1);
    assertThat(second.getMap()).containsEntry("sessionTime", 3_713_050).containsEntry("speed", 203.0).containsEntry("x", 20.0)
        .containsEntry("nGear", 6).containsEntry("brake", false).containsEntry("status", "OnTrack").containsEntry("lapNumber", 2);
    assertThat(rows.getJsonObject(0).getDouble("distance")).isBetween(-0.1, 0.1);
  }

  @Test void a_lap_without_telemetry_or_without_an_end() {
    assertThat(get(SmallSession.ID + "/telemetry?driver=NOR&lap=2", "*/*").bodyAsJsonObject().getString("detail"))
        .isEqualTo("There is no telemetry of car 4 in 2025-miami-S, or not of these laps.");
    assertThat(get(SmallSession.ID + "/telemetry?driver=HAM&lap=3", "*/*").bodyAsJsonObject().getString("detail"))
        .isEqualTo("There is no such lap of car 44 in 2025-miami-S, or its beginning or end is not known.");
    assertThat(get("2025-miami-R/telemetry?driver=44&lap=3", "*/*").bodyAsJsonObject().getString("detail"))
        .startsWith("The laps of 2025-miami-R: not imported.");
  }

  @ParameterizedTest @ValueSource(strings = {"2025-miami", "151", "151?year=2025"}) void a_circuit_with_its_markers(String id) {
    var circuit = client.get(port, "127.0.0.1", "/api/v1/circuits/" + id).send().await().bodyAsJsonObject();
    assertThat(circuit.getMap()).containsEntry("name", "Miami International Autodrome").containsEntry("length", 3_000)
        .containsEntry("rotation", 2.0);
    assertThat(circuit.getJsonObject("outline")).isEqualTo(new JsonObject("""
        {"x": [0, 10000, 10000, 0], "y": [0, 0, 5000, 5000]}"""));
    assertThat(circuit.getJsonArray("markers")).hasSize(4);
    assertThat(circuit.getJsonArray("markers").getJsonObject(0)).isEqualTo(new JsonObject("""
        {"kind": "corner", "number": 1, "letter": "", "x": 10050.0, "y": 40.0, "angle": 45.5, "distance": 1004.0}"""));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(delimiter = '|', value = {
      "2025-monaco   | The circuit of 2025-monaco: not imported. `paddock import --year 2025 --round 7` does it.",
      "2025-atlantis | There is no race 2025-atlantis.",
      "7             | There is no map of circuit 7.",
      "151?year=2019 | There is no map of circuit 151 in 2019."})
  void says_why_there_is_no_circuit(String id, String why) {
    var response = client.get(port, "127.0.0.1", "/api/v1/circuits/" + id).send().await();
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.bodyAsJsonObject().getString("detail")).isEqualTo(why);
  }

  @Test void the_weather_of_a_lap() {
    var laps = json(SmallSession.ID + "/lap-weather?driver=HAM&lap=2").getJsonArray("lapWeather");
    assertThat(laps).singleElement().isEqualTo(new JsonObject("""
        {"driver": "HAM", "driverNumber": 44, "lapNumber": 2, "time": 72000, "airTemp": 26.5, "humidity": 76.0, "pressure": 1013.4,
         "rainfall": false, "trackTemp": 30.9, "windDirection": 0, "windSpeed": 0.0}"""));
  }

  @Test void of_one_driver_only() {
    assertThat(json(SmallSession.ID + "/stints?driver=HAM").getJsonArray("stints")).hasSize(1);
    assertThat(json(SmallSession.ID + "/pit-stops?driver=HAM").getJsonArray("pitStops")).isEmpty();
    assertThat(json(SmallSession.ID + "/positions?driver=HAM").getJsonArray("positions")).hasSize(2);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(delimiter = '|', value = {
      "2025-atlantis-R/laps       | There is no session 2025-atlantis-R.",
      "2025-miami-FP1/laps        | There is no session 2025-miami-FP1.",
      "2025-miami-R/laps          | The laps of 2025-miami-R: not imported. `paddock import --year 2025 --round 6 --session R` does it.",
      "2025-miami-R/race-control  | The race control of 2025-miami-R: not imported. "
          + "`paddock import --year 2025 --round 6 --session R` does it.",
      "2025-miami-R/laps?driver=NOR | The entrants of 2025-miami-R: not imported. "
          + "`paddock import --year 2025 --round 6 --session R` does it.",
      "2025-miami-Q/laps          | The laps of 2025-miami-Q: the source has none. livetiming on 2025-05-04: 403 for TimingData.",
      "2025-miami-Q/weather       | The weather of 2025-miami-Q: could not be read. livetiming on 2025-05-04: cut off in line 7. "
          + "`paddock import --year 2025 --round 6 --session Q` tries again.",
      "2025-miami-S/laps?driver=VER | There is no driver VER in 2025-miami-S; there are HAM, NOR.",
  })
  void says_why_there_is_nothing(String path, String why) {
    var response = get(path, "application/json");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.bodyAsJsonObject().getString("type")).isEqualTo("/api/v1/problems/not-found");
    assertThat(response.bodyAsJsonObject().getString("detail")).isEqualTo(why);
  }

  @Test void nothing_of_what_was_looked_for_and_stored_is_an_answer() {
    assertThat(json("2025-miami-Q/pit-stops").getJsonArray("pitStops")).isEmpty();
  }

  @ParameterizedTest(name = "{0}: csv {1}")
  @CsvSource(delimiter = '|', value = {"text/csv | true", "application/json | false", "*/* | false", "text/* | true",
      "text/csv;q=0.5, application/json;q=0.9 | false", "application/json;q=0.1, text/csv ; q=0.2 | true", "text/html | false",
      "text/csv;q=zero | true", "text/csv;q=0, */* | false"})
  void csv_for_those_who_would_rather_have_it(String accept, boolean csv) {
    var response = get(SmallSession.ID + "/weather", accept);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.getHeader("Content-Type")).isEqualTo(csv ? "text/csv; charset=utf-8" : "application/json");
    assertThat(response.getHeader("Vary")).contains("Accept,");
  }

  @Test void the_same_again_is_not_sent_again() {
    for (var accept : List.of("application/json", "text/csv")) {
      var first = get(SmallSession.ID + "/laps", accept);
      var again = client.get(port, "127.0.0.1", "/api/v1/sessions/" + SmallSession.ID + "/laps").putHeader("Accept", accept)
          .putHeader("If-None-Match", first.getHeader("ETag")).send().await();
      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.body()).isNull();
    }
  }

  @Test void laps_as_a_file() throws IOException {
    try (var golden = StoredSessionsTest.class.getResourceAsStream("small-session-laps.csv")) {
      assertThat(get(SmallSession.ID + "/laps", "text/csv").bodyAsString())
          .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test void the_official_result_goes_before_the_computed_one() {
    assertThat(json(SmallSession.ID + "/results").getJsonArray("results").getJsonObject(0).getMap())
        .containsEntry("driverId", "norris").containsEntry("teamColor", "FF8000").containsEntry("time", 315_745)
        .containsEntry("source", "computed");
    var results = new ResultStore(DB.pools().reads());
    var at = Instant.parse("2025-05-03T18:00:00Z");
    var official = new Classification(List.of(
        new CarResult("hamilton", "ferrari", 44, 1, Finish.CLASSIFIED, 800, 3, 3, 316_000L, 2, 104_900L, null, null, null),
        new CarResult("norris", "mclaren", 4, 2, Finish.DISQUALIFIED, 0, 1, 3, null, 2, 105_000L, null, null, null)));
    var version = new ResultStore.Version(1, "1".repeat(64), "jolpica", at, official, List.of(), List.of());
    DB.pools().transactions().withTransaction(tx -> results.add(tx, "2025-miami-R", version)
        .compose(v -> results.stand(tx, "2025-miami-R", new Standing(SessionState.PROVISIONAL, 0), 1, false, at))).await();

    var answer = json("2025-miami-R/results");
    assertThat(answer.getMap()).containsEntry("source", "official").containsEntry("version", 1).containsEntry("provider", "jolpica");
    assertThat(answer.getJsonArray("results").getJsonObject(0)).isEqualTo(new JsonObject("""
        {"position": 1, "driverNumber": 44, "driver": "HAM", "driverId": "hamilton", "fullName": "Lewis Hamilton", "teamId": "ferrari",
         "teamName": "Ferrari", "status": "classified", "gridPosition": 3, "laps": 3, "points": 8.0, "time": 316000, "fastestLap": 2,
         "fastestLapTime": 104900, "source": "official"}"""));
  }

  /** FastF1's own laps of the sprint in Miami, through the database and out again. They are not part of this project. */
  @Test void laps_of_a_real_sprint_come_out_as_fastf1_has_them() throws IOException {
    assumeTrue(Files.isRegularFile(ORACLE), "no laps at " + ORACLE);
    var oracle = Files.readAllLines(ORACLE).stream().map(line -> line.split(",", -1)).toList();
    var head = List.of(oracle.getFirst());
    var rows = oracle.subList(1, oracle.size());
    SmallDatabase.replace(DB.pools(), "2025-miami-SQ", new SessionData.Laps(rows.stream().map(row -> lap(head, row)).toList()));

    var exported = get("2025-miami-SQ/laps", "text/csv").bodyAsString().lines().map(line -> line.split(",", -1)).toList();
    assertThat(exported).hasSameSizeAs(oracle);
    var names = List.of(exported.getFirst());
    for (var column : List.of("LapTime", "Sector1Time", "Sector2Time", "Sector3Time", "Time", "Sector1SessionTime", "Sector2SessionTime",
        "Sector3SessionTime", "PitInTime", "PitOutTime")) {
      assertThat(column(exported, names.indexOf(column))).as(column).isEqualTo(column(byCar(rows), head.indexOf(column + "_ms")));
    }
    assertThat(column(exported, names.indexOf("IsPersonalBest"))).isEqualTo(column(byCar(rows), head.indexOf("IsPersonalBest")));
    for (var column : List.of("SpeedI1", "SpeedI2", "SpeedFL", "SpeedST")) {
      assertThat(column(exported, names.indexOf(column))).as(column)
          .isEqualTo(column(byCar(rows), head.indexOf(column)).stream().map(speed -> speed.replaceFirst("\\.0$", "")).toList());
    }
  }

  /** With a head that stands for the exported file's. */
  private static List<String[]> byCar(List<String[]> rows) {
    var sorted = new ArrayList<String[]>();
    sorted.add(new String[0]);
    rows.stream().sorted(Comparator.<String[]>comparingInt(row -> Integer.parseInt(row[0]))
        .thenComparingInt(row -> Integer.parseInt(row[1]))).forEach(sorted::add);
    return sorted;
  }

  private static List<String> column(List<String[]> lines, int index) {
    return lines.stream().skip(1).map(line -> line[index]).toList();
  }

  private static Lap lap(List<String> head, String[] row) {
    Function<String, Integer> of = name -> row[head.indexOf(name)].isEmpty() ? null
        : Integer.valueOf(row[head.indexOf(name)].replaceFirst("\\.0$", ""));
    return new Lap(new TimedLap(of.apply("Driver"), of.apply("NumberOfLaps"), of.apply("LapTime_ms"), of.apply("Sector1Time_ms"),
        of.apply("Sector2Time_ms"), of.apply("Sector3Time_ms"), of.apply("Time_ms"), of.apply("Sector1SessionTime_ms"),
        of.apply("Sector2SessionTime_ms"), of.apply("Sector3SessionTime_ms"), of.apply("PitInTime_ms"), of.apply("PitOutTime_ms"),
        of.apply("NumberOfPitStops"), of.apply("SpeedI1"), of.apply("SpeedI2"), of.apply("SpeedFL"), of.apply("SpeedST"),
        row[head.indexOf("IsPersonalBest")].equals("True")), null, null, null, null, null, null, "1", false, "", false, false);
  }
}

package dev.paddock.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.paddock.season.Season;
import dev.paddock.season.Season.Code;
import dev.paddock.season.SeasonFile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JolpicaPagesTest {
  static final Path RECORDINGS = Path.of("../shared/recordings/api.jolpi.ca/ergast/f1");
  static final Season SEASON = SeasonFile.bundled(2025);
  static final JolpicaPages PAGES = new JolpicaPages(SEASON);
  static final String AFTERWARDS = "2026-01-01T00:00:00Z";

  @ParameterizedTest(name = "{1} has the keys of the recorded {0}")
  @CsvSource({
      "2025/1/results.json,     /ergast/f1/2025/1/results.json",
      "2025/4/results.json,     /ergast/f1/2025/4/results.json",
      "2025/6/sprint.json,      /ergast/f1/2025/6/sprint.json",
      "2024/10/qualifying.json, /ergast/f1/2025/10/qualifying.json",
      "2024.json,               /ergast/f1/2025.json",
      "2023/drivers.json,       /ergast/f1/2025/drivers.json",
  })
  void has_the_shape_of_the_real_api(String recording, String path) throws IOException {
    var file = RECORDINGS.resolve(recording);
    assumeTrue(Files.exists(file), "skipped: needs " + file);
    var theirs = shape(new JsonObject(Files.readString(file)));
    var ours = shape(ask(path, AFTERWARDS));
    // F1DB does not hold the laps of sprints.
    if (path.contains("sprint")) theirs.keySet().removeIf(key -> key.contains("FastestLap"));
    assertThat(ours).isEqualTo(theirs);
  }

  @ParameterizedTest(name = "at {0} Las Vegas has {1} rows, second {2}")
  @CsvSource({
      "2025-11-23T07:44:59.999Z, 0,",
      "2025-11-23T07:45:00Z, 20, norris",
      "2025-11-23T09:44:59.999Z, 20, norris",
      "2025-11-23T09:45:00Z, 20, russell",
  })
  void shows_the_latest_version_published_by_then(String at, int rows, String second) {
    var page = ask("/ergast/f1/2025/22/results.json", at);
    assertThat(total(page)).isEqualTo(rows);
    assertThat(races(page)).hasSize(rows == 0 ? 0 : 1);
    if (rows > 0) assertThat(drivers(page, "Results").get(1)).isEqualTo(second);
  }

  @Test void nothing_is_visible_before_its_instant() {
    for (var version : SEASON.publications()) {
      var path = "/ergast/f1/2025/" + version.round() + "/" + resource(version.code()) + ".json";
      var before = PAGES.page(question(path), path, version.published().minusNanos(1));
      var at = PAGES.page(question(path), path, version.published());
      assertThat(at.changed()).isEqualTo(version.published());
      assertThat(before.changed()).isBefore(version.published());
      assertThat(before.body()).isNotEqualTo(at.body());
    }
  }

  @Test void disqualified_and_not_started_as_jolpica_writes_them() {
    var last = rows(ask("/ergast/f1/2025/22/results.json", AFTERWARDS), "Results").getLast();
    assertThat(last.getString("position") + last.getString("positionText") + last.getString("laps") + last.getString("points"))
        .isEqualTo("20D00");
    assertThat(last.getString("status")).isEqualTo("Disqualified");
    assertThat(last.containsKey("Time")).isFalse();
    var hadjar = rows(ask("/ergast/f1/2025/1/results.json", "2025-03-17T00:00:00Z"), "Results").getLast();
    assertThat(hadjar.getString("positionText") + " " + hadjar.getString("status")).isEqualTo("W Did not start");
    var williams = rows(ask("/ergast/f1/2025/18/qualifying.json", AFTERWARDS), "QualifyingResults").getLast();
    assertThat(williams.fieldNames()).containsExactly("number", "position", "Driver", "Constructor");
  }

  @Test void times_are_the_winners_total_and_gaps_and_none_for_lapped_cars() {
    var rows = rows(ask("/ergast/f1/2025/22/results.json", AFTERWARDS), "Results");
    assertThat(rows.get(0).getJsonObject("Time").encode()).isEqualTo("{\"millis\":\"4868429\",\"time\":\"1:21:08.429\"}");
    assertThat(rows.get(8).getJsonObject("Time").encode()).isEqualTo("{\"millis\":\"4929064\",\"time\":\"+1:00.635\"}");
    assertThat(rows.get(13).getString("status")).isEqualTo("Lapped");
    assertThat(rows.get(13).containsKey("Time")).isFalse();
  }

  @Test void total_counts_rows_and_a_race_may_be_split_over_pages() {
    var merged = new ArrayList<String>();
    for (int offset = 0; offset < 480; offset += 30) {
      var page = ask("/ergast/f1/2025/results.json", "30", String.valueOf(offset), AFTERWARDS);
      assertThat(total(page)).isEqualTo(480);
      for (var race : races(page)) {
        for (var row : objects(race.getJsonArray("Results"))) {
          merged.add(race.getString("round") + " " + row.getString("position"));
        }
      }
    }
    assertThat(races(ask("/ergast/f1/2025/results.json", "30", "0", AFTERWARDS))).extracting(race -> race.getJsonArray("Results").size())
        .containsExactly(20, 10);
    assertThat(merged).hasSize(480).doesNotHaveDuplicates();
  }

  @Test void limit_is_clamped_and_echoed() {
    var answer = ask("/ergast/f1/2025/results.json", "1000", "20", AFTERWARDS);
    var page = answer.getJsonObject("MRData");
    assertThat(page.getString("limit") + " " + page.getString("offset")).isEqualTo("100 20");
    assertThat(races(answer).stream().mapToInt(race -> race.getJsonArray("Results").size()).sum()).isEqualTo(100);
  }

  @ParameterizedTest(name = "{0} has {1} rows")
  @CsvSource({
      "/ergast/f1/2025.json, 24",
      "/ergast/f1/current/races/, 24",
      "/ergast/f1/2025/3/races.json, 1",
      "/ergast/f1/2025/drivers.json, 21",
      "/ergast/f1/2025/1/drivers.json, 20",
      "/ergast/f1/2025/constructors/alpine/drivers.json, 3",
      "/ergast/f1/2025/drivers/norris.json, 1",
      "/ergast/f1/2025/constructors.json, 10",
      "/ergast/f1/2025/drivers/lawson/constructors.json, 2",
      "/ergast/f1/2025/circuits.json, 24",
      "/ergast/f1/2025/sprint.json, 120",
      "/ergast/f1/2025/drivers/norris/results.json, 24",
      "/ergast/f1/2025/22/constructors/mclaren/results.json, 2",
      "/ergast/f1/2025/circuits/vegas/results.json, 20",
      "/ergast/f1/2025/drivers/nobody/results.json, 0",
      "/ergast/f1/2025/1/sprint.json, 0",
      "/ergast/f1/2025/25/results.json, 0",
      "/ergast/f1/1949/results.json, 0",
      "/ergast/f1/1949.json, 0",
  })
  void filters_and_unknown_seasons_and_rounds(String path, int total) {
    assertThat(total(ask(path, AFTERWARDS))).isEqualTo(total);
  }

  @ParameterizedTest(name = "at {0} the last race is {1}, the next {2}")
  @CsvSource({
      "2025-01-01T00:00:00Z, , 1",
      "2025-11-23T04:00:00Z, 21, 23",
      "2025-11-23T03:59:59Z, 21, 22",
      "2025-11-23T08:00:00Z, 22, 23",
      "2026-01-01T00:00:00Z, 24,",
  })
  void last_and_next(String at, String last, String next) {
    assertThat(round(ask("/ergast/f1/current/last/results.json", at))).isEqualTo(last);
    assertThat(round(ask("/ergast/f1/current/next.json", at))).isEqualTo(next);
  }

  @Test void the_url_is_echoed_in_lower_case() {
    var path = "/ergast/f1/2025/drivers/NORRIS/Results.json";
    var page = PAGES.page(question(path), "http://127.0.0.1:8081" + path, Instant.parse(AFTERWARDS)).body();
    assertThat(page.getJsonObject("MRData").getString("url"))
        .isEqualTo("http://127.0.0.1:8081/ergast/f1/2025/drivers/norris/results.json");
  }

  /** Every path to a value in the document, arrays as one, with the values' type. */
  private static TreeMap<String, TreeSet<String>> shape(JsonObject document) {
    var shape = new TreeMap<String, TreeSet<String>>();
    walk("", document, shape);
    return shape;
  }

  private static void walk(String path, Object value, TreeMap<String, TreeSet<String>> shape) {
    switch (value) {
      case JsonObject object -> object.forEach(field -> walk(path + "/" + field.getKey(), wrap(field.getValue()), shape));
      case JsonArray array -> objects(array).forEach(element -> walk(path + "[]", element, shape));
      default -> shape.computeIfAbsent(path, p -> new TreeSet<>()).add(value.getClass().getSimpleName());
    }
  }

  private static Object wrap(Object value) {
    return value instanceof java.util.Map<?, ?> ? JsonObject.mapFrom(value) : value;
  }

  private static String resource(Code code) {
    return code == Code.Q ? "qualifying" : code == Code.S ? "sprint" : "results";
  }

  private static Question question(String path) {
    return Question.of(path, null, null).orElseThrow();
  }

  private static JsonObject ask(String path, String at) {
    return ask(path, null, null, at);
  }

  private static JsonObject ask(String path, String limit, String offset, String at) {
    var url = "http://localhost" + path;
    return PAGES.page(Question.of(path, limit, offset).orElseThrow(), url, Instant.parse(at)).body();
  }

  private static int total(JsonObject page) {
    return Integer.parseInt(page.getJsonObject("MRData").getString("total"));
  }

  /** Null if the page has no race. */
  private static String round(JsonObject page) {
    return races(page).stream().map(race -> race.getString("round")).findFirst().orElse(null);
  }

  private static List<JsonObject> races(JsonObject page) {
    return objects(page.getJsonObject("MRData").getJsonObject("RaceTable").getJsonArray("Races"));
  }

  private static List<JsonObject> rows(JsonObject page, String name) {
    return objects(races(page).getFirst().getJsonArray(name));
  }

  private static List<String> drivers(JsonObject page, String name) {
    return rows(page, name).stream().map(row -> row.getJsonObject("Driver").getString("driverId")).toList();
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }
}

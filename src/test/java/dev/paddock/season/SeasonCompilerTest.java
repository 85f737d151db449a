package dev.paddock.season;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.season.Season.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the real F1DB and what the real Jolpica API answered; skips where these lie not beside the project. */
class SeasonCompilerTest {
  static final Path SHARED = Path.of("../shared");
  static final Path F1DB = SHARED.resolve("facts/f1db");
  static final Path CORRECTIONS = SHARED.resolve("facts/f1db-corrections");

  @BeforeAll static void facts() {
    assumeTrue(Files.isDirectory(F1DB), "skipped: needs ../shared/facts/f1db");
  }

  @ParameterizedTest
  @ValueSource(ints = {2025, 2026})
  void makes_the_bundled_file_again_byte_for_byte(int year) throws IOException {
    var once = SeasonFile.bytes(SeasonCompiler.compile(F1DB, Optional.of(CORRECTIONS), year));
    var twice = SeasonFile.bytes(SeasonCompiler.compile(F1DB, Optional.of(CORRECTIONS), year));
    assertThat(once).isEqualTo(twice);
    assertThat(once).isEqualTo(getClass().getResourceAsStream("/seasons/" + year + ".json").readAllBytes());
  }

  @ParameterizedTest
  @ValueSource(ints = {2025, 2026})
  void points_of_the_latest_versions_sum_to_the_championship(int year) {
    var f1db = new F1dbReader(F1DB, Optional.empty());
    var expected = new HashMap<String, Integer>();
    f1db.standings(year).forEach((driver, points) -> expected.put(JolpicaIds.driver(driver), points.movePointRight(2).intValueExact()));
    var season = SeasonFile.bundled(year);
    var summed = new HashMap<String, Integer>();
    for (var race : season.races()) {
      for (var code : List.of(Code.S, Code.R)) {
        var versions = season.versions(race.round(), code);
        if (versions.isEmpty()) continue;
        ((Classification) versions.getLast()).rows().forEach(row -> summed.merge(row.driver(), row.points(), Integer::sum));
      }
    }
    assertThat(summed).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {2025, 2026})
  void the_latest_version_is_what_f1db_says_today(int year) {
    var f1db = new F1dbReader(F1DB, Optional.empty());
    var season = SeasonFile.bundled(year);
    for (var race : f1db.races(year)) {
      for (var code : List.of(Code.S, Code.R)) {
        if (race.sessions().get(code) == null) continue;
        var today = f1db.finishes(year, race, code).stream()
            .map(row -> line(JolpicaIds.driver(row.driver()), row.grid(), row.laps(), row.points().intValueExact())).sorted().toList();
        var versions = season.versions(race.round(), code);
        var ours = versions.isEmpty() ? List.of() : ((Classification) versions.getLast()).rows().stream()
            .map(row -> line(row.driver(), row.grid(), row.laps(), row.points() / 100)).sorted().toList();
        assertThat(ours).as("%s %s", race.folder(), code).isEqualTo(today);
      }
    }
  }

  /**
   * Number, place, letter, points, ids, grid, laps, time and rank of the best lap are equal. What differs, and why: a start from
   * the pit lane is grid 0, as Jolpica's format has it, where these four answers give the slot left empty; a lapped car's
   * time, which Jolpica gives for fewer laps, is left out; best laps of sprints are not in F1DB; and a car that
   * crashed on its way to the grid (2025 Miami sprint, car 16) did not start for F1DB and retired for Jolpica.
   */
  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({"2025, 1, R, results, Results",
      "2025, 4, R, results, Results", "2025, 6, S, sprint, SprintResults", "2026, 2, R, results, Results"})
  void rows_equal_those_of_the_real_api(int year, int round, Code code, String resource, String list) throws IOException {
    var file = SHARED.resolve("recordings/api.jolpi.ca/ergast/f1/%d/%d/%s.json".formatted(year, round, resource));
    assumeTrue(Files.exists(file), "skipped: needs " + file);
    var versions = SeasonFile.bundled(year).versions(round, code);
    var finishes = ((Classification) versions.getLast()).rows();
    var pitLane = finishes.stream().filter(row -> row.grid() == 0).map(Classification.Finish::driver).toList();
    var theirs = new ArrayList<String>();
    for (JsonNode row : new ObjectMapper().readTree(file.toFile()).at("/MRData/RaceTable/Races/0/" + list)) {
      var lapped = row.at("/status").asText().equals("Lapped");
      theirs.add(String.join(" ", row.at("/number").asText(), row.at("/position").asText(), row.at("/positionText").asText(),
          row.at("/Driver/driverId").asText(),
          row.at("/Constructor/constructorId").asText(), row.at("/points").asText(), "grid",
          pitLane.contains(row.at("/Driver/driverId").asText()) ? "0" : row.at("/grid").asText(), "laps", row.at("/laps").asText(),
          "time", lapped ? "" : row.at("/Time/millis").asText(), "fastest",
          code == Code.S ? "" : row.at("/FastestLap/rank").asText()));
    }
    var ours = finishes.stream().map(row -> String.join(" ", "" + row.number(), "" + row.position(),
        letter(row, code == Code.S && row.driver().equals("leclerc")), row.driver(),
        row.constructor(), "" + row.points() / 100, "grid", "" + row.grid(), "laps", "" + row.laps(),
        "time", row.millis() == null ? "" : "" + row.millis(), "fastest", row.fastest() == null ? "" : "" + row.fastest().rank())).toList();
    assertThat(ours).containsExactlyElementsOf(theirs);
  }

  private static String line(String driver, int grid, int laps, int points) {
    return "%s grid %d laps %d points %d".formatted(driver, grid, laps, points);
  }

  private static String letter(Classification.Finish row, boolean crashedOnTheWay) {
    if (crashedOnTheWay) return "R";
    return switch (row.kind()) {
      case CLASSIFIED -> "" + row.position();
      case RETIRED, NOT_CLASSIFIED -> "R";
      case DISQUALIFIED -> "D";
      case DID_NOT_START -> "W";
    };
  }
}

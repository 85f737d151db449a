package dev.paddock.season;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.paddock.season.Classification.Finish;
import dev.paddock.season.Classification.Kind;
import dev.paddock.season.Season.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundledSeasonsTest {
  @ParameterizedTest(name = "{0}: {1} rounds, results to round {2}, {3} sprints with a result")
  @CsvSource({"2025, 24, 24, 6", "2026, 23, 11, 4"})
  void are_whole(int year, int rounds, int run, int sprints) {
    var season = SeasonFile.bundled(year);
    assertThat(season.races()).hasSize(rounds);
    assertThat(season.races()).allMatch(race -> race.sessions().size() == 5);
    assertThat(season.races().stream().filter(race -> !season.versions(race.round(), Code.R).isEmpty())).hasSize(run);
    assertThat(season.races().stream().filter(race -> !season.versions(race.round(), Code.Q).isEmpty())).hasSize(run);
    assertThat(season.races().stream().filter(race -> !season.versions(race.round(), Code.S).isEmpty())).hasSize(sprints);
    assertThat(season.races().stream().map(race -> season.entries(race.round()).size()).distinct()).containsExactly(year == 2025 ? 20 : 22);
  }

  @ParameterizedTest
  @ValueSource(ints = {2025, 2026})
  void publish_nothing_within_half_an_hour_of_the_flag_and_everything_first_within_a_day(int year) {
    var season = SeasonFile.bundled(year);
    for (var version : season.publications()) {
      var start = season.race(version.round()).orElseThrow().sessions().get(version.code());
      assertThat(version.published()).isAfterOrEqualTo(Publication.flag(version.code(), start).plus(Duration.ofMinutes(30)));
      if (season.versions(version.round(), version.code()).getFirst() == version) {
        assertThat(version.published()).as("%s %s", version.round(), version.code()).isBefore(start.plus(Duration.ofDays(1)));
      }
    }
  }

  /** Every correction that the seasons hold, and no other. */
  @ParameterizedTest(name = "{0}: {1} versions, the last of {2}")
  @CsvSource({
      "2025-australian-R, 3, 2025-06-01T17:37:45Z",
      "2025-chinese-R,    2, 2025-03-23T12:45:00Z",
      "2025-bahrain-R,    2, 2025-04-13T20:45:00Z",
      "2025-belgian-S,    2, 2025-07-27T17:51:42Z",
      "2025-singapore-Q,  2, 2025-10-05T15:01:02Z",
      "2025-singapore-R,  2, 2025-10-05T15:26:15Z",
      "2025-sao-paulo-S,  2, 2025-11-09T19:52:13Z",
      "2025-las-vegas-R,  2, 2025-11-23T09:45:00Z",
      "2026-chinese-S,    2, 2026-03-19T10:34:15Z",
      "2026-miami-S,      2, 2026-05-03T21:04:21Z",
      "2026-miami-R,      3, 2026-05-05T11:01:23Z",
      "2026-monaco-R,     3, 2026-06-13T15:49:18Z",
      "2026-british-S,    2, 2026-07-04T18:34:33Z",
  })
  void corrections(String sessionId, int versions, Instant last) {
    var season = SeasonFile.bundled(Integer.parseInt(sessionId.substring(0, 4)));
    var race = season.races().stream().filter(r -> sessionId.startsWith(r.id())).findFirst().orElseThrow();
    var found = season.versions(race.round(), Code.valueOf(sessionId.substring(race.id().length() + 1)));
    assertThat(found).hasSize(versions);
    assertThat(found.getLast().published()).isEqualTo(last);
  }

  @ParameterizedTest(name = "{0}: {1} later versions in all")
  @CsvSource({"2025, 9", "2026, 7"})
  void no_other_corrections(int year, int later) {
    var season = SeasonFile.bundled(year);
    var sessions = season.publications().stream().map(v -> v.round() + "-" + v.code()).distinct().count();
    assertThat(season.publications()).hasSize((int) sessions + later);
  }

  @Test void las_vegas_norris_second_and_piastri_fourth_until_the_night() {
    assertThat(order(22, "2025-11-23T07:44:59Z", 5)).isEmpty();
    assertThat(order(22, "2025-11-23T07:45:00Z", 5))
        .containsExactly("max_verstappen 25", "norris 18", "russell 15", "piastri 12", "antonelli 10");
    assertThat(order(22, "2025-11-23T09:44:59Z", 11)).contains("hamilton 1", "ocon 0");
    assertThat(order(22, "2025-11-23T09:45:00Z", 4)).containsExactly("max_verstappen 25", "russell 18", "antonelli 15", "leclerc 12");
    assertThat(rows(22, "2025-11-23T09:45:00Z").reversed().subList(0, 2)).extracting(Finish::driver, Finish::kind, Finish::points)
        .containsExactly(tuple("piastri", Kind.DISQUALIFIED, 0), tuple("norris", Kind.DISQUALIFIED, 0));
  }

  @Test void china_the_fastest_lap_passes_on_when_its_holder_is_disqualified() {
    assertThat(order(2, "2025-03-23T11:00:00Z", 7)).endsWith("leclerc 10", "hamilton 8", "ocon 6");
    assertThat(fastest(2, "2025-03-23T11:00:00Z")).isEqualTo("hamilton");
    assertThat(fastest(2, "2025-03-24T00:00:00Z")).isEqualTo("norris");
  }

  @Test void bahrain_hulkenberg_was_thirteenth() {
    assertThat(order(4, "2025-04-13T19:00:00Z", 14)).endsWith("albon 0", "hulkenberg 0", "hadjar 0");
    assertThat(order(4, "2025-04-13T21:00:00Z", 14)).endsWith("albon 0", "hadjar 0", "doohan 0");
  }

  @Test void australia_antonelli_gets_fourth_back_and_in_june_hadjar_had_started() {
    assertThat(order(1, "2025-03-16T08:00:00Z", 6)).endsWith("albon 12", "antonelli 10", "stroll 8");
    assertThat(order(1, "2025-03-17T00:00:00Z", 6)).endsWith("antonelli 12", "albon 10", "stroll 8");
    assertThat(rows(1, "2025-03-17T00:00:00Z").getLast().kind()).isEqualTo(Kind.DID_NOT_START);
    assertThat(rows(1, "2025-06-02T00:00:00Z").getLast().kind()).isEqualTo(Kind.RETIRED);
  }

  private static List<String> order(int round, String at, int first) {
    return rows(round, at).stream().limit(first).map(row -> row.driver() + " " + row.points() / 100).toList();
  }

  private static String fastest(int round, String at) {
    return rows(round, at).stream().filter(row -> row.fastest() != null && row.fastest().rank() == 1).map(Finish::driver)
        .collect(Collectors.joining());
  }

  private static List<Finish> rows(int round, String at) {
    return SeasonFile.bundled(2025).publishedBy(round, Code.R, Instant.parse(at)).map(v -> ((Classification) v).rows()).orElse(List.of());
  }
}

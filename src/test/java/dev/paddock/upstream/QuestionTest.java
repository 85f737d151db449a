package dev.paddock.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.upstream.Question.Resource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
      "/ergast/f1/2025.json,                 2025,    ,     RACES",
      "/ergast/f1/2025/,                     2025,    ,     RACES",
      "/ergast/f1/current/races/,            current, ,     RACES",
      "/ergast/f1/2025/22/results.json,      2025,    22,   RESULTS",
      "/ergast/f1/current/last/results/,     current, last, RESULTS",
      "/ergast/f1/current/next.json,         current, next, RACES",
      "/ergast/f1/2025/6/sprint.json,        2025,    6,    SPRINT",
      "/ergast/f1/2025/6/qualifying.json,    2025,    6,    QUALIFYING",
      "/ergast/f1/2025/drivers.json,         2025,    ,     DRIVERS",
      "/ergast/f1/2025/constructors.json,    2025,    ,     CONSTRUCTORS",
      "/ergast/f1/2025/circuits/,            2025,    ,     CIRCUITS",
      "/ergast/f1/2025/drivers/norris.json,  2025,    ,     DRIVERS",
  })
  void grammar(String path, String season, String round, Resource resource) {
    var question = Question.of(path, null, null).orElseThrow();
    assertThat(question.season()).isEqualTo(season);
    assertThat(question.round().orElse(null)).isEqualTo(round);
    assertThat(question.resource()).isEqualTo(resource);
  }

  @ParameterizedTest(name = "{0} is not in the grammar")
  @ValueSource(strings = {"/", "/ergast/f1/", "/ergast/f1/2025", "/ergast/f1/25.json", "/ergast/f1/2025/1/results",
      "/ergast/f1/2025/weather.json", "/ergast/f1/2025//results.json", "/ergast/f1/2025/drivers//results.json",
      "/ergast/f1/2025/results/1/drivers.json", "/api/f1/2025.json"})
  void other_paths(String path) {
    assertThat(Question.of(path, null, null)).isEmpty();
  }

  @ParameterizedTest(name = "limit={0}&offset={1} reads {2} from {3}")
  @CsvSource({", , 30, 0", "100, 20, 100, 20", "1200, 5, 100, 5", "0, 0, 1, 0", "-3, -1, 30, 0", "many, few, 30, 0"})
  void paging(String limit, String offset, int clamped, int from) {
    var question = Question.of("/ergast/f1/2025.json", limit, offset).orElseThrow();
    assertThat(question.limit()).isEqualTo(clamped);
    assertThat(question.offset()).isEqualTo(from);
  }

  @Test void of_a_filter_given_twice_the_last_wins() {
    var path = "/ergast/f1/2025/constructors/mclaren/drivers/norris/drivers/piastri/results.json";
    var question = Question.of(path, null, null).orElseThrow();
    assertThat(question.filters()).isEqualTo(Map.of("constructors", "mclaren", "drivers", "piastri"));
    assertThat(question.resource()).isEqualTo(Resource.RESULTS);
  }
}

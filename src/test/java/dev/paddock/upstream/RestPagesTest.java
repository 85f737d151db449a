package dev.paddock.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.season.SeasonFile;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestPagesTest {
  final RestPages pages = new RestPages(SeasonFile.bundled(2025));

  @Test void nothing_before_it_is_published_nor_of_a_round_that_is_none() {
    assertThat(pages.result(22, Instant.parse("2025-11-23T07:44:59Z"))).isEmpty();
    assertThat(pages.result(25, Instant.parse("2026-01-01T00:00:00Z"))).isEmpty();
  }

  @Test void real_numbers_and_nulls() {
    var rows = rows(1);
    assertThat(rows.getFirst().encode()).isEqualTo("{\"driver\":{\"name\":\"Lando Norris\",\"number\":4},"
        + "\"position\":1,\"grid_position\":1,\"laps\":57,\"points\":25,"
        + "\"fastest_lap\":true,\"fastest_lap_time\":\"1:22.167\",\"time\":\"1:42:06.304\","
        + "\"dnf\":false,\"dnf_reason\":null}");
    assertThat(rows.getLast().encode()).isEqualTo("{\"driver\":{\"name\":\"Isack Hadjar\",\"number\":6},"
        + "\"position\":20,\"grid_position\":11,\"laps\":0,\"points\":0,"
        + "\"fastest_lap\":false,\"fastest_lap_time\":null,\"time\":null,\"dnf\":true,\"dnf_reason\":\"Retired\"}");
  }

  @Test void one_car_holds_the_fastest_lap() {
    for (int round = 1; round <= 24; round++) {
      assertThat(rows(round).stream().filter(row -> row.getBoolean("fastest_lap"))).as("round %d", round).hasSize(1);
    }
  }

  private List<JsonObject> rows(int round) {
    return pages.result(round, Instant.parse("2026-01-01T00:00:00Z")).orElseThrow().body().getJsonArray("results").stream()
        .map(JsonObject.class::cast).toList();
  }
}

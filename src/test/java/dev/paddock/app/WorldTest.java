package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorldTest {
  @Test void time_passes_when_it_is_told_to_and_then_all_that_was_due_has_happened() {
    try (var world = World.open(2025, round -> round == 22, Map.of())) {
      assertThat(world.api().ask("listSeasons").answer().expect(200).json().getJsonArray("seasons")).isNotEmpty();
      var race = world.season().race(22).orElseThrow();
      world.api().ask("getResults").with("raceId", race.id()).answer().expect(404);
      world.advanceTo(race.start().plus(Duration.ofDays(6)));
      assertThat(world.api().ask("getResults").with("raceId", race.id()).answer().expect(200).json().getInteger("version")).isGreaterThan(1);
    }
  }
}

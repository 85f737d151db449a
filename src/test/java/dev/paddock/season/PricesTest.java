package dev.paddock.season;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PricesTest {
  @ParameterizedTest(name = "{0} points, champion 400: {1} tenths")
  @CsvSource({"400, 380", "200, 290", "100, 230", "4, 110", "0, 80"})
  void follow_the_points_of_the_season_before(int points, int price) {
    var before = Map.of("champion", BigDecimal.valueOf(400), "driver", BigDecimal.valueOf(points));
    assertThat(Prices.of(List.of("driver", "rookie"), before)).containsEntry("driver", price).containsEntry("rookie", 80);
  }

  @Test void need_a_season_before() {
    assertThatThrownBy(() -> Prices.of(List.of("driver"), Map.of())).hasMessageContaining("nobody scored");
  }

  @ParameterizedTest
  @ValueSource(ints = {2025, 2026})
  void leave_a_choice_within_the_budget(int year) {
    var season = SeasonFile.bundled(year);
    var sorted = season.prices().values().stream().sorted().toList();
    assertThat(sum(sorted.subList(0, 5))).isLessThanOrEqualTo(1000);
    assertThat(sum(sorted.reversed().subList(0, 5))).isGreaterThan(1000);
    assertThat(typicalTeam(season)).isBetween(900.0, 1100.0);
  }

  /** Mean price of five drivers of round 1, at most two of a constructor. */
  private static double typicalTeam(Season season) {
    var random = new Random(1);
    long total = 0;
    for (int i = 0; i < 2000; i++) {
      var entries = new ArrayList<>(season.entries(1));
      Collections.shuffle(entries, random);
      var of = new HashMap<String, Integer>();
      total += entries.stream().filter(e -> of.merge(e.constructor(), 1, Integer::sum) <= 2).limit(5)
          .mapToInt(e -> season.prices().get(e.driver())).sum();
    }
    return total / 2000.0;
  }

  private static int sum(List<Integer> prices) {
    return prices.stream().mapToInt(Integer::intValue).sum();
  }
}

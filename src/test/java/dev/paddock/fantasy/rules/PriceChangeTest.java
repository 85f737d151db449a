package dev.paddock.fantasy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.fantasy.store.RuleSets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceChangeTest {
  private static final RuleSet OFFICIAL = RuleSets.BUNDLED.of("official-2026").rules();
  private static final RuleSet.Prices RULE = OFFICIAL.prices().orElseThrow();

  @ParameterizedTest(name = "at {0} tenths, {1} points in {2} rounds: {3}")
  @CsvSource({
      "200, 72,  3, 3",    // 24 points a round for 20 million: 1.2, great, and dear
      "200, 71,  3, 1",
      "200, 54,  3, 1",    // 0.9 is good
      "200, 53,  3, -1",
      "200, 36,  3, -1",   // 0.6 is poor
      "200, 35,  3, -3",
      "200, -20, 1, -3",
      "100, 12,  1, 6",    // the cheap move twice as far
      "100, 9,   1, 2",
      "100, 6,   1, -2",
      "100, 5,   1, -6",
      "185, 23,  1, 3",    // dear from 18.5 on: 1.24
      "184, 23,  1, 6",
  })
  void a_price_follows_points_a_million(int tenths, int points, int rounds, int change) {
    assertThat(PriceChange.step(RULE, tenths, 100 * points, rounds)).isEqualTo(change);
  }

  @Test void a_season_opens_at_seven_tenths_of_its_prices_and_nobody_falls_below_the_floor() {
    var season = new PriceList(Map.of("dear", 380, "odd", 155, "cheap", 20), Map.of("ferrari", 287));
    var opening = PriceChange.opening(RULE, season);
    assertThat(opening.drivers()).containsExactlyInAnyOrderEntriesOf(Map.of("dear", 266, "odd", 108, "cheap", 30));
    assertThat(opening.constructors()).isEqualTo(Map.of("ferrari", 200));
    var nothing = List.of(new WeekendScore(OFFICIAL, List.of()));
    assertThat(PriceChange.after(RULE, opening, nothing).drivers()).isEqualTo(Map.of("dear", 263, "odd", 102, "cheap", 30));
  }

  @Test void only_the_last_three_rounds_count() {
    var won = WeekendScore.of(OFFICIAL, List.of(Written.session(Classification.Kind.RACE, "1 winner 1, 2 other 2")));
    var lost = WeekendScore.of(OFFICIAL, List.of(Written.session(Classification.Kind.RACE, "R winner 1, 1 other 2")));
    var prices = new PriceList(Map.of("winner", 200), Map.of());
    assertThat(PriceChange.after(RULE, prices, List.of(lost, won, won, won)).drivers()).containsEntry("winner", 203);
    assertThat(PriceChange.after(RULE, prices, List.of(won, won, won, lost)).drivers()).containsEntry("winner", 197);
  }
}

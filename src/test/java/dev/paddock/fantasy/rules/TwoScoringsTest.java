package dev.paddock.fantasy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.fantasy.store.RuleSets;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two implementations of the rules, one fast and one written from their text, agree on any weekend and any transfers. */
class TwoScoringsTest {
  /** A million with {@code -Dpaddock.weekends=1000000}; some seconds with fewer. */
  private static final int WEEKENDS = Integer.getInteger("paddock.weekends", 50_000);

  @ParameterizedTest @ValueSource(strings = {"classic", "gentle", "official-2026"})
  void they_agree_on_random_weekends(String id) {
    var rules = RuleSets.BUNDLED.of(id).rules();
    for (long seed = 0; seed < WEEKENDS; seed++) {
      var random = new RandomWeekend(seed);
      var sessions = random.sessions();
      var weekend = WeekendScore.of(rules, sessions);
      var lineup = random.lineup(rules);
      long byHand = ByHand.team(id, sessions, lineup);
      int total = weekend.total(lineup);
      if (total != byHand) assertThat(total).as("weekend %d: %s %s", seed, sessions, lineup).isEqualTo((int) byHand);
      int lines = 0;
      for (var line : weekend.explain(lineup)) lines += line.points();
      if (lines != byHand) assertThat(lines).as("lines of weekend %d", seed).isEqualTo((int) byHand);
    }
  }

  @Test void they_agree_on_random_transfers() {
    var rules = RuleSets.BUNDLED.of("official-2026").rules();
    for (long seed = 0; seed < WEEKENDS; seed++) {
      var random = new RandomWeekend(seed);
      var saved = new TreeMap<Integer, Lineup>();
      var lineup = random.lineup(rules);
      for (int round = 1 + (int) (seed % 3); round <= 12; round++) {
        if (!saved.isEmpty() && random.one(3)) continue;
        lineup = saved.isEmpty() ? lineup : random.changed(rules, lineup);
        assertThat(Transfers.count(rules.transfers(), saved, round, lineup).charged()).as("seed %d round %d: %s", seed, round, saved)
            .isEqualTo(ByHand.charged(saved, round, lineup));
        saved.put(round, lineup);
      }
    }
  }
}

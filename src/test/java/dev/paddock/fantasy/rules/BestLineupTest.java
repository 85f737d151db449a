package dev.paddock.fantasy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.fantasy.rules.LineupRules.Verdict;
import dev.paddock.fantasy.store.RuleSets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BestLineupTest {
  private static final int SMALL_FIELD = 9;

  /** All of them: every five, every pair, every captain and vice-captain, judged and scored as anybody's line-up is. */
  @ParameterizedTest @ValueSource(strings = {"classic", "gentle", "official-2026"})
  void no_legal_line_up_is_better(String id) {
    var rules = RuleSets.BUNDLED.of(id).rules();
    for (long seed = 0; seed < 30; seed++) {
      var prices = new SplittableRandom(seed);
      var weekend = WeekendScore.of(rules, new RandomWeekend(seed).sessions());
      var entrants = new ArrayList<Entrant>();
      for (int i = 0; i < SMALL_FIELD; i++) {
        entrants.add(new Entrant("driver_" + (char) ('a' + i), "constructor_" + (char) ('a' + i / 2), 100 + prices.nextInt(200)));
      }
      var constructors = new TreeMap<>(Map.of("constructor_a", 100, "constructor_b", 150, "constructor_c", 60));
      var judge = new LineupRules(rules.team(), entrants, constructors);
      int best = Integer.MIN_VALUE;
      for (var lineup : all(rules, entrants, List.copyOf(constructors.keySet()))) {
        if (judge.judge(lineup) instanceof Verdict.Legal) best = Math.max(best, weekend.total(lineup));
      }
      var found = BestLineup.of(rules, weekend, entrants, constructors);
      assertThat(found.map(BestLineup.Best::points)).as("seed %d", seed)
          .isEqualTo(best == Integer.MIN_VALUE ? Optional.empty() : Optional.of(best));
      if (found.isEmpty()) continue;
      assertThat(weekend.total(found.get().lineup())).isEqualTo(best);
      assertThat(judge.judge(found.get().lineup())).isEqualTo(new Verdict.Legal(found.get().costTenths()));
    }
  }

  private static List<Lineup> all(RuleSet rules, List<Entrant> entrants, List<String> constructors) {
    var all = new ArrayList<Lineup>();
    var pairs = new ArrayList<List<String>>();
    if (rules.team().constructors() == 0) pairs.add(List.of());
    else for (var a : constructors) for (var b : constructors) if (a.compareTo(b) < 0) pairs.add(List.of(a, b));
    for (int set = 0; set < 1 << entrants.size(); set++) {
      if (Integer.bitCount(set) != rules.team().drivers()) continue;
      var drivers = new ArrayList<String>();
      for (int i = 0; i < entrants.size(); i++) if ((set >> i & 1) == 1) drivers.add(entrants.get(i).driverId());
      for (var captain : drivers) {
        for (var vice : drivers) {
          if (vice.equals(captain)) continue;
          for (var pair : pairs) all.add(new Lineup(drivers, captain, vice, pair, Optional.empty(), 0));
        }
      }
    }
    return all;
  }
}

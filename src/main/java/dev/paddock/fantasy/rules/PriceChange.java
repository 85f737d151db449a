package dev.paddock.fantasy.rules;

import dev.paddock.fantasy.rules.RuleSet.Prices;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntBiFunction;

/**
 * Prices that follow form: points a round over the last rounds, for each million that somebody cost in the last of them. Pure, in integers.
 *
 * <p>At 20.0 with 30, 20 and 22 points, form is 24 / 20 = 1.2: great. Who was not there in a round got 0 points in it.
 */
public final class PriceChange {
  private static final int TENTHS_OF_A_MILLION = 10;

  private PriceChange() {}

  /** Prices at the start of a season: the rule set's share of the season's, rounded down to a tenth, none below the floor. */
  public static PriceList opening(Prices rule, PriceList season) {
    return new PriceList(opened(rule, season.drivers()), opened(rule, season.constructors()));
  }

  private static Map<String, Integer> opened(Prices rule, Map<String, Integer> prices) {
    var opened = new TreeMap<String, Integer>();
    prices.forEach((id, tenths) -> opened.put(id, Math.max(rule.floorTenths(), tenths * rule.opening() / 100)));
    return opened;
  }

  /**
   * The prices of the round after the last of {@code rounds}.
   *
   * @param prices what held in that last round
   * @param rounds the season's rounds so far, in order, at least one; only the last of them count
   */
  public static PriceList after(Prices rule, PriceList prices, List<WeekendScore> rounds) {
    var last = rounds.subList(Math.max(0, rounds.size() - rule.rounds()), rounds.size());
    return new PriceList(moved(rule, prices.drivers(), last, WeekendScore::driver),
        moved(rule, prices.constructors(), last, WeekendScore::constructor));
  }

  private static Map<String, Integer> moved(Prices rule, Map<String, Integer> prices, List<WeekendScore> rounds,
      ToIntBiFunction<WeekendScore, String> points) {
    var moved = new TreeMap<String, Integer>();
    prices.forEach((id, tenths) -> {
      int sum = rounds.stream().mapToInt(round -> points.applyAsInt(round, id)).sum();
      moved.put(id, Math.max(rule.floorTenths(), tenths + step(rule, tenths, sum, rounds.size())));
    });
    return moved;
  }

  /** @param points of all rounds together, hundredths */
  static int step(Prices rule, int tenths, int points, int rounds) {
    var steps = tenths >= rule.dearFrom() ? rule.dear() : rule.cheap();
    if (reaches(rule.great(), tenths, points, rounds)) return steps.great();
    if (reaches(rule.good(), tenths, points, rounds)) return steps.good();
    return reaches(rule.poor(), tenths, points, rounds) ? steps.poor() : steps.terrible();
  }

  /** points / rounds / millions ≥ form, without a division. */
  private static boolean reaches(int form, int tenths, int points, int rounds) {
    return (long) points * TENTHS_OF_A_MILLION >= (long) form * rounds * tenths;
  }
}

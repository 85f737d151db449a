package dev.paddock.fantasy.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The line-up that would have got most in a round, within the budget and the limit per constructor, without a chip: exactly, by looking
 * at every one. Of 22 drivers there are 26,334 fives; with each pair of constructors goes the best five that it leaves the money for.
 */
public final class BestLineup {
  /** @param costTenths of all together */
  public record Best(Lineup lineup, int points, int costTenths) {}

  private record Five(int[] drivers, int cost, int points) {}

  private final RuleSet rules;
  private final WeekendScore weekend;
  private final List<Entrant> entrants;
  private final boolean[] tookPart;
  private final int[] points;
  private final int[] constructorOf;

  private BestLineup(RuleSet rules, WeekendScore weekend, List<Entrant> entrants) {
    this.rules = rules;
    this.weekend = weekend;
    this.entrants = entrants.stream().sorted(Comparator.comparing(Entrant::driverId)).toList();
    this.points = this.entrants.stream().mapToInt(entrant -> weekend.driver(entrant.driverId())).toArray();
    this.tookPart = new boolean[points.length];
    this.constructorOf = new int[points.length];
    var constructors = new HashMap<String, Integer>();
    for (int i = 0; i < points.length; i++) {
      tookPart[i] = weekend.tookPart(this.entrants.get(i).driverId());
      constructorOf[i] = constructors.computeIfAbsent(this.entrants.get(i).constructorId(), unseen -> constructors.size());
    }
  }

  /**
   * Empty when nobody can afford a line-up. Of several that got the same the cheapest, then the first by name.
   *
   * @param constructors what each that took part costs, in tenths
   */
  public static Optional<Best> of(RuleSet rules, WeekendScore weekend, List<Entrant> entrants, Map<String, Integer> constructors) {
    return new BestLineup(rules, weekend, entrants).search(new TreeMap<>(constructors));
  }

  private Optional<Best> search(TreeMap<String, Integer> constructors) {
    var fives = new ArrayList<Five>();
    collect(new int[rules.team().drivers()], 0, 0, 0, fives);
    fives.sort(Comparator.comparingInt((Five five) -> -five.points).thenComparingInt(Five::cost));
    Best best = null;
    for (var picked : choices(List.copyOf(constructors.keySet()), rules.team().constructors())) {
      int left = rules.team().budgetTenths() - picked.stream().mapToInt(constructors::get).sum();
      int more = picked.stream().mapToInt(weekend::constructor).sum();
      var five = fives.stream().filter(f -> f.cost <= left).findFirst();
      if (five.isEmpty()) continue;
      int cost = rules.team().budgetTenths() - left + five.get().cost;
      int total = five.get().points + more;
      if (best == null || total > best.points || total == best.points && cost < best.costTenths) {
        best = new Best(lineup(five.get(), picked), total, cost);
      }
    }
    return Optional.ofNullable(best);
  }

  private void collect(int[] chosen, int at, int from, int cost, List<Five> into) {
    if (cost > rules.team().budgetTenths()) return;
    if (at == chosen.length) {
      into.add(new Five(chosen.clone(), cost, worth(chosen)));
      return;
    }
    for (int i = from; i < points.length; i++) {
      int same = 0;
      for (int k = 0; k < at; k++) if (constructorOf[chosen[k]] == constructorOf[i]) same++;
      if (same == rules.team().perConstructor()) continue;
      chosen[at] = i;
      collect(chosen, at + 1, i + 1, cost + entrants.get(i).priceTenths(), into);
    }
  }

  private int worth(int[] drivers) {
    int sum = 0;
    for (int driver : drivers) sum += points[driver];
    int boosted = boosted(drivers);
    return boosted < 0 ? sum : sum - points[boosted] + RuleSet.multiplied(points[boosted], rules.captainMultiplier());
  }

  /** Who gets the multiplier in the best case: whoever got most, but an absent captain hands it on where somebody steps in. -1: nobody. */
  private int boosted(int[] drivers) {
    int best = -1;
    int absent = 0;
    for (int driver : drivers) {
      if (!tookPart[driver]) absent++;
      else if (best < 0 || points[driver] > points[best]) best = driver;
    }
    int needed = rules.viceStepsIn() ? 2 : 1;
    return best >= 0 && points[best] < 0 && absent >= needed ? -1 : best;
  }

  private Lineup lineup(Five five, List<String> constructors) {
    var ids = new ArrayList<String>();
    for (int driver : five.drivers) ids.add(entrants.get(driver).driverId());
    int boosted = boosted(five.drivers);
    var order = new ArrayList<>(ids);
    order.sort(Comparator.comparingInt((String id) -> -weekend.driver(id)).thenComparing(Comparator.naturalOrder()));
    if (boosted < 0) order.sort(Comparator.comparing((String id) -> weekend.tookPart(id)));
    else order.sort(Comparator.comparing((String id) -> !id.equals(entrants.get(boosted).driverId())));
    return new Lineup(ids, order.get(0), order.get(1), constructors, Optional.empty(), 0);
  }

  /** Every choice of that many of them. */
  private static List<List<String>> choices(List<String> of, int many) {
    if (many == 0) return List.of(List.of());
    var all = new ArrayList<List<String>>();
    for (int i = 0; i < of.size(); i++) {
      for (var rest : choices(of.subList(i + 1, of.size()), many - 1)) {
        var choice = new ArrayList<>(List.of(of.get(i)));
        choice.addAll(rest);
        all.add(choice);
      }
    }
    return all;
  }
}

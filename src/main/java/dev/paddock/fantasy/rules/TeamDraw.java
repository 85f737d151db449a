package dev.paddock.fantasy.rules;

import dev.paddock.fantasy.rules.LineupRules.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Draws teams for a demonstration. Pure: the same seed, number and entrants, the same team, under any Java.
 *
 * <p>A team draws for the first round, again before one in eight later rounds, and whenever its line-up can no longer be
 * fielded because a driver does not race or has moved to a constructor that the team has enough of.
 */
public final class TeamDraw {
  private static final int REDRAWS_ONE_IN = 8;
  private static final int TRIES = 200;

  private final RuleSet.Team rules;
  private final long seed;

  public TeamDraw(RuleSet.Team rules, long seed) {
    this.rules = rules;
    this.seed = seed;
  }

  /**
   * The line-ups of team {@code number}, each under the round from which on it holds.
   *
   * @param rounds round → who can be picked for it
   */
  public SortedMap<Integer, Lineup> season(int number, SortedMap<Integer, List<Entrant>> rounds) {
    var lineups = new TreeMap<Integer, Lineup>();
    Lineup current = null;
    for (var round : rounds.entrySet()) {
      var random = new SplitMix(seed, number, round.getKey());
      boolean mood = random.below(REDRAWS_ONE_IN) == 0;
      if (current == null || mood || !(new LineupRules(rules, round.getValue()).judge(current) instanceof Verdict.Legal)) {
        current = draw(random, round.getValue());
        lineups.put(round.getKey(), current);
      }
    }
    return lineups;
  }

  private Lineup draw(SplitMix random, List<Entrant> entrants) {
    var pool = new ArrayList<>(entrants);
    pool.sort(Comparator.comparing(Entrant::driverId));
    var legal = new LineupRules(rules, pool);
    for (int i = 0; i < TRIES; i++) {
      random.shuffle(pool, rules.drivers());
      var lineup = lineup(pool.subList(0, Math.min(rules.drivers(), pool.size())), random);
      if (legal.judge(lineup) instanceof Verdict.Legal) return lineup;
    }
    // Hardly anything is affordable: the cheapest line-up there is (greedy is optimal with a limit per constructor).
    pool.sort(Comparator.comparingInt(Entrant::priceTenths).thenComparing(Entrant::driverId));
    var cheapest = lineup(cheapest(pool), random);
    if (legal.judge(cheapest) instanceof Verdict.Illegal(var why)) throw new IllegalArgumentException("no legal line-up exists: " + why);
    return cheapest;
  }

  private List<Entrant> cheapest(List<Entrant> byPrice) {
    var picked = new ArrayList<Entrant>();
    var constructors = new HashMap<String, Integer>();
    for (var entrant : byPrice) {
      if (picked.size() == rules.drivers()) break;
      if (constructors.getOrDefault(entrant.constructorId(), 0) == rules.perConstructor()) continue;
      constructors.merge(entrant.constructorId(), 1, Integer::sum);
      picked.add(entrant);
    }
    return picked;
  }

  private static Lineup lineup(List<Entrant> picked, SplitMix random) {
    if (picked.size() < 2) throw new IllegalArgumentException("a captain and a vice-captain need two drivers, not " + picked.size());
    int captain = random.below(picked.size());
    int vice = (captain + 1 + random.below(picked.size() - 1)) % picked.size();
    return new Lineup(picked.stream().map(Entrant::driverId).toList(), picked.get(captain).driverId(), picked.get(vice).driverId());
  }
}

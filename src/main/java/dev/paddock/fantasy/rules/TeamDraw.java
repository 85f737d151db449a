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

  private record Round(int number, List<Entrant> entrants, LineupRules legal) {}

  private final RuleSet.Team rules;
  private final long seed;
  private final List<Round> rounds;

  /** @param rounds round → who can be picked for it */
  public TeamDraw(RuleSet.Team rules, long seed, SortedMap<Integer, List<Entrant>> rounds) {
    this.rules = rules;
    this.seed = seed;
    this.rounds = rounds.entrySet().stream().map(round -> {
      var entrants = round.getValue().stream().sorted(Comparator.comparing(Entrant::driverId)).toList();
      return new Round(round.getKey(), entrants, new LineupRules(rules, entrants));
    }).toList();
  }

  /** The line-ups of team {@code number}, each under the round from which on it holds. */
  public SortedMap<Integer, Lineup> season(int number) {
    var lineups = new TreeMap<Integer, Lineup>();
    Lineup current = null;
    for (var round : rounds) {
      var random = new SplitMix(seed, number, round.number);
      boolean mood = random.below(REDRAWS_ONE_IN) == 0;
      if (current == null || mood || !(round.legal.judge(current) instanceof Verdict.Legal)) {
        current = draw(random, round);
        lineups.put(round.number, current);
      }
    }
    return lineups;
  }

  private Lineup draw(SplitMix random, Round round) {
    var pool = new ArrayList<>(round.entrants);
    for (int i = 0; i < TRIES; i++) {
      random.shuffle(pool, rules.drivers());
      var lineup = lineup(pool.subList(0, Math.min(rules.drivers(), pool.size())), random);
      if (round.legal.judge(lineup) instanceof Verdict.Legal) return lineup;
    }
    // Hardly anything is affordable: the cheapest line-up there is (greedy is optimal with a limit per constructor).
    pool.sort(Comparator.comparingInt(Entrant::priceTenths).thenComparing(Entrant::driverId));
    var cheapest = lineup(cheapest(pool), random);
    if (round.legal.judge(cheapest) instanceof Verdict.Illegal(var why)) {
      throw new IllegalArgumentException("no legal line-up exists: " + why);
    }
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

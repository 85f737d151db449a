package dev.paddock.fantasy.rules;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A line-up that a team holds from a round on. @param bankTenths what was left over at the prices of that round */
public record Holding(Lineup lineup, int bankTenths) {

  /** The line-up in force before a round, if there was one; what was played and charged for its own round is past. */
  public static Optional<Holding> before(int round, SortedMap<Integer, Holding> saved) {
    var earlier = saved.headMap(round);
    if (earlier.isEmpty()) return Optional.empty();
    var inForce = Transfers.inForce(lineups(earlier));
    return earlier.values().stream().toList().reversed().stream().filter(held -> held.lineup.rolledOver().equals(inForce)).findFirst()
        .map(held -> new Holding(inForce, held.bankTenths));
  }

  /** Round → line-up. */
  static SortedMap<Integer, Lineup> lineups(SortedMap<Integer, Holding> saved) {
    var lineups = new TreeMap<Integer, Lineup>();
    saved.forEach((round, held) -> lineups.put(round, held.lineup));
    return lineups;
  }

  /** What the team has to spend at these prices: what was left over, and what it would get for its picks. */
  int worth(PriceList prices) {
    return bankTenths + prices.cost(lineup);
  }
}

package dev.paddock.fantasy.rules;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A line-up that holds from a round on. @param bankTenths what was left over at the prices of that round */
public record Fielded(Lineup lineup, int bankTenths) {

  /** The line-up in force before a round, if there was one; what was played and charged for its own round is past. */
  public static Optional<Fielded> before(int round, SortedMap<Integer, Fielded> saved) {
    var earlier = saved.headMap(round);
    if (earlier.isEmpty()) return Optional.empty();
    var inForce = Transfers.inForce(lineups(earlier));
    return earlier.values().stream().toList().reversed().stream().filter(fielded -> fielded.lineup.rolledOver().equals(inForce)).findFirst()
        .map(fielded -> new Fielded(inForce, fielded.bankTenths));
  }

  /** Round → line-up. */
  static SortedMap<Integer, Lineup> lineups(SortedMap<Integer, Fielded> saved) {
    var lineups = new TreeMap<Integer, Lineup>();
    saved.forEach((round, fielded) -> lineups.put(round, fielded.lineup));
    return lineups;
  }

  /** What the team has to spend at these prices: what was left over, and what it would get for its picks. */
  int worth(PriceList prices) {
    return bankTenths + prices.cost(lineup);
  }
}

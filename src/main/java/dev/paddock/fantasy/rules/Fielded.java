package dev.paddock.fantasy.rules;

/** A line-up that holds from a round on. @param bankTenths what was left over at the prices of that round */
public record Fielded(int round, Lineup lineup, int bankTenths) {
  /** What the team has to spend in a later round: what was left over, and what its drivers would fetch by then. */
  int worth(int round, PriceList prices) {
    return bankTenths + prices.sum(lineup.drivers(), round);
  }
}

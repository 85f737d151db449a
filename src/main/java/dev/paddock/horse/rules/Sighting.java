package dev.paddock.horse.rules;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one answer said of one race: its live part, in canonical order. A part that the answer does not cover is empty, which is not the
 * same as a list without elements: what was not told has not changed.
 *
 * @param raceId     the provider's
 * @param status     of the race; the provider's word for it is {@code statusWord}
 * @param protest    empty: not told
 * @param protestReason free text of the stewards
 * @param runners    by number
 * @param results    by place, then by number; two of the same place are a dead heat
 * @param dividends  by product, description, status
 * @param providerTime what the provider says its answer is of
 */
public record Sighting(String raceId, Optional<Instant> advertisedStart, Optional<Instant> actualStart,
    RaceStatus status, String statusWord, Optional<String> trackCondition, Optional<String> weather,
    Optional<Boolean> protest, Optional<String> protestReason, Optional<List<Runner>> runners, Optional<List<Placing>> results,
    Optional<List<Dividend>> dividends, Optional<Instant> providerTime) {

  /**
   * @param number       on the saddlecloth, unique in the race
   * @param barrier      0: not drawn
   * @param weight       in grams, 0: not told
   * @param scratchedAt  empty: not told; only of one that is scratched
   * @param prices       by market
   */
  public record Runner(int number, String name, int barrier, String jockey, String trainer, int weight,
      boolean scratched, boolean late, Optional<Instant> scratchedAt, List<Price> prices) {
    public Runner {
      prices = List.copyOf(prices);
    }
  }

  /** @param market fixed_win, fixed_place, pool_win, pool_place, back, lay, traded; @param thousandths decimal odds, 3,400 is 3.40 */
  public record Price(String market, int thousandths) {}

  /** @param place from 1; @param margin in the provider's words, "" when not told */
  public record Placing(int place, int number, String name, String margin) {}

  /** @param status interim or final; @param description such as 2:4:7; @param thousandths of the provider's money for a unit of it */
  public record Dividend(String product, String description, String status, long thousandths) {}

  public Sighting {
    runners = runners.map(List::copyOf);
    results = results.map(List::copyOf);
    dividends = dividends.map(List::copyOf);
  }
}

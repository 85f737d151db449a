package dev.paddock.horse.rules;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What one answer said of one race: its live part, in canonical order whatever order it came in. A part that the answer does not cover is
 * empty: what was not told has not changed. A list is told as a whole or not at all; one without elements tells nothing, for providers
 * answer with empty lists when something is wrong with them.
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
   * @param number       on the saddlecloth, unique in the race; 0: not told, of a non-runner that is known by name
   * @param barrier      0: not drawn
   * @param weight       in grams, 0: not told
   * @param late         scratched after the field was declared
   * @param scratchedAt  empty: not told; only of one that is scratched
   * @param prices       by market
   */
  public record Runner(int number, String name, int barrier, String jockey, String trainer, int weight,
      boolean scratched, boolean late, Optional<Instant> scratchedAt, List<Price> prices) {
    public Runner {
      prices = prices.stream().sorted(Comparator.comparing(Price::market)).toList();
    }

    /** As people name it: 4 Ruji. */
    public String called() {
      return name.isEmpty() ? Integer.toString(number) : number + " " + name;
    }
  }

  /** @param market fixed_win, fixed_place, pool_win, pool_place, back, lay, traded; @param thousandths decimal odds, 3,400 is 3.40 */
  public record Price(String market, int thousandths) {}

  /** @param place from 1; @param margin in the provider's words, "" when not told */
  public record Placing(int place, int number, String name, String margin) {}

  /** @param status interim or final; @param description such as 2:4:7; @param thousandths of the provider's money for a unit of it */
  public record Dividend(String product, String description, String status, long thousandths) {}

  /** How much an answer tells of a race. */
  public enum Shape {
    /** Where it stands and when it starts, such as a row of a meeting. */
    STATUS,
    /** Also who runs, at what price, and what came of it. */
    FULL
  }

  public Sighting {
    runners = sorted(runners, Comparator.comparing(Runner::number).thenComparing(Runner::name));
    results = sorted(results, Comparator.comparing(Placing::place).thenComparing(Placing::number));
    dividends = sorted(dividends, Comparator.comparing(Dividend::product).thenComparing(Dividend::description)
        .thenComparing(Dividend::status));
  }

  public Shape shape() {
    return runners.isPresent() || results.isPresent() || dividends.isPresent() ? Shape.FULL : Shape.STATUS;
  }

  private static <T> Optional<List<T>> sorted(Optional<List<T>> told, Comparator<T> order) {
    return told.filter(list -> !list.isEmpty()).map(list -> list.stream().sorted(order).toList());
  }
}

package dev.paddock.upstream.horses;

import dev.paddock.upstream.horses.Fate.Placing;
import dev.paddock.upstream.horses.RaceState.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a unit of money became.
 *
 * @param product  Pool Win, Pool Place, Pool Quinella, Pool Trifecta, Pool First4
 * @param status   Interim or Final; once a race is final, both copies are shown
 * @param hundredths of the provider's money
 * @param placings of the runners it is paid for
 */
public record Dividend(String product, String status, long hundredths, List<Placing> placings) {
  /** {@code 2:4:7} */
  public String description() {
    return placings.stream().map(p -> String.valueOf(p.number())).collect(Collectors.joining(":"));
  }

  static List<Dividend> paid(RaceState state) {
    var paid = new ArrayList<Dividend>();
    var race = state.race();
    if (state.status() == Status.INTERIM || state.status() == Status.FINAL) paid.addAll(of(race, race.fate().order(), "Interim"));
    if (state.status() == Status.FINAL) paid.addAll(of(race, state.placings(), "Final"));
    return paid;
  }

  private static List<Dividend> of(Race race, List<Placing> order, String status) {
    var market = new Market(race, race.fate().off());
    var first = order.stream().filter(p -> p.place() == 1).toList();
    var placed = order.stream().filter(p -> p.place() <= 3).toList();
    var paid = new ArrayList<Dividend>();
    long product = 100;
    for (var p : first) {
      paid.add(new Dividend("Pool Win", status, market.prices(race.runner(p.number())).poolWin() / first.size(), List.of(p)));
    }
    for (var p : placed) {
      var prices = market.prices(race.runner(p.number()));
      paid.add(new Dividend("Pool Place", status, prices.poolPlace(), List.of(p)));
      product = Math.min(product * prices.poolWin() / 140, 9_999_900);
    }
    paid.add(new Dividend("Pool Quinella", status, product / 3 + 100, order.subList(0, 2)));
    paid.add(new Dividend("Pool Trifecta", status, product + 200, order.subList(0, 3)));
    paid.add(new Dividend("Pool First4", status, product * 4 + 300, order.subList(0, 4)));
    return paid;
  }
}

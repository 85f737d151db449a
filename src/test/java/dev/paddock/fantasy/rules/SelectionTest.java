package dev.paddock.fantasy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.fantasy.rules.LineupRules.Violation;
import dev.paddock.fantasy.rules.PriceBook.Price;
import dev.paddock.fantasy.store.RuleSets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {
  private static final RuleSet CLASSIC = RuleSets.BUNDLED.of("classic").rules();
  private static final Lineup FIVE = lineup("a", "b", "c", "d", "e");

  @ParameterizedTest(name = "left over {0}, a rises to {1}: {2} to spend, {4} for {3} is {5}")
  @CsvSource({
      // bank | a's price | budget | instead of e | cost | over by
      "0,       200,        1000,    f,             1000,  0",    // nothing rose: what e was worth buys f
      "0,       300,        1100,    f,             1100,  0",    // the rise is the team's
      "0,       100,         900,    f,              900,  0",    // and so is the fall
      "0,       200,        1000,    g,             1050,  50",   // g is dearer than e by 5.0
      "50,      200,        1050,    g,             1050,  0",    // but that was left over
      "40,      300,        1140,    g,             1150,  10",
  })
  void a_team_spends_what_was_left_over_and_what_its_drivers_are_worth(int bank, int price, int budget, String instead, int cost, int over) {
    var prices = new ArrayList<>(opening());
    prices.add(new Price(RuleSet.SEASON_PRICES, false, "a", 2, price));
    var saved = new TreeMap<>(Map.of(1, new Holding(FIVE, bank)));
    var found = Selection.of(lineup("a", "b", "c", "d", instead), 2, saved, CLASSIC, book(prices, 0));
    assertThat(found.budgetTenths()).isEqualTo(budget);
    assertThat(found.costTenths()).isEqualTo(cost);
    assertThat(found.violations()).isEqualTo(over == 0 ? List.of() : List.of(new Violation.OverBudget(over)));
    assertThat(found.came()).containsExactly(instead);
    assertThat(found.went()).containsExactly("e");
  }

  @Test void a_team_that_rolls_over_above_the_cap_may_stay_as_it_is() {
    var prices = new ArrayList<>(opening());
    prices.add(new Price(RuleSet.SEASON_PRICES, false, "a", 2, 500));
    var stays = Selection.of(FIVE, 2, new TreeMap<>(Map.of(1, new Holding(FIVE, 0))), CLASSIC, book(prices, 0));
    assertThat(stays.legal()).isTrue();
    assertThat(stays.warnings()).containsExactly(new Selection.Warning.AboveCap(300));
    var fresh = Selection.of(FIVE, 2, new TreeMap<>(), CLASSIC, book(prices, 0));
    assertThat(fresh.violations()).containsExactly(new Violation.OverBudget(300));
  }

  @Test void who_was_not_at_the_start_last_time_may_score_nothing() {
    var found = Selection.of(FIVE, 4, new TreeMap<>(), CLASSIC, book(opening(), 3));
    assertThat(found.legal()).isTrue();
    assertThat(found.warnings()).containsExactly(new Selection.Warning.MayNotRace("e"));
  }

  @Test void a_price_of_a_later_round_does_not_count_yet() {
    var prices = new ArrayList<>(opening());
    prices.add(new Price(RuleSet.SEASON_PRICES, false, "a", 3, 999));
    prices.add(new Price("official-2026", false, "a", 1, 1));
    assertThat(new PriceBook(prices).of(RuleSet.SEASON_PRICES, 2).driver("a")).isEqualTo(200);
    assertThat(new PriceBook(prices).of(RuleSet.SEASON_PRICES, 3).driver("a")).isEqualTo(999);
  }

  @Test void who_was_taken_out_keeps_his_name_and_cannot_be_picked() {
    var before = book(opening(), 1);
    var drivers = new HashMap<>(before.drivers());
    drivers.put("a", new SeasonBook.Driver("a", "Ada", Optional.of("of a"), OptionalInt.of(1), false));
    var book = new SeasonBook(2025, before.locks(), drivers, Map.of("of b", "Bobs"), before.prices());
    assertThat(Selection.of(lineup("a", "b", "c", "d", "f"), 2, new TreeMap<>(), CLASSIC, book).violations())
        .containsExactly(new Violation.NotEntered("a"));
    assertThat(book.name("a")).isEqualTo("Ada");
    assertThat(book.constructor("of b")).isEqualTo("Bobs");
    assertThat(book.doubtful(List.of("a", "b"))).containsExactly("a");
  }

  private static Lineup lineup(String... drivers) {
    return new Lineup(List.of(drivers), drivers[0], drivers[1]);
  }

  /** a to f cost 20.0 each, g 25.0. */
  private static List<Price> opening() {
    return "abcdefg".chars().mapToObj(c -> new Price(RuleSet.SEASON_PRICES, false, Character.toString(c), 1, c == 'g' ? 250 : 200)).toList();
  }

  /** Each drives for a constructor of his own; all but e took part in the round given. */
  private static SeasonBook book(List<Price> prices, int round) {
    var drivers = IntStream.rangeClosed('a', 'g').mapToObj(Character::toString).collect(Collectors.toMap(id -> id, id ->
        new SeasonBook.Driver(id, id, Optional.of("of " + id), round == 0 || id.equals("e") ? OptionalInt.empty() : OptionalInt.of(round),
            true)));
    return new SeasonBook(2025, new Locks(List.of()), drivers, Map.of(), new PriceBook(prices));
  }
}

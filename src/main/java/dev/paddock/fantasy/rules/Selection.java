package dev.paddock.fantasy.rules;

import dev.paddock.fantasy.rules.LineupRules.Verdict;
import dev.paddock.fantasy.rules.LineupRules.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * A line-up that somebody would like to field in a round, weighed.
 *
 * @param lineup      with the transfers that it is charged
 * @param budgetTenths what the team has: at first what the rules give, then what is left over and what its picks are worth now
 * @param violations  all that is wrong with the picks; {@code chip} whether it can be played
 * @param warnings    what he may want to know
 * @param came        drivers and constructors who were not in the line-up before; {@code went}: who are not in this one
 */
public record Selection(Lineup lineup, int costTenths, int budgetTenths, List<Violation> violations, ChipPlay chip, List<Warning> warnings,
    Transfers.Count transfers, List<String> came, List<String> went) {
  public Selection {
    violations = List.copyOf(violations);
    warnings = List.copyOf(warnings);
  }

  /** Nothing that forbids it. */
  public sealed interface Warning {
    /** He took no part in the latest round. */
    record MayNotRace(String driverId) implements Warning {}

    /** The team is worth more than a new one would get: it keeps what it has, and could not buy it anew. */
    record AboveCap(int byTenths) implements Warning {}

    /** Transfers beyond the free ones cost points. */
    record Charged(int transfers, int points) implements Warning {}
  }

  /** @param saved the team's line-ups, under the round from which each holds; that round's and later ones are not looked at */
  public static Selection of(Lineup lineup, int round, SortedMap<Integer, Holding> saved, RuleSet rules, SeasonBook book) {
    var prices = book.prices().of(rules.priceList(), round);
    var before = Holding.before(round, saved);
    var lineups = Holding.lineups(saved);
    var transfers = Transfers.count(rules.transfers(), lineups, round, lineup);
    int budget = before.map(held -> held.worth(prices)).orElse(rules.team().budgetTenths());
    var violations = switch (new LineupRules(rules.team(), book.entrants(prices), prices.constructors()).judge(lineup, budget)) {
      case Verdict.Legal legal -> List.<Violation>of();
      case Verdict.Illegal(var wrong) -> wrong;
    };
    int cost = prices.cost(lineup);
    var picks = picks(lineup);
    var had = before.map(held -> picks(held.lineup())).orElse(List.of());
    return new Selection(lineup.charged(transfers.charged()), cost, budget, violations, ChipPlay.judge(rules, lineups, round, lineup),
        violations.isEmpty() ? warnings(lineup, cost, transfers, rules, book) : List.of(), transfers, without(picks, had),
        without(had, picks));
  }

  private static List<Warning> warnings(Lineup lineup, int cost, Transfers.Count transfers, RuleSet rules, SeasonBook book) {
    var warnings = new ArrayList<Warning>();
    book.doubtful(lineup.drivers()).forEach(driver -> warnings.add(new Warning.MayNotRace(driver)));
    boolean limitless = lineup.chip().equals(Optional.of(Chip.LIMITLESS));
    if (cost > rules.team().budgetTenths() && !limitless) warnings.add(new Warning.AboveCap(cost - rules.team().budgetTenths()));
    if (transfers.charged() > 0) {
      warnings.add(new Warning.Charged(transfers.charged(), transfers.charged() * rules.transfers().orElseThrow().penalty()));
    }
    return warnings;
  }

  /** Whether it can be saved. */
  public boolean legal() {
    return violations.isEmpty() && chip instanceof ChipPlay.Allowed;
  }

  /** Left over. Under a limitless chip it may be less than nothing, and nobody asks. */
  public int bankTenths() {
    return budgetTenths - costTenths;
  }

  /** Drivers and constructors together. */
  public static List<String> picks(Lineup lineup) {
    return Stream.concat(lineup.drivers().stream(), lineup.constructors().stream()).toList();
  }

  /** Those of the one that the other does not have. */
  public static List<String> without(List<String> some, List<String> others) {
    return some.stream().filter(one -> !others.contains(one)).toList();
  }
}

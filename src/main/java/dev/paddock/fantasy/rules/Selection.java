package dev.paddock.fantasy.rules;

import dev.paddock.fantasy.rules.LineupRules.Verdict;
import dev.paddock.fantasy.rules.LineupRules.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line-up that somebody would like to field in a round, weighed.
 *
 * @param budgetTenths what the team has: at first what the rules give, then what is left over and what its drivers are worth now
 * @param violations   all that is wrong; empty: it can be saved
 * @param warnings     what he may want to know
 * @param came         who was not in the line-up before; {@code went}: who is not in this one
 */
public record Selection(Lineup lineup, int costTenths, int budgetTenths, List<Violation> violations, List<Warning> warnings,
    List<String> came, List<String> went) {
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
  }

  /** @param before the line-up in force before that round; empty: the team's first */
  public static Selection of(Lineup lineup, int round, Optional<Fielded> before, RuleSet.Team rules, SeasonBook book) {
    int cost = book.prices().sum(lineup.drivers().stream().distinct().toList(), round);
    int budget = before.map(fielded -> fielded.worth(round, book.prices())).orElse(rules.budgetTenths());
    var violations = switch (new LineupRules(rules, book.entrants(round)).judge(lineup, budget)) {
      case Verdict.Legal legal -> List.<Violation>of();
      case Verdict.Illegal(var wrong) -> wrong;
    };
    var warnings = new ArrayList<Warning>();
    if (violations.isEmpty()) book.doubtful(lineup.drivers()).forEach(driver -> warnings.add(new Warning.MayNotRace(driver)));
    if (violations.isEmpty() && cost > rules.budgetTenths()) warnings.add(new Warning.AboveCap(cost - rules.budgetTenths()));
    var had = before.map(fielded -> fielded.lineup().drivers()).orElse(List.of());
    return new Selection(lineup, cost, budget, violations, warnings, without(lineup.drivers(), had), without(had, lineup.drivers()));
  }

  public int bankTenths() {
    return budgetTenths - costTenths;
  }

  private static List<String> without(List<String> some, List<String> others) {
    return some.stream().filter(one -> !others.contains(one)).toList();
  }
}

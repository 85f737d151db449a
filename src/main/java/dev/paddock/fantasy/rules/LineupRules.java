package dev.paddock.fantasy.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether a line-up may be fielded: the right number of distinct drivers of that round, few of a constructor, within budget. */
public final class LineupRules {
  public sealed interface Verdict {
    record Legal(int costTenths) implements Verdict {}

    /** All that is wrong, not only the first. */
    record Illegal(List<Violation> violations) implements Verdict {}
  }

  public sealed interface Violation {
    record WrongNumber(int drivers, int wanted) implements Violation {}

    record PickedTwice(String driverId) implements Violation {}

    record NotEntered(String driverId) implements Violation {}

    record TooManyOf(String constructorId, int drivers) implements Violation {}

    record OverBudget(int byTenths) implements Violation {}

    record CaptainNotPicked(String driverId) implements Violation {}

    record ViceNotPicked(String driverId) implements Violation {}

    record CaptainIsVice(String driverId) implements Violation {}
  }

  private final RuleSet.Team rules;
  private final Map<String, Entrant> entrants;

  /** @param entrants who can be picked for the round */
  public LineupRules(RuleSet.Team rules, Collection<Entrant> entrants) {
    this.rules = rules;
    this.entrants = entrants.stream().collect(Collectors.toUnmodifiableMap(Entrant::driverId, Function.identity()));
  }

  /** With what the rules give a new team. */
  public Verdict judge(Lineup lineup) {
    return judge(lineup, rules.budgetTenths());
  }

  /** @param budgetTenths the most that the drivers may cost together */
  public Verdict judge(Lineup lineup, int budgetTenths) {
    var wrong = new ArrayList<Violation>();
    if (lineup.drivers().size() != rules.drivers()) wrong.add(new Violation.WrongNumber(lineup.drivers().size(), rules.drivers()));
    int cost = 0;
    var seen = new HashSet<String>();
    var constructors = new TreeMap<String, Integer>();
    for (var driver : lineup.drivers()) {
      if (!seen.add(driver)) {
        wrong.add(new Violation.PickedTwice(driver));
      } else if (entrants.get(driver) instanceof Entrant(var id, var constructor, var price)) {
        cost += price;
        constructors.merge(constructor, 1, Integer::sum);
      } else {
        wrong.add(new Violation.NotEntered(driver));
      }
    }
    constructors.forEach((constructor, drivers) -> {
      if (drivers > rules.perConstructor()) wrong.add(new Violation.TooManyOf(constructor, drivers));
    });
    if (cost > budgetTenths) wrong.add(new Violation.OverBudget(cost - budgetTenths));
    if (!seen.contains(lineup.captain())) wrong.add(new Violation.CaptainNotPicked(lineup.captain()));
    if (!seen.contains(lineup.vice())) wrong.add(new Violation.ViceNotPicked(lineup.vice()));
    if (lineup.captain().equals(lineup.vice())) wrong.add(new Violation.CaptainIsVice(lineup.captain()));
    return wrong.isEmpty() ? new Verdict.Legal(cost) : new Verdict.Illegal(List.copyOf(wrong));
  }
}

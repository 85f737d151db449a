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

    record WrongNumberOfConstructors(int constructors, int wanted) implements Violation {}

    record ConstructorPickedTwice(String constructorId) implements Violation {}

    record ConstructorNotEntered(String constructorId) implements Violation {}
  }

  private final RuleSet.Team rules;
  private final Map<String, Entrant> entrants;
  private final Map<String, Integer> constructors;

  /** @param entrants who can be picked for the round */
  public LineupRules(RuleSet.Team rules, Collection<Entrant> entrants) {
    this(rules, entrants, Map.of());
  }

  /** @param constructors which can be picked for the round, with what each costs in tenths */
  public LineupRules(RuleSet.Team rules, Collection<Entrant> entrants, Map<String, Integer> constructors) {
    this.rules = rules;
    this.entrants = entrants.stream().collect(Collectors.toUnmodifiableMap(Entrant::driverId, Function.identity()));
    this.constructors = Map.copyOf(constructors);
  }

  /** Within the budget of a team that begins. */
  public Verdict judge(Lineup lineup) {
    return judge(lineup, rules.budgetTenths());
  }

  /** @param budgetTenths what this team has; under a limitless chip nobody asks for it */
  public Verdict judge(Lineup lineup, int budgetTenths) {
    var wrong = new ArrayList<Violation>();
    if (lineup.drivers().size() != rules.drivers()) wrong.add(new Violation.WrongNumber(lineup.drivers().size(), rules.drivers()));
    int cost = 0;
    var seen = new HashSet<String>();
    var drivenFor = new TreeMap<String, Integer>();
    for (var driver : lineup.drivers()) {
      if (!seen.add(driver)) {
        wrong.add(new Violation.PickedTwice(driver));
      } else if (entrants.get(driver) instanceof Entrant(var id, var constructor, var price)) {
        cost += price;
        drivenFor.merge(constructor, 1, Integer::sum);
      } else {
        wrong.add(new Violation.NotEntered(driver));
      }
    }
    drivenFor.forEach((constructor, drivers) -> {
      if (drivers > rules.perConstructor()) wrong.add(new Violation.TooManyOf(constructor, drivers));
    });
    cost += constructors(lineup.constructors(), wrong);
    boolean limitless = lineup.chip().filter(chip -> chip == Chip.LIMITLESS).isPresent();
    if (cost > budgetTenths && !limitless) wrong.add(new Violation.OverBudget(cost - budgetTenths));
    if (!seen.contains(lineup.captain())) wrong.add(new Violation.CaptainNotPicked(lineup.captain()));
    if (!seen.contains(lineup.vice())) wrong.add(new Violation.ViceNotPicked(lineup.vice()));
    if (lineup.captain().equals(lineup.vice())) wrong.add(new Violation.CaptainIsVice(lineup.captain()));
    return wrong.isEmpty() ? new Verdict.Legal(cost) : new Verdict.Illegal(List.copyOf(wrong));
  }

  /** What they cost together. */
  private int constructors(List<String> picked, List<Violation> wrong) {
    if (picked.size() != rules.constructors()) wrong.add(new Violation.WrongNumberOfConstructors(picked.size(), rules.constructors()));
    int cost = 0;
    var seen = new HashSet<String>();
    for (var constructor : picked) {
      if (!seen.add(constructor)) wrong.add(new Violation.ConstructorPickedTwice(constructor));
      else if (constructors.containsKey(constructor)) cost += constructors.get(constructor);
      else wrong.add(new Violation.ConstructorNotEntered(constructor));
    }
    return cost;
  }
}

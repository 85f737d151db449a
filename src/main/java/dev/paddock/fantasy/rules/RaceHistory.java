package dev.paddock.fantasy.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** How a race was scored, time and again: each step is one version of one session's result, and the whole race is scored with it. */
public record RaceHistory(List<Step> steps) {
  /** @param at when it was scored */
  public record Step(Classification result, Instant at) {}

  /**
   * What a step did to a line-up.
   *
   * @param number        of the step, from 1
   * @param versionBefore of that session's result, 0 when it was the first
   * @param before        hundredths; {@code after} with the step
   */
  public record Change(int number, Step step, int versionBefore, int before, int after) {}

  /** Steps in the order in which they were scored. */
  public RaceHistory {
    steps = List.copyOf(steps);
  }

  /** How many steps had been scored at an instant, itself included. */
  public int reached(Instant at) {
    return (int) steps.stream().filter(step -> !step.at.isAfter(at)).count();
  }

  /** The latest version of each session after that many steps, 0 to their number. */
  public List<Classification> after(int number) {
    var latest = new LinkedHashMap<String, Classification>();
    for (var step : steps.subList(0, number)) latest.put(step.result.sessionId(), step.result);
    return List.copyOf(latest.values());
  }

  /** The race as it is now. */
  public List<Classification> latest() {
    return after(steps.size());
  }

  public WeekendScore score(RuleSet rules, int number) {
    return WeekendScore.of(rules, after(number));
  }

  /** The steps that changed a line-up's points, oldest first; the first step is always one. */
  public List<Change> changes(RuleSet rules, Lineup lineup) {
    var changes = new ArrayList<Change>();
    int before = 0;
    for (int number = 1; number <= steps.size(); number++) {
      int after = score(rules, number).total(lineup);
      var step = steps.get(number - 1);
      if (number == 1 || after != before) changes.add(new Change(number, step, versionBefore(step, number), before, after));
      before = after;
    }
    return List.copyOf(changes);
  }

  private int versionBefore(Step step, int number) {
    return after(number - 1).stream().filter(result -> result.sessionId().equals(step.result.sessionId()))
        .mapToInt(Classification::version).findFirst().orElse(0);
  }
}

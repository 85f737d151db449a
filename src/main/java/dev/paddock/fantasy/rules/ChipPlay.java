package dev.paddock.fantasy.rules;

import java.util.Map;
import java.util.SortedMap;

/** Whether a chip may be played: one that the rules have, not before its first round, and each once a season. */
public sealed interface ChipPlay {
  record Allowed() implements ChipPlay {}

  record NotInRules(Chip chip) implements ChipPlay {}

  record TooEarly(Chip chip, int fromRound) implements ChipPlay {}

  record PlayedBefore(Chip chip, int inRound) implements ChipPlay {}

  /** @param before what the team saved for earlier rounds, under the round from which it holds; later rounds are not looked at */
  static ChipPlay judge(RuleSet rules, SortedMap<Integer, Lineup> before, int round, Lineup next) {
    if (next.chip().isEmpty()) return new Allowed();
    var chip = next.chip().get();
    var rule = rules.chips().get(chip);
    if (rule == null) return new NotInRules(chip);
    if (round < rule.fromRound()) return new TooEarly(chip, rule.fromRound());
    return before.headMap(round).entrySet().stream().filter(saved -> saved.getValue().chip().equals(next.chip())).map(Map.Entry::getKey)
        .findFirst().<ChipPlay>map(played -> new PlayedBefore(chip, played)).orElseGet(Allowed::new);
  }
}

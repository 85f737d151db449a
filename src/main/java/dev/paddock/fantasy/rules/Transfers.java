package dev.paddock.fantasy.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * What changing a line-up costs. Pure: it follows from what the team saved for the rounds before.
 *
 * <p>A transfer is a driver or constructor who was not in the line-up of the round before; however often a line-up is saved for a round,
 * its last form is what counts. The first line-up is free. Of the free transfers of a round at most so many stay over for the next as
 * the rules say. Under a chip that frees transfers a round uses none, and after a limitless round the line-up before it is the one that
 * is changed.
 */
public final class Transfers {
  /**
   * @param made    against the line-up of the round before
   * @param free    how many of them cost nothing; empty: all
   * @param charged how many cost points
   */
  public record Count(int made, OptionalInt free, int charged) {}

  private Transfers() {}

  /**
   * What saving {@code next} for {@code round} costs; what its {@link Lineup#charged} says is not looked at.
   *
   * @param rule   the rule set's; empty: changes are free
   * @param before what the team saved for earlier rounds, under the round from which it holds; later rounds are not looked at
   */
  public static Count count(Optional<RuleSet.Transfers> rule, SortedMap<Integer, Lineup> before, int round, Lineup next) {
    var earlier = before.headMap(round);
    if (earlier.isEmpty()) return new Count(0, OptionalInt.empty(), 0);
    int first = earlier.firstKey();
    var current = earlier.get(first);
    if (rule.isEmpty()) return new Count(made(inForce(earlier), next), OptionalInt.empty(), 0);
    int carried = 0;
    for (int r = first + 1; r < round; r++) {
      var saved = earlier.get(r);
      int used = saved == null || freed(saved) ? 0 : made(current, saved);
      carried = Math.clamp(rule.get().free() + carried - used, 0, rule.get().carriedOver());
      if (saved != null && !limitless(saved)) current = saved;
    }
    int made = made(inForce(earlier), next);
    if (freed(next)) return new Count(made, OptionalInt.empty(), 0);
    int free = rule.get().free() + carried;
    return new Count(made, OptionalInt.of(free), Math.max(0, made - free));
  }

  /** The line-up that a later round begins with: the latest, but for limitless ones. Of a team whose only one is limitless, that. */
  public static Lineup inForce(SortedMap<Integer, Lineup> saved) {
    var lineups = List.copyOf(saved.values());
    return lineups.reversed().stream().filter(lineup -> !limitless(lineup)).findFirst().orElseGet(lineups::getFirst).rolledOver();
  }

  private static int made(Lineup before, Lineup after) {
    return come(before.drivers(), after.drivers()) + come(before.constructors(), after.constructors());
  }

  private static int come(List<String> before, List<String> after) {
    var come = new HashSet<>(after);
    before.forEach(come::remove);
    return come.size();
  }

  private static boolean freed(Lineup lineup) {
    return lineup.chip().filter(Chip::freesTransfers).isPresent();
  }

  private static boolean limitless(Lineup lineup) {
    return lineup.chip().filter(chip -> chip == Chip.LIMITLESS).isPresent();
  }
}

package dev.paddock.fantasy.rules;

import java.util.List;

/**
 * Who fielded what in a round. Many teams share a line-up, so each distinct one is held, and scored, once.
 *
 * @param teams    ids, ascending
 * @param lineup   of each team: index into {@code distinct}
 * @param distinct the line-ups
 */
public record RoundLineups(int round, long[] teams, int[] lineup, List<Lineup> distinct) {

  /** What each distinct line-up is worth, as {@link Weekend#worth}: the first at 1. */
  public static int[] worth(List<Lineup> distinct, WeekendScore weekend) {
    var worth = new int[distinct.size() + 1];
    for (int i = 0; i < distinct.size(); i++) worth[i + 1] = weekend.total(distinct.get(i));
    return worth;
  }

  /** The line-up of each team as {@link Weekend#pick}: the first of {@code distinct} is 1. */
  public int[] pick() {
    var pick = lineup.clone();
    for (int i = 0; i < pick.length; i++) pick[i]++;
    return pick;
  }

  /** Every team's points for the weekend. */
  public Weekend score(WeekendScore weekend) {
    return new Weekend(round, teams, pick(), worth(distinct, weekend));
  }
}

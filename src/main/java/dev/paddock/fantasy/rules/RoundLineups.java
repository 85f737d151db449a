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

  /** Every team's points for the weekend. */
  public Weekend score(WeekendScore weekend) {
    var totals = new int[distinct.size()];
    for (int i = 0; i < totals.length; i++) totals[i] = weekend.total(distinct.get(i));
    var points = new int[teams.length];
    for (int i = 0; i < points.length; i++) points[i] = totals[lineup[i]];
    return new Weekend(round, teams, points);
  }
}

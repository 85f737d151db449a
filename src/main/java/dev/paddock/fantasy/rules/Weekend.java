package dev.paddock.fantasy.rules;

import java.util.Arrays;

/**
 * What every team got in one round. The arrays belong to the record: nobody changes them.
 *
 * @param teams  ids, ascending: those that had a line-up in that round
 * @param points of each, hundredths
 */
public record Weekend(int round, long[] teams, int[] points) {

  /** Only those of {@code some} (ids, ascending) that had a line-up. */
  Weekend of(long[] some) {
    var those = Arrays.stream(some).filter(team -> Arrays.binarySearch(teams, team) >= 0).toArray();
    return new Weekend(round, those, pointsOf(those));
  }

  /** The points of {@code others} (ids, ascending), 0 for who had no line-up yet. */
  int[] pointsOf(long[] others) {
    if (others == teams || Arrays.equals(others, teams)) return points;
    var aligned = new int[others.length];
    for (int i = 0, at = 0; i < others.length; i++) {
      while (at < teams.length && teams[at] < others[i]) at++;
      if (at < teams.length && teams[at] == others[i]) aligned[i] = points[at];
    }
    return aligned;
  }
}

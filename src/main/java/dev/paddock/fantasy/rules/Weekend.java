package dev.paddock.fantasy.rules;

import java.util.Arrays;

/**
 * What every team got in one round. Many teams share a line-up, so a team points to what its line-up was worth.
 * The arrays belong to the record: nobody changes them.
 *
 * @param teams ids, ascending
 * @param pick  of each team: index into {@code worth}; 0: it had no line-up in that round
 * @param worth points in hundredths; {@code worth[0]} is 0
 */
public record Weekend(int round, long[] teams, int[] pick, int[] worth) {

  /** Of teams that share nothing. */
  public Weekend(int round, long[] teams, int[] points) {
    this(round, teams, new int[teams.length], new int[teams.length + 1]);
    for (int i = 0; i < teams.length; i++) {
      pick[i] = i + 1;
      worth[i + 1] = points[i];
    }
  }

  /** Points of the team at that index. */
  public int points(int team) {
    return worth[pick[team]];
  }

  /** Points by index of the team. */
  public int[] points() {
    var points = new int[teams.length];
    for (int i = 0; i < points.length; i++) points[i] = points(i);
    return points;
  }

  /** Whether the team at that index had a line-up. */
  public boolean fielded(int team) {
    return pick[team] != 0;
  }

  /** Whether that team (id) had a line-up. */
  public boolean has(long team) {
    int at = Arrays.binarySearch(teams, team);
    return at >= 0 && fielded(at);
  }

  /** Points of that team (id); 0 if it had no line-up. */
  public int pointsOf(long team) {
    int at = Arrays.binarySearch(teams, team);
    return at < 0 ? 0 : points(at);
  }

  /** Only those of {@code some} (ids, ascending) that had a line-up. */
  Weekend of(long[] some) {
    return over(Arrays.stream(some).filter(this::has).toArray());
  }

  /** The same for {@code others} (ids, ascending): 0 for who had no line-up yet, nothing for who is not among them. */
  Weekend over(long[] others) {
    return others == teams ? this : new Weekend(round, others, carried(pick, teams, others), worth);
  }

  /** A column of {@code teams} as one of {@code others}, both ascending; 0 where there was nothing. */
  static int[] carried(int[] column, long[] teams, long[] others) {
    var carried = new int[others.length];
    for (int i = 0, at = 0; i < others.length; i++) {
      while (at < teams.length && teams[at] < others[i]) at++;
      if (at < teams.length && teams[at] == others[i]) carried[i] = column[at];
    }
    return carried;
  }
}

package dev.paddock.fantasy.rules;

import java.util.Arrays;

/**
 * Who is ahead of whom: total first; at equal totals the better best weekend, then the second best and so on (countback);
 * still equal, the same rank, and the next one skips (1-2-2-4).
 */
public final class Ranking {
  /**
   * Rows in rank order.
   *
   * @param team   row → index of the team
   * @param rank   row → rank from 1
   * @param totals team index → points
   */
  record Ranked(int[] team, int[] rank, int[] totals) {
    /** Team index → rank. */
    int[] rankOfTeam() {
      var ranks = new int[team.length];
      for (int row = 0; row < team.length; row++) ranks[team[row]] = rank[row];
      return ranks;
    }
  }

  private Ranking() {}

  /**
   * Ranks {@code teams} teams. Inside a shared rank rows follow the index, which callers keep in the order of team ids.
   *
   * @param weekends one column a round: team index → points of that weekend
   */
  static Ranked rank(int teams, int[][] weekends) {
    var totals = new int[teams];
    for (var weekend : weekends) {
      for (int i = 0; i < teams; i++) totals[i] = Math.addExact(totals[i], weekend[i]);
    }
    // Complement turns "highest total first" into ascending order; the index below it keeps equal totals in order.
    var keys = new long[teams];
    for (int i = 0; i < teams; i++) keys[i] = (long) ~totals[i] << 32 | i;
    Arrays.sort(keys);
    var order = new int[teams];
    for (int row = 0; row < teams; row++) order[row] = (int) keys[row];

    var ranks = new int[teams];
    for (int from = 0, to; from < teams; from = to) {
      to = from + 1;
      while (to < teams && totals[order[to]] == totals[order[from]]) to++;
      rankEqualTotals(order, ranks, from, to, weekends);
    }
    return new Ranked(order, ranks, totals);
  }

  private static void rankEqualTotals(int[] order, int[] ranks, int from, int to, int[][] weekends) {
    if (to - from == 1 || weekends.length < 2) {
      Arrays.fill(ranks, from, to, from + 1);
      return;
    }
    var group = new Countback[to - from];
    for (int i = 0; i < group.length; i++) group[i] = Countback.of(order[from + i], weekends);
    Arrays.sort(group);
    for (int i = 0; i < group.length; i++) {
      order[from + i] = group[i].team;
      boolean shared = i > 0 && Arrays.equals(group[i].weekends, group[i - 1].weekends);
      ranks[from + i] = shared ? ranks[from + i - 1] : from + i + 1;
    }
  }

  /** A team's weekends, worst first: compared from the end. */
  private record Countback(int team, int[] weekends) implements Comparable<Countback> {
    static Countback of(int team, int[][] columns) {
      var weekends = new int[columns.length];
      for (int round = 0; round < columns.length; round++) weekends[round] = columns[round][team];
      Arrays.sort(weekends);
      return new Countback(team, weekends);
    }

    @Override public int compareTo(Countback other) {
      for (int i = weekends.length - 1; i >= 0; i--) {
        if (weekends[i] != other.weekends[i]) return Integer.compare(other.weekends[i], weekends[i]);
      }
      return Integer.compare(team, other.team);
    }
  }
}

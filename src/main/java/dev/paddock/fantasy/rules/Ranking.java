package dev.paddock.fantasy.rules;

import java.util.Arrays;
import java.util.List;

/**
 * Who is ahead of whom: total first; at equal totals the better best weekend, then the second best and so on (countback);
 * still equal, the same rank, and the next one skips (1-2-2-4).
 *
 * <p>A stable sort by the third best weekend, the second best, the best and the total, in this order, leaves few teams that are still
 * equal although there were more rounds: only those are compared one by one.
 */
public final class Ranking {
  private static final int DIGIT_BITS = 16;
  private static final int DIGITS = 1 << DIGIT_BITS;

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

  private final int[][] picks;
  private final int[][] worths;
  private final int[] totals;
  private final int[] first;
  private final int[] second;
  private final int[] third;

  private Ranking(int teams, List<Weekend> rounds) {
    this.picks = rounds.stream().map(Weekend::pick).toArray(int[][]::new);
    this.worths = rounds.stream().map(Weekend::worth).toArray(int[][]::new);
    this.totals = new int[teams];
    this.first = lowest(teams);
    this.second = lowest(teams);
    this.third = lowest(teams);
  }

  private static int[] lowest(int teams) {
    var column = new int[teams];
    Arrays.fill(column, Integer.MIN_VALUE);
    return column;
  }

  /**
   * Ranks {@code teams} teams. Inside a shared rank rows follow the index, which callers keep in the order of team ids.
   *
   * @param rounds all of the same teams
   */
  static Ranked rank(int teams, List<Weekend> rounds) {
    var ranking = new Ranking(teams, rounds);
    for (int round = 0; round < rounds.size(); round++) ranking.add(ranking.picks[round], ranking.worths[round]);
    var order = new int[teams];
    for (int i = 0; i < teams; i++) order[i] = i;
    // Who is equal in all but one weekend and in total is equal in that one, too.
    if (rounds.size() > 3) order = descending(order, ranking.third);
    if (rounds.size() > 2) order = descending(order, ranking.second);
    if (rounds.size() > 1) order = descending(order, ranking.first);
    order = descending(order, ranking.totals);
    return new Ranked(order, ranking.ranks(order), ranking.totals);
  }

  /** A round, onto every team's total and its three best weekends. Without a branch: this is where a million teams take their time. */
  private void add(int[] pick, int[] worth) {
    for (int team = 0; team < totals.length; team++) {
      int points = worth[pick[team]];
      totals[team] = Math.addExact(totals[team], points);
      int left = Math.min(first[team], points);
      first[team] = Math.max(first[team], points);
      points = Math.min(second[team], left);
      second[team] = Math.max(second[team], left);
      third[team] = Math.max(third[team], points);
    }
  }

  /** Sorted by the column, the highest first; equal ones stay as they are. */
  private static int[] descending(int[] order, int[] column) {
    int least = Integer.MAX_VALUE;
    int most = Integer.MIN_VALUE;
    for (int value : column) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    if (order.length == 0 || least == most) return order;
    long span = (long) most - least;
    var from = order;
    for (int shift = 0; shift < Integer.SIZE && span >>> shift > 0; shift += DIGIT_BITS) {
      var next = new int[DIGITS];
      for (int value : column) next[(int) ((long) most - value >>> shift) & DIGITS - 1]++;
      for (int digit = 0, at = 0; digit < DIGITS; digit++) {
        int those = next[digit];
        next[digit] = at;
        at += those;
      }
      var to = new int[order.length];
      for (int team : from) to[next[(int) ((long) most - column[team] >>> shift) & DIGITS - 1]++] = team;
      from = to;
    }
    return from;
  }

  private int[] ranks(int[] order) {
    var ranks = new int[order.length];
    for (int from = 0, to; from < order.length; from = to) {
      to = from + 1;
      while (to < order.length && levelSoFar(order[from], order[to])) to++;
      if (to - from == 1 || picks.length <= 4 || fieldedTheSame(order, from, to)) Arrays.fill(ranks, from, to, from + 1);
      else compare(order, ranks, from, to);
    }
    return ranks;
  }

  private boolean levelSoFar(int team, int other) {
    return totals[team] == totals[other] && first[team] == first[other] && second[team] == second[other] && third[team] == third[other];
  }

  /** Whether all of them had the same line-ups all season: most who are level so far have. */
  private boolean fieldedTheSame(int[] order, int from, int to) {
    for (var pick : picks) {
      for (int row = from + 1; row < to; row++) if (pick[order[row]] != pick[order[from]]) return false;
    }
    return true;
  }

  private void compare(int[] order, int[] ranks, int from, int to) {
    var group = new Countback[to - from];
    for (int i = 0; i < group.length; i++) group[i] = countback(order[from + i]);
    Arrays.sort(group);
    for (int i = 0; i < group.length; i++) {
      order[from + i] = group[i].team;
      boolean shared = i > 0 && Arrays.equals(group[i].weekends, group[i - 1].weekends);
      ranks[from + i] = shared ? ranks[from + i - 1] : from + i + 1;
    }
  }

  private Countback countback(int team) {
    var weekends = new int[picks.length];
    for (int round = 0; round < weekends.length; round++) weekends[round] = worths[round][picks[round][team]];
    Arrays.sort(weekends);
    return new Countback(team, weekends);
  }

  /** A team's weekends, worst first: compared from the end. */
  private record Countback(int team, int[] weekends) implements Comparable<Countback> {
    @Override public int compareTo(Countback other) {
      for (int i = weekends.length - 1; i >= 0; i--) {
        if (weekends[i] != other.weekends[i]) return Integer.compare(other.weekends[i], weekends[i]);
      }
      return Integer.compare(team, other.team);
    }
  }
}

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
  private static final int BEST = 3;
  private static final int DIGIT_BITS = 11;
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

  private final int teams;
  private final int[][] picks;
  private final int[][] worths;
  private final int[] totals;
  private final int[][] best;

  private Ranking(int teams, List<Weekend> rounds) {
    this.teams = teams;
    this.picks = rounds.stream().map(Weekend::pick).toArray(int[][]::new);
    this.worths = rounds.stream().map(Weekend::worth).toArray(int[][]::new);
    this.totals = new int[teams];
    // Who has equal totals and equal weekends but one has that one equal, too.
    this.best = new int[Math.min(BEST, Math.max(0, picks.length - 1))][teams];
  }

  /**
   * Ranks {@code teams} teams. Inside a shared rank rows follow the index, which callers keep in the order of team ids.
   *
   * @param rounds all of the same teams
   */
  static Ranked rank(int teams, List<Weekend> rounds) {
    var ranking = new Ranking(teams, rounds);
    ranking.sum();
    var order = new int[teams];
    for (int i = 0; i < teams; i++) order[i] = i;
    for (int nth = ranking.best.length - 1; nth >= 0; nth--) order = descending(order, ranking.best[nth]);
    order = descending(order, ranking.totals);
    return new Ranked(order, ranking.ranks(order), ranking.totals);
  }

  /** Totals, and the three best weekends. */
  private void sum() {
    for (int team = 0; team < teams; team++) {
      int total = 0;
      int first = Integer.MIN_VALUE;
      int second = Integer.MIN_VALUE;
      int third = Integer.MIN_VALUE;
      for (int round = 0; round < picks.length; round++) {
        int points = worths[round][picks[round][team]];
        total = Math.addExact(total, points);
        if (points <= third) continue;
        if (points > second) {
          third = second;
          if (points > first) {
            second = first;
            first = points;
          } else {
            second = points;
          }
        } else {
          third = points;
        }
      }
      totals[team] = total;
      if (best.length > 0) best[0][team] = first;
      if (best.length > 1) best[1][team] = second;
      if (best.length > 2) best[2][team] = third;
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
    var ranks = new int[teams];
    for (int from = 0, to; from < teams; from = to) {
      to = from + 1;
      while (to < teams && levelSoFar(order[from], order[to])) to++;
      if (to - from == 1 || picks.length - 1 <= best.length) Arrays.fill(ranks, from, to, from + 1);
      else compare(order, ranks, from, to);
    }
    return ranks;
  }

  private boolean levelSoFar(int team, int other) {
    if (totals[team] != totals[other]) return false;
    for (var nth : best) if (nth[team] != nth[other]) return false;
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

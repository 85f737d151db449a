package dev.paddock.fantasy.rules;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * A team whose points differ between two snapshots of a board. Points in hundredths; 0 points and rank 0 where it is not on the board.
 */
public record Moved(long team, int before, int after, int rankBefore, int rankAfter) {
  public int change() {
    return after - before;
  }

  /** Every team of the later board whose points changed, the largest change first, then by team id. */
  public static List<Moved> between(BoardSnapshot before, BoardSnapshot after) {
    return new Moves(before, after);
  }

  /** Of a million teams most may have moved: they are kept as sorted columns, without the boards, and told one by one. */
  private static final class Moves extends AbstractList<Moved> implements RandomAccess {
    private final long[] teams;
    private final int[] before;
    private final int[] after;
    private final int[] rankBefore;
    private final int[] rankAfter;

    Moves(BoardSnapshot then, BoardSnapshot now) {
      var order = largestFirst(then, now);
      this.teams = new long[order.length];
      this.before = new int[order.length];
      this.after = new int[order.length];
      this.rankBefore = new int[order.length];
      this.rankAfter = new int[order.length];
      for (int i = 0; i < order.length; i++) {
        teams[i] = now.team(order[i]);
        after[i] = now.points(order[i]);
        rankAfter[i] = now.rankOf(teams[i]);
        before[i] = then.pointsOf(teams[i]);
        rankBefore[i] = then.rankOf(teams[i]);
      }
    }

    /** Indexes of the later board's teams. */
    private static int[] largestFirst(BoardSnapshot then, BoardSnapshot now) {
      var keys = new long[now.size()];
      int moved = 0;
      for (int i = 0; i < keys.length; i++) {
        int change = now.points(i) - then.pointsOf(now.team(i));
        // Complement turns "largest first" into ascending order; the index below it keeps equal ones in the order of team ids.
        if (change != 0) keys[moved++] = (long) ~Math.abs(change) << 32 | i;
      }
      Arrays.sort(keys, 0, moved);
      var order = new int[moved];
      for (int i = 0; i < moved; i++) order[i] = (int) keys[i];
      return order;
    }

    @Override public Moved get(int at) {
      return new Moved(teams[at], before[at], after[at], rankBefore[at], rankAfter[at]);
    }

    @Override public int size() {
      return teams.length;
    }
  }
}

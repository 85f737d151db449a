package dev.paddock.fantasy.rules;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * A team whose points differ between two snapshots of a board. Points in hundredths; 0 points and rank 0 where it is not on the board.
 */
public record Moved(long team, int before, int after, int rankBefore, int rankAfter) {
  private static final BoardSnapshot.Row NOT_THERE = new BoardSnapshot.Row(0, 0, 0, 0);

  public int change() {
    return after - before;
  }

  /** Every team of the later board whose points changed, the largest change first, then by team id. */
  public static List<Moved> between(BoardSnapshot before, BoardSnapshot after) {
    return new Moves(before, after);
  }

  /** Of a million teams most may have moved: they are kept as a sorted column of sizes and teams, and told one by one. */
  private static final class Moves extends AbstractList<Moved> implements RandomAccess {
    private final BoardSnapshot before;
    private final BoardSnapshot after;
    private final int[] teams;

    Moves(BoardSnapshot before, BoardSnapshot after) {
      this.before = before;
      this.after = after;
      var keys = new long[after.size()];
      int moved = 0;
      for (int i = 0; i < keys.length; i++) {
        int change = after.points(i) - before.pointsOf(after.team(i));
        // Complement turns "largest first" into ascending order; the index below it keeps equal ones in the order of team ids.
        if (change != 0) keys[moved++] = (long) ~Math.abs(change) << 32 | i;
      }
      Arrays.sort(keys, 0, moved);
      this.teams = new int[moved];
      for (int i = 0; i < moved; i++) teams[i] = (int) keys[i];
    }

    @Override public Moved get(int at) {
      var now = after.ofTeam(after.team(teams[at])).orElseThrow();
      var then = before.ofTeam(now.team()).orElse(NOT_THERE);
      return new Moved(now.team(), then.points(), now.points(), then.rank(), now.rank());
    }

    @Override public int size() {
      return teams.length;
    }
  }
}

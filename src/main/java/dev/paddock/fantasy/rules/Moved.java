package dev.paddock.fantasy.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A team whose points differ between two snapshots of a board. Points in hundredths; 0 points and rank 0 where it is not on the board.
 */
public record Moved(long team, int before, int after, int rankBefore, int rankAfter) {
  private static final BoardSnapshot.Row NOT_THERE = new BoardSnapshot.Row(0, 0, 0, 0);
  private static final Comparator<Moved> LARGEST_FIRST =
      Comparator.comparingInt((Moved moved) -> -Math.abs(moved.change())).thenComparingLong(Moved::team);

  public int change() {
    return after - before;
  }

  /** Every team of the later board whose points changed, the largest change first, then by team id. */
  public static List<Moved> between(BoardSnapshot before, BoardSnapshot after) {
    var moved = new ArrayList<Moved>();
    for (int i = 0; i < after.size(); i++) {
      var now = after.row(i);
      var then = before.ofTeam(now.team()).orElse(NOT_THERE);
      if (now.points() != then.points()) moved.add(new Moved(now.team(), then.points(), now.points(), then.rank(), now.rank()));
    }
    moved.sort(LARGEST_FIRST);
    return List.copyOf(moved);
  }
}

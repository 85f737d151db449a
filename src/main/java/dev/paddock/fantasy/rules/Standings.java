package dev.paddock.fantasy.rules;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Makes the boards: of one round, and of the season so far. Pure: the same weekends, the same bytes. */
public final class Standings {
  private Standings() {}

  /** The round alone. No row has a previous rank. */
  public static BoardSnapshot round(Weekend weekend) {
    var ranked = Ranking.rank(weekend.teams().length, new int[][] {weekend.points()});
    return board(weekend.teams(), ranked, new int[weekend.teams().length]);
  }

  /** All rounds together, of the teams of the latest one (line-ups roll over, so nobody is lost); previous rank: before that round. */
  public static BoardSnapshot season(Collection<Weekend> weekends) {
    var rounds = weekends.stream().sorted(Comparator.comparingInt(Weekend::round)).toList();
    if (rounds.isEmpty()) return BoardSnapshot.EMPTY;
    var teams = rounds.getLast().teams();
    var before = rounds.size() == 1 ? new int[teams.length] : rank(teams, rounds.subList(0, rounds.size() - 1)).rankOfTeam();
    return board(teams, rank(teams, rounds), before);
  }

  private static Ranking.Ranked rank(long[] teams, List<Weekend> rounds) {
    return Ranking.rank(teams.length, rounds.stream().map(round -> round.pointsOf(teams)).toArray(int[][]::new));
  }

  private static BoardSnapshot board(long[] teams, Ranking.Ranked ranked, int[] previous) {
    int rows = teams.length;
    var ids = new long[rows];
    var points = new int[rows];
    var before = new int[rows];
    for (int row = 0; row < rows; row++) {
      int team = ranked.team()[row];
      ids[row] = teams[team];
      points[row] = ranked.totals()[team];
      before[row] = previous[team];
    }
    return new BoardSnapshot(ids, points, ranked.rank(), before);
  }
}

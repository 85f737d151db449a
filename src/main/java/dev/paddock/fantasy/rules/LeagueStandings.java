package dev.paddock.fantasy.rules;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * A league's boards. The global order is total, so the teams of a league stand in it as they do among all: only their ranks are counted
 * anew, 1-2-2-4. From a later round on the order is another, and the rounds from there are summed and ranked as a season is.
 */
public final class LeagueStandings {
  private LeagueStandings() {}

  /** The rows of {@code members} (ids) on a board; who is not on it is left out. */
  public static BoardSnapshot of(BoardSnapshot board, long[] members) {
    var rows = Arrays.stream(members).mapToInt(board::rowOf).filter(row -> row >= 0).sorted().mapToObj(board::row).toList();
    var ranks = ranks(rows, BoardSnapshot.Row::rank);
    var previous = ranks(rows, BoardSnapshot.Row::previousRank);
    return BoardSnapshot.of(IntStream.range(0, rows.size())
        .mapToObj(i -> new BoardSnapshot.Row(rows.get(i).team(), rows.get(i).points(), ranks[i], previous[i])).toList());
  }

  /** The sums of {@code weekends} for {@code members} (ids, ascending), with their own countback. */
  public static BoardSnapshot since(Collection<Weekend> weekends, long[] members) {
    return Standings.season(weekends.stream().map(weekend -> weekend.of(members)).toList());
  }

  /** A team's rank after each of {@code weekends} among {@code members} (ids, ascending), 0 before its first. */
  public static int[] history(Collection<Weekend> weekends, long[] members, long team) {
    var rounds = weekends.stream().map(weekend -> weekend.of(members)).sorted(Comparator.comparingInt(Weekend::round)).toList();
    return IntStream.rangeClosed(1, rounds.size()).map(count -> Standings.season(rounds.subList(0, count)).ofTeam(team)
        .map(BoardSnapshot.Row::rank).orElse(0)).toArray();
  }

  /** Counted anew among these rows; equal stays equal, and 0 stays 0. */
  private static int[] ranks(List<BoardSnapshot.Row> rows, ToIntFunction<BoardSnapshot.Row> among) {
    var sorted = rows.stream().mapToInt(among).filter(rank -> rank > 0).sorted().toArray();
    return rows.stream().mapToInt(among).map(rank -> rank == 0 ? 0 : 1 + first(sorted, rank)).toArray();
  }

  private static int first(int[] sorted, int value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

package dev.paddock.bench;

import dev.paddock.fantasy.FakeFormula1;
import dev.paddock.fantasy.rules.BoardSnapshot;
import dev.paddock.fantasy.rules.Lineup;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The written rules of a race and of the ranking once more, and nothing that scoring uses: everything is scored again, team by team, and
 * teams are compared one with another.
 */
final class PlainScore {
  private static final int[] POINTS = {25, 18, 15, 12, 10, 8, 6, 4, 2, 1};

  private PlainScore() {}

  /** Hundredths, of races as {@link FakeFormula1} publishes them: the grid is the order of names, and its first of the finishers has the fastest lap. */
  static int[] of(List<Lineup> lineups, List<String> classified) {
    var fastest = classified.stream().min(Comparator.naturalOrder()).orElseThrow();
    return lineups.stream().mapToInt(lineup -> lineup.drivers().stream().mapToInt(driver -> {
      int points = driver(driver, classified, fastest);
      return driver.equals(lineup.captain()) ? points * 150 : points * 100;
    }).sum()).toArray();
  }

  private static int driver(String driver, List<String> classified, String fastest) {
    int at = classified.indexOf(driver);
    if (at < 0) return -20;
    return (at < POINTS.length ? POINTS[at] : 0) + FakeFormula1.DRIVERS.indexOf(driver) - at + (driver.equals(fastest) ? 10 : 0);
  }

  /**
   * How many rows are not as they must be.
   *
   * @param points a column a round: by team id − 1
   */
  static int wrong(BoardSnapshot board, int[][] points) {
    int teams = board.size();
    var totals = IntStream.range(0, teams).map(team -> IntStream.range(0, points.length).map(round -> points[round][team]).sum()).toArray();
    var order = IntStream.range(0, teams).boxed().sorted(Comparator.<Integer>comparingInt(team -> -totals[team])
        .thenComparing((a, b) -> countback(points, a, b)).thenComparing(Comparator.naturalOrder())).toList();
    int wrong = 0;
    int rank = 0;
    for (int row = 0; row < teams; row++) {
      int team = order.get(row);
      boolean shared = row > 0 && totals[team] == totals[order.get(row - 1)] && countback(points, team, order.get(row - 1)) == 0;
      if (!shared) rank = row + 1;
      var shown = board.row(row);
      if (shown.team() != team + 1 || shown.points() != totals[team] || shown.rank() != rank) wrong++;
    }
    return wrong;
  }

  private static int countback(int[][] points, int a, int b) {
    return -Arrays.compare(weekends(points, a), weekends(points, b));
  }

  /** Best first. */
  private static int[] weekends(int[][] points, int team) {
    return IntStream.range(0, points.length).map(round -> -points[round][team]).sorted().map(negative -> -negative).toArray();
  }
}

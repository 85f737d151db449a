package dev.paddock.fantasy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.fantasy.rules.BoardSnapshot.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LeagueStandingsTest {
  /** Few different points, so that many tie; some teams come late, and their line-ups roll over from then on. */
  private static List<Weekend> season(Random random, int teams, int rounds) {
    var since = IntStream.range(0, teams).map(i -> random.nextInt(4) == 0 ? 1 + random.nextInt(rounds) : 1).toArray();
    return IntStream.rangeClosed(1, rounds).mapToObj(round -> {
      var fielding = IntStream.range(0, teams).filter(i -> since[i] <= round).toArray();
      return new Weekend(round, Arrays.stream(fielding).mapToLong(i -> 10L * i).toArray(),
          Arrays.stream(fielding).map(i -> 50 * random.nextInt(-2, 3)).toArray());
    }).toList();
  }

  private static long[] members(Random random, int teams) {
    return IntStream.range(0, teams).filter(i -> random.nextInt(3) > 0).mapToLong(i -> 10L * i).toArray();
  }

  @Property(tries = 300) void the_board_of_a_league_is_the_one_of_a_game_in_which_only_its_teams_play(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 30) int teams, @ForAll @IntRange(min = 1, max = 5) int rounds) {
    var season = season(random, teams, rounds);
    var members = members(random, teams);
    var global = Standings.season(season);
    var expected = byHand(season, members);
    assertThat(rows(LeagueStandings.of(global, members))).isEqualTo(expected);
    assertThat(rows(LeagueStandings.since(season, members))).as("summed from the first round on").isEqualTo(expected);

    int start = 1 + random.nextInt(rounds);
    var counting = season.subList(start - 1, rounds);
    assertThat(rows(LeagueStandings.since(counting, members))).as("from a later round on").isEqualTo(byHand(counting, members));
    for (long member : members) {
      var ranks = LeagueStandings.history(counting, members, member);
      for (int upTo = 1; upTo <= counting.size(); upTo++) {
        int rank = byHand(counting.subList(0, upTo), members).stream().filter(row -> row.team() == member).mapToInt(Row::rank).sum();
        assertThat(ranks[upTo - 1]).isEqualTo(rank);
      }
    }
  }

  @Example void equal_teams_share_a_rank_and_the_next_one_skips() {
    var season = List.of(new Weekend(1, new long[] {1, 2, 3, 4, 5}, new int[] {5000, 3000, 6000, 6000, 3000}),
        new Weekend(2, new long[] {1, 2, 3, 4, 5}, new int[] {7000, 0, 6000, 6000, 1000}));
    assertThat(rows(LeagueStandings.of(Standings.season(season), new long[] {2, 3, 4, 5})))
        .containsExactly(new Row(3, 12_000, 1, 1), new Row(4, 12_000, 1, 1), new Row(5, 4000, 3, 3), new Row(2, 3000, 4, 3));
    assertThat(LeagueStandings.of(BoardSnapshot.EMPTY, new long[] {2}).size()).isZero();
    assertThat(LeagueStandings.of(Standings.season(season), new long[] {99}).size()).as("not scored yet").isZero();
  }

  private static List<Row> rows(BoardSnapshot board) {
    return IntStream.range(0, board.size()).mapToObj(board::row).toList();
  }

  /** Total, then the weekends from the best down; the rank is one more than how many are ahead. */
  private static List<Row> byHand(List<Weekend> season, long[] members) {
    var playing = LongStream.of(members).filter(team -> Arrays.binarySearch(season.getLast().teams(), team) >= 0).boxed().toList();
    var rows = new ArrayList<Row>();
    for (long team : playing) {
      int ahead = (int) playing.stream().filter(other -> compare(season, other, team) < 0).count();
      var before = season.subList(0, season.size() - 1);
      int aheadBefore = (int) playing.stream().filter(other -> compare(before, other, team) < 0).count();
      rows.add(new Row(team, results(season, team).stream().mapToInt(i -> i).sum(), 1 + ahead, before.isEmpty() ? 0 : 1 + aheadBefore));
    }
    rows.sort(Comparator.comparingInt(Row::rank).thenComparingLong(Row::team));
    return rows;
  }

  private static int compare(List<Weekend> season, long one, long other) {
    var ones = results(season, one);
    var others = results(season, other);
    int totals = Integer.compare(others.stream().mapToInt(i -> i).sum(), ones.stream().mapToInt(i -> i).sum());
    return totals != 0 ? totals : Arrays.compare(others.toArray(Integer[]::new), ones.toArray(Integer[]::new));
  }

  /** The best first. */
  private static List<Integer> results(List<Weekend> season, long team) {
    return season.stream().map(weekend -> {
      int at = Arrays.binarySearch(weekend.teams(), team);
      return at < 0 ? 0 : weekend.points()[at];
    }).sorted(Comparator.reverseOrder()).toList();
  }
}

package dev.paddock.fantasy.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StandingsTest {

  @Test void the_written_example_of_a_tie() {
    // X 50 40 30, Y and Z 60 30 30 (each in its own order of rounds), W 30 in all
    var board = season(new int[][] {{50, 30, 60, 0}, {40, 60, 30, 0}, {30, 30, 30, 30}});
    assertThat(board.page(0, 10)).extracting(BoardSnapshot.Row::team, BoardSnapshot.Row::rank).containsExactly(
        tuple(2L, 1), tuple(3L, 1),
        tuple(1L, 3), tuple(4L, 4));
  }

  @Test void a_shared_rank_skips_the_next() {
    assertThat(season(new int[][] {{40, 30, 30, 10}}).page(0, 4)).extracting(BoardSnapshot.Row::rank).containsExactly(1, 2, 2, 4);
  }

  @Test void the_previous_rank_is_the_one_before_the_latest_round() {
    var board = season(new int[][] {{10, 20, 20}, {30, 0, -5}});
    assertThat(board.page(0, 3)).containsExactly(new BoardSnapshot.Row(1, 40, 1, 3), new BoardSnapshot.Row(2, 20, 2, 1),
        new BoardSnapshot.Row(3, 15, 3, 1));
    assertThat(season(new int[][] {{10, 20}}).ofTeam(1)).hasValue(new BoardSnapshot.Row(1, 10, 2, 0));
  }

  @Test void the_ranks_before_can_be_made_apart() {
    var ids = new long[] {1, 2, 3};
    var weekends = List.of(new Weekend(1, ids, new int[] {10, 20, 20}), new Weekend(2, ids, new int[] {30, 0, -5}));
    assertThat(Standings.before(weekends)).containsExactly(3, 1, 1);
    assertThat(Standings.sums(weekends).page(0, 3)).extracting(BoardSnapshot.Row::previousRank).containsOnly(0);
    assertThat(Standings.sums(weekends).after(Standings.before(weekends))).isEqualTo(Standings.season(weekends));
  }

  @Test void who_joined_later_has_nothing_for_the_rounds_before() {
    var early = new Weekend(1, new long[] {5, 9}, new int[] {100, 300});
    var late = new Weekend(2, new long[] {5, 7, 9}, new int[] {100, 150, -50});
    assertThat(Standings.season(List.of(late, early)).page(0, 3)).containsExactly(
        new BoardSnapshot.Row(9, 250, 1, 1), new BoardSnapshot.Row(5, 200, 2, 2), new BoardSnapshot.Row(7, 150, 3, 3));
  }

  @Property void ranks_are_those_of_a_naive_comparison_of_all_with_all(@ForAll Random random,
      @ForAll @IntRange(min = 1, max = 40) int teams,
      @ForAll @IntRange(min = 1, max = 6) int rounds) {
    var weekends = new int[rounds][teams];
    for (var weekend : weekends) for (int i = 0; i < teams; i++) weekend[i] = 50 * (random.nextInt(7) - 3);
    var board = season(weekends);
    for (int team = 0; team < teams; team++) {
      int ahead = 0;
      for (int other = 0; other < teams; other++) if (ahead(weekends, other, team)) ahead++;
      assertThat(board.ofTeam(team + 1).orElseThrow().rank()).isEqualTo(ahead + 1);
    }
    assertThat(board.page(0, teams)).isSortedAccordingTo(
        Comparator.comparingInt(BoardSnapshot.Row::rank).thenComparingLong(BoardSnapshot.Row::team));
  }

  private static boolean ahead(int[][] weekends, int a, int b) {
    var of = List.of(a, b).stream().map(team -> Arrays.stream(weekends).map(w -> w[team]).sorted(Collections.reverseOrder()).toList())
        .toList();
    int totalA = of.get(0).stream().mapToInt(i -> i).sum();
    int totalB = of.get(1).stream().mapToInt(i -> i).sum();
    if (totalA != totalB) return totalA > totalB;
    for (int i = 0; i < weekends.length; i++) if (!of.get(0).get(i).equals(of.get(1).get(i))) return of.get(0).get(i) > of.get(1).get(i);
    return false;
  }

  @Property void the_order_of_rounds_given_does_not_matter(@ForAll Random random) {
    var ids = LongStream.rangeClosed(1, 30).toArray();
    var weekends = new ArrayList<Weekend>();
    for (int round = 1; round <= 5; round++) weekends.add(new Weekend(round, ids, random.ints(30, -4, 5).toArray()));
    var board = Standings.season(weekends);
    Collections.shuffle(weekends, random);
    assertThat(Standings.season(weekends)).isEqualTo(board);
  }

  @Property void a_board_of_format_1_is_still_read(@ForAll @Size(max = 50) List<@IntRange(min = Integer.MIN_VALUE / 2) Integer> numbers) {
    var rows = IntStream.range(0, numbers.size())
        .mapToObj(i -> new BoardSnapshot.Row((1L << 40) + 7L * numbers.get(i) + (long) i * Integer.MAX_VALUE * 16,
            numbers.get(i), i + 1, i)).toList();
    var board = BoardSnapshot.of(rows);
    var again = BoardSnapshot.decode(FormatOne.of(rows));
    assertThat(again.page(0, 100)).isEqualTo(rows);
    assertThat(again).isEqualTo(board);
    assertThat(rows).allSatisfy(row -> assertThat(again.ofTeam(row.team())).hasValue(row));
  }

  @Test void a_page_ends_where_the_board_ends_and_strange_bytes_are_refused() {
    var board = season(new int[][] {{3, 2, 1}});
    assertThat(board.page(1, 1)).containsExactly(new BoardSnapshot.Row(2, 2, 2, 0));
    assertThat(board.page(2, Integer.MAX_VALUE)).hasSize(1);
    assertThat(board.page(3, 5)).isEmpty();
    assertThat(board.ofTeam(4)).isEmpty();
    assertThatThrownBy(() -> BoardSnapshot.decode(new byte[8])).hasMessageContaining("format 1");
    assertThatThrownBy(() -> BoardSnapshot.decode(Arrays.copyOf(FormatOne.of(board.page(0, 3)), 60))).hasMessageContaining("60 bytes for 3 rows");
  }

  @Test void a_million_teams_that_nearly_all_tie_are_ranked_in_seconds() {
    var random = new Random(1);
    var ids = LongStream.rangeClosed(1, 1_000_000).toArray();
    var weekends = IntStream.rangeClosed(1, 24).mapToObj(round ->
        new Weekend(round, ids, random.ints(ids.length, -20, 90).map(i -> i * 50).toArray())).toList();
    var began = System.nanoTime();
    assertThat(Standings.season(weekends).size()).isEqualTo(1_000_000);
    var took = Duration.ofNanos(System.nanoTime() - began);
    assertThat(took).isLessThan(Duration.ofSeconds(20));
  }

  private static BoardSnapshot season(int[][] weekends) {
    var ids = LongStream.rangeClosed(1, weekends[0].length).toArray();
    return Standings.season(IntStream.range(0, weekends.length).mapToObj(i -> new Weekend(i + 1, ids, weekends[i])).toList());
  }
}

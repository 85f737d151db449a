package dev.paddock.fantasy.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.fantasy.store.NameBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Seasons in which many teams field the same few line-ups and some join late: ties of every kind. */
class SharedLineupsTest {
  /** Teams of a season that grows: each round's field, and what its line-ups were worth. */
  private record Season(List<Fielded> fields, List<int[]> worths) {
    static Season random(Random random, int teams, int rounds) {
      var fields = new ArrayList<Fielded>();
      var worths = new ArrayList<int[]>();
      var ids = new long[0];
      for (int round = 0; round < rounds; round++) {
        ids = LongStream.concat(Arrays.stream(ids), random.longs(teams / 3 + 1, 1, 10_000_000_000L)).distinct().sorted().toArray();
        fields.add(new Fielded(ids, random.ints(ids.length, 1, 4).map(pick -> random.nextInt(3) == 0 ? pick : 1).toArray()));
        worths.add(new int[] {0, 50 * random.nextInt(4), 50 * random.nextInt(4), -50 * random.nextInt(4)});
      }
      return new Season(fields, worths);
    }

    /** Each round by itself, of its own teams. */
    List<Weekend> apart() {
      return IntStream.range(0, fields.size())
          .mapToObj(i -> new Weekend(i + 1, fields.get(i).teams(), fields.get(i).pick(), worths.get(i))).toList();
    }

    /** As a node has them: on one roster, the rounds added in any order. */
    List<Weekend> together(Random random) {
      var roster = Roster.EMPTY;
      var order = new ArrayList<>(IntStream.range(0, fields.size()).boxed().toList());
      Collections.shuffle(order, random);
      for (int i : order) roster = roster.with(i, fields.get(i));
      var all = roster;
      return IntStream.range(0, fields.size()).mapToObj(i -> new Weekend(i + 1, all.teams(), all.picks().get((long) i), worths.get(i))).toList();
    }
  }

  @Property(tries = 300) void boards_are_those_of_a_comparison_of_all_with_all(@ForAll Random random,
      @ForAll @IntRange(min = 1, max = 30) int teams, @ForAll @IntRange(min = 1, max = 8) int rounds) {
    var season = Season.random(random, teams, rounds);
    var together = season.together(random);
    var board = Standings.season(together);
    assertThat(board).isEqualTo(Standings.season(season.apart()));
    var results = season.apart();
    for (long team : results.getLast().teams()) {
      int ahead = 0;
      for (long other : results.getLast().teams()) if (ahead(results, other, team)) ahead++;
      var row = board.ofTeam(team).orElseThrow();
      assertThat(row.rank()).isEqualTo(ahead + 1);
      assertThat(row.points()).isEqualTo(results.stream().mapToInt(weekend -> weekend.pointsOf(team)).sum());
      assertThat(Standings.points(together, team)).hasValue(row.points());
    }
    assertThat(board.page(0, board.size())).isSortedAccordingTo(
        Comparator.comparingInt(BoardSnapshot.Row::rank).thenComparingLong(BoardSnapshot.Row::team));
    assertThat(IntStream.range(0, board.size())).allSatisfy(row -> assertThat(board.rowOf(board.row(row).team())).isEqualTo(row));
  }

  private static boolean ahead(List<Weekend> results, long a, long b) {
    int total = results.stream().mapToInt(weekend -> weekend.pointsOf(a) - weekend.pointsOf(b)).sum();
    return total != 0 ? total > 0 : Arrays.compare(best(results, a), best(results, b)) > 0;
  }

  private static int[] best(List<Weekend> results, long team) {
    return results.stream().map(weekend -> weekend.pointsOf(team)).sorted(Comparator.reverseOrder()).mapToInt(i -> i).toArray();
  }

  @Property(tries = 200) void a_history_says_what_the_boards_say(@ForAll Random random,
      @ForAll @IntRange(min = 1, max = 30) int teams, @ForAll @IntRange(min = 1, max = 7) int rounds) {
    var together = Season.random(random, teams, rounds).together(random);
    for (long team : together.getFirst().teams()) {
      var history = History.of(together, team);
      for (int i = 0; i < rounds; i++) {
        var round = Standings.round(together.get(i)).ofTeam(team);
        var season = Standings.season(together.subList(0, i + 1)).ofTeam(team);
        assertThat(history.get(i).rank()).isEqualTo(round.map(BoardSnapshot.Row::rank).orElse(0));
        assertThat(history.get(i).season()).isEqualTo(season.map(BoardSnapshot.Row::rank).orElse(0));
        assertThat(history.get(i).total()).isEqualTo(season.map(BoardSnapshot.Row::points).orElse(0));
      }
    }
    assertThat(History.of(together, -1)).allSatisfy(round -> assertThat(round.rank()).isZero());
  }

  @Property(tries = 200) void fields_and_points_survive_packing(@ForAll Random random, @ForAll @IntRange(min = 1, max = 60) int teams) {
    var season = Season.random(random, teams, 2);
    var field = season.fields().getLast();
    var again = Fielded.unpack(field.pack());
    assertThat(again.teams()).isEqualTo(field.teams());
    assertThat(again.pick()).isEqualTo(field.pick());
    var worth = random.ints(teams, Integer.MIN_VALUE / 2, Integer.MAX_VALUE).toArray();
    assertThat(Fielded.unpackWorth(Fielded.packWorth(worth))).isEqualTo(worth);
  }

  @Test void a_million_neighbours_take_three_bytes_each_and_other_bytes_are_refused() {
    var ids = LongStream.rangeClosed(2025000001L, 2026000000L).toArray();
    var packed = new Fielded(ids, IntStream.range(0, ids.length).map(i -> 1 + i % 40_000).toArray()).pack();
    assertThat(packed.length).isBetween(2_000_000, 4_000_000);
    assertThatThrownBy(() -> Fielded.unpack(Arrays.copyOf(packed, packed.length - 1))).hasMessageContaining("cut off");
    assertThatThrownBy(() -> Fielded.unpack(Arrays.copyOf(packed, packed.length + 2))).hasMessageContaining("2 bytes too many");
    assertThatThrownBy(() -> Fielded.unpackWorth(new byte[] {-1, -1, -1, -1, 15})).hasMessageContaining("numbers in 5 bytes");
  }

  @Test void names_of_neighbours_are_found_again_and_no_others() {
    var filling = new NameBlock.Filling();
    Map<Long, List<String>> names = Map.of(1024L, List.of("Eau Rouge", "Zoë"), 1026L, List.of("Parc Fermé", "Ada"), 1535L, List.of("X", "Y"));
    names.entrySet().stream().sorted(Map.Entry.comparingByKey())
        .forEach(name -> filling.add(name.getKey(), name.getValue().getFirst(), name.getValue().getLast()));
    var block = filling.done();
    for (long id = 1024; id < 1536; id++) {
      assertThat(NameBlock.first(id)).isEqualTo(1024);
      assertThat(block.of(id)).isEqualTo(Optional.ofNullable(names.get(id)));
    }
  }

  @Test void who_moved_is_told_largest_first_and_only_who_moved() {
    var before = Standings.round(new Weekend(1, new long[] {1, 2, 3, 4}, new int[] {10, 20, 30, 40}));
    var after = Standings.round(new Weekend(1, new long[] {1, 2, 3, 4, 5}, new int[] {60, 20, 25, 45, 0}));
    assertThat(Moved.between(before, after)).containsExactly(new Moved(1, 10, 60, 4, 1), new Moved(3, 30, 25, 2, 3), new Moved(4, 40, 45, 1, 2));
  }
}

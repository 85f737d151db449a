package dev.paddock.f1.rules.timing;

import static dev.paddock.f1.rules.timing.News.GAP;
import static dev.paddock.f1.rules.timing.Said.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Car 1 leads; on its second lap car 2 is 1.5 s behind, by the clock of the circuit. */
class AlignmentTest {
  @Test void ends_lie_as_far_apart_as_the_gap_says_and_nobody_is_moved_later() {
    var leader = List.of(lap(100_000, false), lap(190_100, false));
    var follower = List.of(lap(101_700, false), lap(191_800, false));
    align(Map.of(1, leader, 2, follower), Map.of(1, List.of(line(100_000, GAP, Delta.LEADER)),
        2, List.of(line(99_000, GAP, 1_400), line(101_500, GAP, 1_500), line(105_000, GAP, 1_800))));
    assertThat(ends(leader)).containsExactly(100_000, 190_100);
    assertThat(ends(follower)).containsExactly(101_500, 191_600);
  }

  @Test void if_the_follower_would_be_moved_later_the_leader_is_moved_earlier() {
    var leader = List.of(lap(100_000, false));
    var follower = List.of(lap(101_400, false));
    align(Map.of(1, leader, 2, follower), Map.of(1, List.of(line(100_000, GAP, Delta.LEADER)), 2, List.of(line(101_500, GAP, 1_500))));
    assertThat(ends(leader)).containsExactly(99_900);
    assertThat(ends(follower)).containsExactly(101_400);
  }

  @Test void laps_through_the_pits_do_not_tell() {
    var leader = List.of(lap(100_000, true), lap(190_000, false));
    var follower = List.of(lap(109_000, true), lap(191_700, false));
    align(Map.of(1, leader, 2, follower), Map.of(1, List.of(line(100_000, GAP, Delta.LEADER)),
        2, List.of(line(101_500, GAP, 1_500), line(191_700, GAP, 1_600))));
    assertThat(ends(follower)).containsExactly(108_900, 191_600);
  }

  @Test void a_new_leader_tells_by_the_shift_it_was_found_to_have() {
    var first = List.of(lap(100_000, false), lap(191_000, false));
    var second = List.of(lap(101_700, false), lap(190_700, false));
    var third = List.of(lap(109_000, true), lap(200_000, false));
    align(Map.of(1, first, 2, second, 3, third), Map.of(
        1, List.of(line(100_000, GAP, Delta.LEADER), line(190_000, GAP, 500)),
        2, List.of(line(101_700, GAP, 1_500), line(190_700, GAP, Delta.LEADER)),
        3, List.of(line(200_000, GAP, 9_000))));
    assertThat(ends(second)).containsExactly(101_500, 190_500);
    assertThat(ends(third)).as("9 s behind the second").containsExactly(108_500, 199_500);
  }

  @Test void without_gaps_in_time_nothing_is_moved() {
    var laps = List.of(lap(100_000, false));
    var other = List.of(lap(104_000, false));
    align(Map.of(1, laps, 2, other), Map.of(1, List.of(line(100_000, GAP, Delta.LEADER)), 2, List.of(line(104_000, GAP, Delta.BLANK))));
    assertThat(ends(laps)).containsExactly(100_000);
    assertThat(ends(other)).containsExactly(104_000);
  }

  private static void align(Map<Integer, List<Draft>> laps, Map<Integer, List<Delta>> lines) {
    Alignment.align(new TreeMap<>(lines), new TreeMap<>(laps));
  }

  private static List<Integer> ends(List<Draft> laps) {
    return laps.stream().map(lap -> lap.end).toList();
  }

  private static Draft lap(int end, boolean pits) {
    var lap = new Draft();
    lap.end = end;
    if (pits) lap.pitOut = end - 80_000;
    return lap;
  }
}

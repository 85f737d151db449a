package dev.paddock.f1.rules.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.Finish;
import dev.paddock.f1.rules.session.ComputedResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PrecedenceTest {
  static final Precedence ORDER = new Precedence(List.of("jolpica", "livetiming"));

  @Test void who_is_first_in_the_order_is_believed_and_what_others_said_is_shown() {
    var verdict = ORDER.judge("2025-miami-S", List.of(Statement.exact("livetiming", "norris", "position", 2),
        Statement.exact("openf1", "norris", "position", 1), Statement.exact("jolpica", "norris", "position", 1)));
    assertThat(verdict.believed()).containsExactly(Statement.exact("jolpica", "norris", "position", 1));
    assertThat(verdict.against()).containsExactly(new Disagreement("2025-miami-S", "norris", "position",
        Map.of("jolpica", "1", "livetiming", "2", "openf1", "1"), "jolpica"));
  }

  @Test void who_says_nothing_takes_no_part() {
    var verdict = ORDER.judge("2025-miami-S", List.of(Statement.exact("livetiming", "norris", "laps", 18),
        Statement.exact("jolpica", "norris", "position", 1)));
    assertThat(verdict.believed()).extracting(Statement::source).containsExactly("livetiming", "jolpica");
    assertThat(verdict.against()).isEmpty();
  }

  @Test void a_source_outside_of_the_order_is_believed_after_those_in_it() {
    assertThat(ORDER.judge("x", List.of(Statement.exact("openf1", "norris", "laps", 17),
        Statement.exact("livetiming", "norris", "laps", 18))).against()).extracting(Disagreement::decidedBy).containsExactly("livetiming");
    assertThat(new Precedence(List.of()).judge("x", List.of(Statement.exact("b", "norris", "laps", 17),
        Statement.exact("a", "norris", "laps", 18))).against()).extracting(Disagreement::decidedBy).containsExactly("a");
  }

  @Test void gaps_agree_as_far_as_the_less_exact_source_can_tell() {
    var exact = Statement.exact("jolpica", "piastri", "gap", 672);
    assertThat(exact.agrees(new Statement("livetiming", "piastri", "gap", "740", 250))).isTrue();
    assertThat(exact.agrees(new Statement("livetiming", "piastri", "gap", "922", 250))).isTrue();
    assertThat(exact.agrees(new Statement("livetiming", "piastri", "gap", "923", 250))).isFalse();
    assertThat(exact.agrees(Statement.exact("openf1", "piastri", "gap", 673))).isFalse();
  }

  @Test void a_time_penalty_makes_live_timing_and_the_result_differ_and_is_shown() {
    var official = List.of(car("norris", 1, 1_000_000L), car("albon", 3, 1_007_522L), car("russell", 2, 1_003_127L),
        car("leclerc", 4, null));
    var live = List.of(place(1, 4, 18, 990_000), place(2, 23, 18, 992_512), place(3, 63, 18, 993_165), place(4, 16, 3, 200_000));
    var drivers = Map.of(4, "norris", 23, "albon", 63, "russell", 16, "leclerc");
    var said = Stream.concat(Classified.by("jolpica", official).stream(),
        Classified.by("livetiming", live, drivers, Classified.LIVE_TIMING_MS).stream()).toList();
    assertThat(ORDER.judge("2025-miami-S", said).against()).extracting(Disagreement::item, Disagreement::field).containsExactlyInAnyOrder(
        tuple("albon", "position"), tuple("albon", "gap"),
        tuple("russell", "position"), tuple("leclerc", "laps"));
  }

  @Test void the_time_of_a_lapped_car_is_of_fewer_laps_and_no_gap() {
    var lapped = new CarResult("leclerc", "team", 16, 2, Finish.CLASSIFIED, 0, 1, 17, 1_040_473L, null, null, null, null, null);
    assertThat(Classified.by("jolpica", List.of(car("norris", 1, 1_000_000L), lapped))).filteredOn(s -> s.field().equals("gap"))
        .extracting(Statement::item).containsExactly("norris");
    assertThat(Classified.by("livetiming", List.of(place(1, 4, 18, 990_000), place(2, 16, 17, 1_020_000)), Map.of(4, "norris", 16, "leclerc"), 0))
        .filteredOn(s -> s.field().equals("gap")).extracting(Statement::item).containsExactly("norris");
  }

  @Test void a_car_that_nobody_knows_states_nothing() {
    assertThat(Classified.by("livetiming", List.of(place(1, 4, 18, 990_000)), Map.of(), 0)).isEmpty();
  }

  private static CarResult car(String driver, int position, Long millis) {
    return new CarResult(driver, "team", position, position, millis == null ? Finish.RETIRED : Finish.CLASSIFIED, 0, 1, 18, millis,
        null, null, null, null, null);
  }

  private static ComputedResult place(int position, int car, int laps, int total) {
    return new ComputedResult(position, car, laps, null, total, null, null, null);
  }
}

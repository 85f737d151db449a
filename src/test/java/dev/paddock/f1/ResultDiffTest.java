package dev.paddock.f1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.Classification;
import dev.paddock.f1.rules.Finish;
import dev.paddock.f1.rules.ResultDiff;
import dev.paddock.f1.rules.ResultDiff.Change;
import dev.paddock.f1.rules.ResultDiff.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ResultDiffTest {
  static final CarResult VER = car("max_verstappen", 1, Finish.CLASSIFIED, 2500, 2);
  static final CarResult NOR = car("norris", 2, Finish.CLASSIFIED, 1800, 1);
  static final CarResult RUS = car("russell", 3, Finish.CLASSIFIED, 1500, 4);

  @Test void las_vegas_2025_norris_is_disqualified() {
    var diff = ResultDiff.between(result(VER, NOR, RUS),
        result(VER, car("russell", 2, Finish.CLASSIFIED, 1800, 4), car("norris", 3, Finish.DISQUALIFIED, 0, 1)));
    assertThat(diff).isEqualTo(new ResultDiff.Changed(List.of(
        new Change("norris", Field.POSITION, "2", "3"), new Change("norris", Field.STATUS, "CLASSIFIED", "DISQUALIFIED"),
        new Change("norris", Field.POINTS, "18", "0"),
        new Change("russell", Field.POSITION, "3", "2"), new Change("russell", Field.POINTS, "15", "18"))));
  }

  @Test void australia_2025_hadjar_did_start_after_all() {
    var diff = ResultDiff.between(result(VER, car("hadjar", 2, Finish.DID_NOT_START, 0, 11)),
        result(VER, car("hadjar", 2, Finish.RETIRED, 0, 11)));
    assertThat(diff).isEqualTo(new ResultDiff.Changed(List.of(new Change("hadjar", Field.STATUS, "DID_NOT_START", "RETIRED"))));
  }

  @Test void a_pit_lane_start_is_a_change_of_grid() {
    var diff = ResultDiff.between(result(VER, car("colapinto", 2, Finish.CLASSIFIED, 0, 0)),
        result(VER, car("colapinto", 2, Finish.CLASSIFIED, 0, 20)));
    assertThat(diff).isEqualTo(new ResultDiff.Changed(List.of(new Change("colapinto", Field.GRID, "pit lane", "20"))));
  }

  @Test void a_car_that_appears_or_vanishes_is_one_change() {
    assertThat(ResultDiff.between(result(VER, NOR), result(VER)))
        .isEqualTo(new ResultDiff.Changed(List.of(new Change("norris", Field.CAR, "P2", ""))));
    assertThat(ResultDiff.between(result(VER), result(VER, NOR)))
        .isEqualTo(new ResultDiff.Changed(List.of(new Change("norris", Field.CAR, "", "P2"))));
  }

  @Test void points_are_written_as_people_do() {
    assertThat(ResultDiff.between(result(car("a", 1, Finish.CLASSIFIED, 1250, 1)), result(car("a", 1, Finish.CLASSIFIED, 2500, 1))))
        .isEqualTo(new ResultDiff.Changed(List.of(new Change("a", Field.POINTS, "12.5", "25"))));
  }

  @Test void an_object_without_changes_is_no_change() {
    assertThatThrownBy(() -> new ResultDiff.Changed(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Property void the_same_result_in_any_order_is_the_same(@ForAll @IntRange(min = 1, max = 22) int cars, @ForAll Random random) {
    var rows = field(cars);
    var shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, random);
    assertThat(ResultDiff.between(new Classification(rows), new Classification(shuffled))).isEqualTo(new ResultDiff.Same());
    assertThat(new Classification(shuffled).fingerprint()).isEqualTo(new Classification(rows).fingerprint());
  }

  @Property void a_difference_is_found_exactly_when_the_fingerprints_differ(
      @ForAll @IntRange(min = 0, max = 21) int which, @ForAll @IntRange(min = 0, max = 22) int grid) {
    var before = field(22);
    var after = new ArrayList<>(before);
    var c = before.get(which);
    after.set(which, car(c.driverId(), c.position(), c.finish(), c.points(), grid));
    boolean same = ResultDiff.between(new Classification(before), new Classification(after)) instanceof ResultDiff.Same;
    assertThat(same).isEqualTo(new Classification(before).fingerprint().equals(new Classification(after).fingerprint()));
    assertThat(same).isEqualTo(c.grid() == grid);
  }

  static List<CarResult> field(int cars) {
    var rows = new ArrayList<CarResult>();
    for (int i = 1; i <= cars; i++) rows.add(car("driver_" + i, i, i < 18 ? Finish.CLASSIFIED : Finish.RETIRED, 0, cars - i));
    return rows;
  }

  static Classification result(CarResult... cars) {
    return new Classification(List.of(cars));
  }

  static CarResult car(String driver, int position, Finish finish, int points, int grid) {
    return new CarResult(driver, "team", 40, position, finish, points, grid, 57, null, null, null, null, null, null);
  }
}

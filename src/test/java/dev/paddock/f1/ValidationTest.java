package dev.paddock.f1;

import static dev.paddock.f1.ResultDiffTest.car;
import static dev.paddock.f1.ResultDiffTest.field;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.Classification;
import dev.paddock.f1.rules.Finish;
import dev.paddock.f1.rules.Validation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValidationTest {
  @Test void an_unknown_driver_costs_only_that_row() {
    var accepted = (Validation.Accepted) Validation.of(field(3), driver -> !driver.equals("driver_2"), Optional.empty());
    assertThat(accepted.result().cars()).extracting(CarResult::driverId).containsExactly("driver_1", "driver_3");
    assertThat(accepted.skipped()).containsExactly(new Validation.Skipped("driver_2", "unknown driver, car 40"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource
  void refuses_what_contradicts_itself(List<CarResult> rows, String reason) {
    assertThat(Validation.of(rows, driver -> true, Optional.empty())).isEqualTo(new Validation.Refused(reason));
  }

  static Stream<Arguments> refuses_what_contradicts_itself() {
    var fine = car("a", 1, Finish.CLASSIFIED, 0, 1);
    return Stream.of(
        Arguments.of(List.of(car("a", -1, Finish.CLASSIFIED, 0, 1)), "position -1 of a"),
        Arguments.of(List.of(fine, car("b", 1, Finish.CLASSIFIED, 0, 2)), "position 1 twice, again for b"),
        Arguments.of(List.of(fine, car("a", 2, Finish.CLASSIFIED, 0, 2)), "a twice"),
        Arguments.of(List.of(new CarResult("a", "t", 1, 1, Finish.CLASSIFIED, 0, 1, 5700, null, null, null, null, null, null)),
            "5700 laps of a"),
        Arguments.of(List.of(car("a", 1, Finish.CLASSIFIED, 0, -3)), "grid -3 of a"),
        Arguments.of(List.of(car("a", 1, Finish.CLASSIFIED, -100, 1)), "negative points of a"));
  }

  @Test void an_answer_without_most_of_the_cars_does_not_replace_one_with_all() {
    assertThat(Validation.of(field(9), driver -> true, Optional.of(new Classification(field(20))))).isInstanceOf(Validation.Refused.class);
    assertThat(Validation.of(field(19), driver -> true, Optional.of(new Classification(field(20)))))
        .isInstanceOf(Validation.Accepted.class);
  }

  @Test void only_strangers_are_no_result() {
    assertThat(Validation.of(field(3), driver -> false, Optional.empty()))
        .isEqualTo(new Validation.Refused("no known driver among 3 rows"));
  }
}

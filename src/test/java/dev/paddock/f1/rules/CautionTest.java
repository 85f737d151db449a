package dev.paddock.f1.rules;

import static dev.paddock.f1.rules.SessionState.AMENDED;
import static dev.paddock.f1.rules.SessionState.CONFIRMED_48H;
import static dev.paddock.f1.rules.SessionState.FINAL;
import static dev.paddock.f1.rules.SessionState.PROVISIONAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.rules.Caution.Doubt;
import dev.paddock.f1.rules.VerificationPolicy.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Nine cars, a to i, in the order of the alphabet, ten points for the first and one less for each behind. */
class CautionTest {
  static final String FIELD = "abcdefghi";
  final Caution caution = new Caution(true, true);

  /** Capital letters are disqualified. */
  static Classification order(String cars) {
    return new Classification(IntStream.range(0, cars.length()).mapToObj(i -> car(cars.charAt(i), i + 1)).toList());
  }

  private static CarResult car(char name, int position) {
    boolean out = Character.isUpperCase(name);
    return new CarResult(("" + name).toLowerCase(), "team", name, position, out ? Finish.DISQUALIFIED : Finish.CLASSIFIED,
        out ? 0 : (10 - position) * 100, position, 50, null, null, null, null, null, null);
  }

  static Classification pointless(String cars) {
    return new Classification(order(cars).cars().stream().map(car -> new CarResult(car.driverId(), car.constructorId(), car.number(),
        car.position(), car.finish(), 0, car.grid(), car.laps(), null, null, null, null, null, null)).toList());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
      "abcdefghi, ",                                   // only times have changed
      "acdebfghi, ",                                   // a penalty of 5 s for the second
      "bcdefghiA, ",                                   // the winner is disqualified: everybody moves up
      "cdefghiAB, ",                                   // a whole team is
      "defghiABC, ",                                   // and another one: a third of the field, not more
      "efghiABCD, REORDERED STATUSES_CHANGED",
      "abcDEFGhi, STATUSES_CHANGED",                   // nobody moves, but four are out
      "ihgfedcba, REORDERED",                          // upside down
      "baijcdefgh, ",                                  // a new car, and three that move
      "bcdefghi,  WINNER_GONE CARS_GONE",
      "abcdefgh,  CARS_GONE",
      "hia,       CARS_GONE",
  })
  void stewards_decide_about_some_cars(String after, String doubts) {
    var found = caution.about(new Standing(PROVISIONAL, 0), order(FIELD), order(after));
    assertThat(found).isEqualTo(doubts == null ? List.of() : Stream.of(doubts.split(" ")).map(Doubt::valueOf).toList());
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(SessionState.class)
  void after_final_nothing_is_believed_at_once(SessionState state) {
    boolean wasFinal = state == FINAL || state == AMENDED;
    assertThat(caution.about(new Standing(state, 0), order(FIELD), order("acdebfghi")))
        .isEqualTo(wasFinal ? List.of(Doubt.AFTER_FINAL) : List.of());
    assertThat(new Caution(false, true).about(new Standing(state, 0), order(FIELD), order("acdebfghi"))).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"true, true, AFTER_FINAL POINTS_GONE", "true, false, AFTER_FINAL", "false, true, POINTS_GONE", "false, false, "})
  void each_caution_can_be_switched_off(boolean afterFinal, boolean suspicious, String doubts) {
    var found = new ArrayList<>(new Caution(afterFinal, suspicious).about(new Standing(FINAL, 3), order(FIELD), pointless(FIELD)));
    assertThat(found).isEqualTo(doubts == null ? List.of() : Stream.of(doubts.split(" ")).map(Doubt::valueOf).toList());
    assertThat(Caution.NONE.about(new Standing(CONFIRMED_48H, 2), order(FIELD), order("ihgfed"))).isEmpty();
  }

  @ParameterizedTest(name = "points {0} then {1}: gone {2}")
  @CsvSource({"some, none, true", "none, none, false", "none, some, false", "some, some, false"})
  void points_that_vanish_are_odd_and_points_that_never_were_are_not(String before, String after, boolean gone) {
    var doubts = caution.about(new Standing(PROVISIONAL, 0), points(before), points(after));
    assertThat(doubts).isEqualTo(gone ? List.of(Doubt.POINTS_GONE) : List.of());
  }

  private static Classification points(String which) {
    return which.equals("some") ? order(FIELD) : pointless(FIELD);
  }
}

package dev.paddock.f1.rules;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A result that an administrator entered stands until he releases it or the source agrees with it. What the source has said before
 * does not count against it; a new answer that contradicts it is held for him to decide. Pure.
 *
 * @param sourceSaid fingerprint of what the source said when it was entered; empty: nothing
 * @param released   the next answer is taken as it is
 */
public record Ruling(Optional<String> sourceSaid, boolean released) {
  /** The source of a version that was entered by hand. */
  public static final String SOURCE = "admin";

  /** What an answer of the source means. */
  public enum Word {
    /** It agrees: the ruling has done its work. */
    AGREES,
    /** The ruling was released: the answer counts. */
    RELEASED,
    /** The source says what it has said before: the ruling stands. */
    STANDS,
    /** The source says something new, and it is not what was entered. */
    CONTRADICTED
  }

  /** @param entered the result as it was entered; @param answer the source's */
  public Word against(Classification entered, Classification answer) {
    if (agrees(entered, answer)) return Word.AGREES;
    if (released) return Word.RELEASED;
    return sourceSaid.filter(answer.fingerprint()::equals).isPresent() ? Word.STANDS : Word.CONTRADICTED;
  }

  /** The same cars, and of each all that was entered; what was left empty is the source's to say. */
  private static boolean agrees(Classification entered, Classification answer) {
    return entered.cars().size() == answer.cars().size() && entered.cars().stream().allMatch(car -> answer.cars().stream()
        .anyMatch(said -> said.driverId().equals(car.driverId()) && says(said, car)));
  }

  private static boolean says(CarResult said, CarResult entered) {
    return said.position() == entered.position() && said.finish() == entered.finish()
        && said.constructorId().equals(entered.constructorId())
        && Stream.<Function<CarResult, Object>>of(CarResult::points, CarResult::grid, CarResult::laps, CarResult::millis,
                CarResult::fastestLap, CarResult::fastestLapMillis, CarResult::q1, CarResult::q2, CarResult::q3)
            .allMatch(field -> field.apply(entered) == null || Objects.equals(field.apply(entered), field.apply(said)));
  }
}

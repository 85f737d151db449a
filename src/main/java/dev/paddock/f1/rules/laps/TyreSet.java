package dev.paddock.f1.rules.laps;

/**
 * A set of tyres on a car.
 *
 * @param fromLap  number of the first lap that it can have done
 * @param compound never null
 * @param age      laps that it had done when it was fitted; null: unknown, as is {@code fresh}
 */
public record TyreSet(int fromLap, String compound, Boolean fresh, Integer age) {}

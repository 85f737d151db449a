package dev.paddock.f1.rules.laps;

/**
 * What a message says of a car's tyres: only what changed. {@code null}: not said.
 *
 * @param at        session time in ms
 * @param stint     as the source counts, from 0; it sometimes counts ahead
 * @param compound  UNKNOWN: the source does not know yet
 * @param startLaps laps that the set had done when it was fitted
 */
public record TyreMessage(int at, int car, int stint, String compound, Boolean fresh, Boolean unchanged, Integer startLaps) {
  public static final String UNKNOWN = "UNKNOWN";
}

package dev.paddock.f1.rules.session;

/**
 * A set of tyres in use.
 *
 * @param number     from 1
 * @param fresh      null: unknown
 * @param ageAtStart laps it had done when it was fitted; null: unknown
 * @param firstLap   null: it was fitted and never completed a lap
 */
public record Stint(int car, int number, String compound, Boolean fresh, Integer ageAtStart, Integer firstLap, Integer lastLap) {}

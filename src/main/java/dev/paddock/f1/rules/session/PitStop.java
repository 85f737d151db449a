package dev.paddock.f1.rules.session;

/**
 * One way through the pit lane.
 *
 * @param number from 1
 * @param lap    on which it came in; null: unknown, as the others
 * @param in     session time in ms; {@code out} likewise
 * @param lane   ms in the pit lane
 */
public record PitStop(int car, int number, Integer lap, Integer in, Integer out, Integer lane) {}

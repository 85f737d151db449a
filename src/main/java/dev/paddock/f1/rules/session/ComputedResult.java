package dev.paddock.f1.rules.session;

/**
 * A place that follows from the laps.
 *
 * @param best  ms of the best lap that stands; null: none
 * @param total ms from the start to the end of the last lap; only of races and sprints
 * @param q1    ms; only of qualifying
 */
public record ComputedResult(int position, int car, int laps, Integer best, Integer total, Integer q1, Integer q2, Integer q3) {}

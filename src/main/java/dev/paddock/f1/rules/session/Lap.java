package dev.paddock.f1.rules.session;

/**
 * A lap with all that follows from the session's other streams. {@code null}: unknown.
 *
 * @param start         session time in ms
 * @param stint         from 1
 * @param compound      SOFT, MEDIUM, HARD, INTERMEDIATE, WET, UNKNOWN, and 2018's
 * @param tyreLife      laps on this set, this one included
 * @param position      at the end of the lap; only in races and sprints
 * @param trackStatus   all codes that were in force during the lap, in order: {@code 1}, {@code 267}
 * @param deleted       by race control, and not reinstated
 * @param deletedReason empty if it was not deleted
 * @param generated     the stream has no such lap: the car did not come round again
 * @param accurate      fit for comparing: all times there and in agreement, no pit, no neutralisation
 */
public record Lap(TimedLap timed, Integer start, Integer stint, String compound, Integer tyreLife, Boolean freshTyre, Integer position,
    String trackStatus, boolean deleted, String deletedReason, boolean generated, boolean accurate) {}

package dev.paddock.f1.rules.session;

/**
 * One lap as the timing stream alone tells it. Times are in ms; what is called "at" is session time: ms since the stream began.
 * {@code null}: unknown.
 *
 * @param car          racing number
 * @param number       from 1
 * @param end          session time of the lap's end, aligned between the cars
 * @param pitIn        session time; {@code pitOut} likewise
 * @param sector1At    when it ended, by this car's own messages: only laps' ends are aligned; {@code 2} and {@code 3} likewise
 * @param pitStops     how often it had left the pits when the lap ended, not counting what it did up to its first lap
 * @param speedI1      km/h, at the first intermediate; {@code Fl} at the line, {@code St} on the straight
 * @param personalBest the fastest of this car so far (in a qualifying: of its part), and not deleted later
 */
public record TimedLap(int car, int number, Integer time, Integer sector1, Integer sector2, Integer sector3, Integer end,
    Integer sector1At, Integer sector2At, Integer sector3At, Integer pitIn, Integer pitOut, int pitStops,
    Integer speedI1, Integer speedI2, Integer speedFl, Integer speedSt, boolean personalBest) {}

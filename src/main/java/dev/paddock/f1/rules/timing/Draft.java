package dev.paddock.f1.rules.timing;

import dev.paddock.f1.rules.session.TimedLap;

/** A lap in the making. {@link #NONE}: unknown. */
final class Draft {
  static final int NONE = Delta.UNSAID;

  final int[] sectors = {NONE, NONE, NONE};
  /** Session times at which the sectors ended. */
  final int[] sectorsAt = {NONE, NONE, NONE};
  /** I1, I2, FL, ST. */
  final int[] speeds = {NONE, NONE, NONE, NONE};
  int time = NONE;
  /** The stream said that it has no time. */
  boolean untimed;
  int end = NONE;
  int pitIn = NONE;
  int pitOut = NONE;
  /** How often it left the pits. */
  int outs;
  boolean personalBest;

  /** Whether the car drove: it passed something that measures. */
  boolean driven() {
    if (time != NONE) return true;
    for (int sector : sectors) if (sector != NONE) return true;
    for (int speed : speeds) if (speed != NONE) return true;
    return false;
  }

  /** The sum of its sectors; NONE if one is unknown. */
  int sum() {
    int sum = 0;
    for (int sector : sectors) {
      if (sector == NONE) return NONE;
      sum += sector;
    }
    return sum;
  }

  TimedLap lap(int car, int number, int pitStops) {
    return new TimedLap(car, number, known(time), known(sectors[0]), known(sectors[1]), known(sectors[2]), known(end),
        known(sectorsAt[0]), known(sectorsAt[1]), known(sectorsAt[2]), known(pitIn), known(pitOut), pitStops,
        known(speeds[0]), known(speeds[1]), known(speeds[2]), known(speeds[3]), personalBest);
  }

  private static Integer known(int value) {
    return value == NONE ? null : Integer.valueOf(value);
  }
}

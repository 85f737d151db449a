package dev.paddock.f1.rules.timing;

/** What a line of the timing stream may say of one car, as a whole number each: times in ms, speeds in km/h, flags 0 or 1. */
public enum News {
  LAPS, IN_PIT, SECTOR_1, SECTOR_2, SECTOR_3, LAP_TIME, SPEED_I1, SPEED_I2, SPEED_FL, SPEED_ST, BEST_LAP,
  /** The highest part of a qualifying, from 0, of which a best lap is told, if only that there is none yet. */
  PART,
  /** To the leader, in ms, or {@link Delta#LEADER}; in laps it is {@link Delta#BLANK}. */
  GAP, POSITION, STOPPED, RETIRED;

  private static final News[] ALL = values();

  static final int COUNT = ALL.length;

  /** The sector or the trap that is the {@code n}-th after this one. */
  public News plus(int n) {
    return ALL[ordinal() + n];
  }
}

package dev.paddock.upstream;

import java.time.Instant;

/** Counts requests in fixed windows. Event loop only. A refused request counts too, as it does at Jolpica. */
public final class Throttle {
  private final Limits limits;
  private long second = Long.MIN_VALUE;
  private long hour = Long.MIN_VALUE;
  private int inSecond;
  private int inHour;

  public Throttle(Limits limits) {
    this.limits = limits;
  }

  public boolean admits(Instant now) {
    long thisSecond = now.getEpochSecond();
    long thisHour = Math.floorDiv(thisSecond, 3600);
    if (thisSecond != second) inSecond = 0;
    if (thisHour != hour) inHour = 0;
    second = thisSecond;
    hour = thisHour;
    return ++inSecond <= limits.perSecond() & ++inHour <= limits.perHour();
  }
}

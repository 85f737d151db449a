package dev.paddock.fantasy.rules;

import java.time.Instant;

/** When the line-ups of a race lock. @param cancelled it does not take place: nothing can be saved for it */
public record RaceLock(String raceId, int season, int round, Instant lockAt, boolean cancelled) {
  /** What is received at that very instant comes too late. */
  public boolean passed(Instant now) {
    return !now.isBefore(lockAt);
  }

  /** Whether a line-up that was received then counts for it. */
  public boolean open(Instant received) {
    return !cancelled && !passed(received);
  }
}

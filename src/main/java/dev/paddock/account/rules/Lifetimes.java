package dev.paddock.account.rules;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a log-in lasts.
 *
 * @param idle    it ends when it was not refreshed for so long
 * @param longest it ends then in any case
 */
public record Lifetimes(Duration idle, Duration longest) {
  /** Until when a refresh token counts that is issued now. */
  public Instant token(Instant now, Instant sessionEnd) {
    var idleEnd = now.plus(idle);
    return idleEnd.isBefore(sessionEnd) ? idleEnd : sessionEnd;
  }
}

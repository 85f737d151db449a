package dev.paddock.account.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What an access token says. Nothing of what its bearer may do: that is looked up.
 *
 * @param user    whose it is
 * @param session the log-in that it comes from; once that has ended, the token is worth nothing
 */
public record AccessClaims(long user, UUID session, Instant issuedAt, Instant expiresAt) {
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  /** Two nodes may differ by that much in what time it is. */
  private static final Duration SKEW = Duration.ofSeconds(2);

  public static AccessClaims of(long user, UUID session, Instant now) {
    var whole = Instant.ofEpochSecond(now.getEpochSecond());
    return new AccessClaims(user, session, whole, whole.plus(LIFETIME));
  }

  /** Whether it counts at that instant. */
  public enum Standing { GOOD, TOO_EARLY, EXPIRED }

  public Standing at(Instant now) {
    if (!now.isBefore(expiresAt)) return Standing.EXPIRED;
    return now.plus(SKEW).isBefore(issuedAt) ? Standing.TOO_EARLY : Standing.GOOD;
  }
}

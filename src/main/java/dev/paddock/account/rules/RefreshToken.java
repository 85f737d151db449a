package dev.paddock.account.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Good for one new access token, and for its own successor. {@code id.secret} on the wire. */
public record RefreshToken(UUID id, Secret secret) {
  /** So long after its use the same client gets the same successor: two tabs, or an answer that was lost, are no theft. */
  public static final Duration GRACE = Duration.ofSeconds(10);

  private static final Pattern FORM = Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.([A-Za-z0-9_-]{43})");

  /** Empty: not one of ours. */
  public static Optional<RefreshToken> parse(String text) {
    var parts = FORM.matcher(text);
    return parts.matches() ? Optional.of(new RefreshToken(UUID.fromString(parts.group(1)), new Secret(parts.group(2)))) : Optional.empty();
  }

  public String text() {
    return id + "." + secret.text();
  }

  /**
   * What is kept of it.
   *
   * @param client what the client called itself when it used it
   */
  public record Used(Instant at, String client) {
    /** Whether it is still the same use of it. */
    public boolean again(String client, Instant now) {
      return this.client.equals(client) && !now.isAfter(at.plus(GRACE));
    }
  }

  @Override public String toString() {
    return "RefreshToken[" + id + "]";
  }
}

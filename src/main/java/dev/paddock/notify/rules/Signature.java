package dev.paddock.notify.rules;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who sent a message, and when: {@code t=<seconds since 1970>,v1=<HMAC-SHA256 of "t.body" in hexadecimal>}.
 * The instant is signed with the body, so that a message that was overheard is worth nothing a few minutes later.
 */
public final class Signature {
  private static final Pattern HEADER = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-f]{64})");

  private Signature() {}

  public enum Verdict {
    GENUINE,
    /** No signature, or not one of this form. */
    UNREADABLE,
    /** Genuine, but its instant is too far from now, either way. */
    STALE,
    /** Of another secret, or of another body. */
    FORGED
  }

  /** The header of a message that is sent at that instant. */
  public static String of(String secret, Instant at, byte[] body) {
    long seconds = at.getEpochSecond();
    return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(hmac(secret, seconds, body));
  }

  /** @param tolerance how far the sender's clock and ours may be apart, the way included */
  public static Verdict verify(String secret, String header, byte[] body, Instant now, Duration tolerance) {
    var parts = HEADER.matcher(header == null ? "" : header.strip());
    if (!parts.matches()) return Verdict.UNREADABLE;
    long seconds = Long.parseLong(parts.group(1));
    // takes as long for the first wrong byte as for the last
    if (!MessageDigest.isEqual(hmac(secret, seconds, body), HexFormat.of().parseHex(parts.group(2)))) return Verdict.FORGED;
    return Duration.between(Instant.ofEpochSecond(seconds), now).abs().compareTo(tolerance) > 0 ? Verdict.STALE : Verdict.GENUINE;
  }

  private static byte[] hmac(String secret, long seconds, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}

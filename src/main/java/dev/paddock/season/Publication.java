package dev.paddock.season;

import dev.paddock.season.Season.Code;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;

/**
 * When results appear. The flag falls a typical time after the start: race 1:45, sprint 0:35, qualifying 1:05. Nothing is
 * published earlier than half an hour after it. Where no record states an instant it is drawn, 2 to 20 hours after the
 * flag, to the second; a session's draw depends on seed and session only, not on the other sessions.
 */
record Publication(long seed) {
  private static final Duration EARLIEST = Duration.ofMinutes(30);
  private static final Duration DRAWN_FROM = Duration.ofHours(2);
  private static final Duration DRAWN_TO = Duration.ofHours(20);

  static Instant flag(Code code, Instant start) {
    return start.plus(switch (code) {
      case R -> Duration.ofMinutes(105);
      case S -> Duration.ofMinutes(35);
      default -> Duration.ofMinutes(65);
    });
  }

  static Instant earliest(Instant flag) {
    return flag.plus(EARLIEST);
  }

  Instant drawn(String sessionId, Instant flag) {
    long spread = DRAWN_TO.minus(DRAWN_FROM).toSeconds();
    return flag.plus(DRAWN_FROM).plusSeconds(Math.floorMod(hash(seed + ":" + sessionId), spread + 1));
  }

  private static long hash(String text) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

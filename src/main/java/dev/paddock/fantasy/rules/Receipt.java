package dev.paddock.fantasy.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** Proves what was saved and when it was received: SHA-256 over a text that anybody can write again from the answer. */
public record Receipt(long team, String raceId, long revision, Lineup lineup, Instant savedAt) {

  /** One fact a line, each line ended; several ids sorted, with commas. */
  public String text() {
    return """
        paddock line-up 1
        team %d
        race %s
        revision %d
        drivers %s
        constructors %s
        captain %s
        vice-captain %s
        chip %s
        saved %s
        """.formatted(team, raceId, revision, String.join(",", lineup.drivers()), String.join(",", lineup.constructors()), lineup.captain(),
        lineup.vice(), lineup.chip().map(Chip::id).orElse(""), savedAt);
  }

  /** Hex. */
  public String hash() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

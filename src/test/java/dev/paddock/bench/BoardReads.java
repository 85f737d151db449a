package dev.paddock.bench;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Looks at the season's board: its first page, any page, or the one with somebody's team. */
final class BoardReads implements Load {
  static final String BOARD = "/api/v1/leaderboards/season-" + Crowd.SEASON;

  private final String kind;
  private final int teams;
  private final Random random = new Random(7);

  /** @param kind hot, page or around; {@code teams} on the board, each its owner's whose token is his number */
  BoardReads(String kind, int teams) {
    this.kind = kind;
    this.teams = teams;
  }

  @Override public Ask next() {
    var bytes = switch (kind) {
      case "hot" -> get("", "");
      case "page" -> get("?limit=50&offset=" + 50 * random.nextInt(Math.max(1, teams / 50)), "");
      default -> get("?around=me", "Authorization: Bearer " + (1 + random.nextInt(teams)) + "\r\n");
    };
    return () -> bytes;
  }

  private static byte[] get(String query, String header) {
    return ("GET " + BOARD + query + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + header + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }
}

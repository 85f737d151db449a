package dev.paddock.bench;

import dev.paddock.fantasy.FakeFormula1;
import dev.paddock.fantasy.web.LineupSite;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.Stream;

/**
 * Saves line-ups of the first round, each team one after the other as its owner would: with the revision that the save before made. Who
 * waits for an answer does not hold up the others.
 */
final class LineupSaves implements Load {
  /** All of them are affordable; taken in turn. */
  private static final List<byte[]> LINEUPS = Stream.of(LineupSite.picks(20, 19, 18, 16, 14), LineupSite.picks(20, 19, 18, 16, 12),
      LineupSite.picks(19, 18, 15, 13, 11), LineupSite.picks(20, 17, 16, 14, 10)).map(lineup -> lineup.encode().getBytes(StandardCharsets.US_ASCII))
      .toList();

  private final ArrayDeque<Turn> idle = new ArrayDeque<>();

  /**
   * Teams that have not saved yet, each of the user whose number it has.
   *
   * @param teams more than there are clients
   */
  LineupSaves(long first, int teams) {
    for (long team = first; team < first + teams; team++) idle.add(new Turn(team));
  }

  @Override public Ask next() {
    return idle.remove();
  }

  private final class Turn implements Ask {
    private final String head;
    private long revision;

    Turn(long team) {
      head = "PUT /api/v1/teams/" + team + "/lineups/" + FakeFormula1.raceId(1) + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer user-"
          + team + "\r\nContent-Type: application/json\r\n";
    }

    @Override public byte[] bytes() {
      var body = LINEUPS.get((int) (revision % LINEUPS.size()));
      var start = (head + "If-Match: \"r" + revision + ".00000000000000000000000000000000\"\r\nContent-Length: " + body.length + "\r\n\r\n")
          .getBytes(StandardCharsets.US_ASCII);
      var all = new byte[start.length + body.length];
      System.arraycopy(start, 0, all, 0, start.length);
      System.arraycopy(body, 0, all, start.length, body.length);
      return all;
    }

    @Override public void answered(int status) {
      if (status == 200) revision++;
      idle.add(this);
    }
  }
}

package dev.paddock.horse.rules;

import dev.paddock.horse.rules.Sighting.Shape;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What the last poll of a race leaves for the next, so that one without news needs no look into the database. Each shape of answer is
 * compared with the last of its kind.
 *
 * @param statusHash of what a row of a meeting tells; "" when nothing was seen yet
 * @param cardHash   of everything; "" when it was not told since something changed
 * @param cardAt     when everything was told last; {@link Instant#EPOCH}: not since something changed
 */
public record Seen(RaceStatus status, Instant cardAt, String statusHash, String cardHash) {
  public static final Seen NOTHING = new Seen(RaceStatus.UNKNOWN, Instant.EPOCH, "", "");

  private static final Pattern MEMO = Pattern.compile("1 ([A-Z]+) (\\d{1,12}) ([0-9a-f]{32}) ([0-9a-f]{32}|-)");

  /** Of a memo; {@link #NOTHING} of one that another version wrote: the next answer is then compared with the stored race. */
  public static Seen of(String memo) {
    var m = MEMO.matcher(memo);
    if (!m.matches()) return NOTHING;
    try {
      return new Seen(RaceStatus.valueOf(m.group(1)), Instant.ofEpochSecond(Long.parseLong(m.group(2))), m.group(3),
          m.group(4).equals("-") ? "" : m.group(4));
    } catch (IllegalArgumentException anotherVersion) {
      return NOTHING;
    }
  }

  /** One line, at most 110 characters. */
  public String memo() {
    if (statusHash.isEmpty()) return "";
    return "1 " + status + " " + cardAt.getEpochSecond() + " " + statusHash + " " + (cardHash.isEmpty() ? "-" : cardHash);
  }

  /** What the next poll is to know, and whether there was news. @param at when the answer was received */
  public News after(Sighting sighting, Instant at) {
    var status = Projection.ofStatus(sighting);
    if (sighting.shape() == Shape.FULL) {
      var card = Projection.ofAll(sighting);
      return new News(!card.equals(cardHash), new Seen(sighting.status(), at, status, card));
    }
    return status.equals(statusHash) ? new News(false, this)
        : new News(true, new Seen(sighting.status(), Instant.EPOCH, status, ""));
  }

  /** @param changed compare with the stored race; false: it is as it was */
  public record News(boolean changed, Seen seen) {}
}

package dev.paddock.horse.rules;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * What one look at a race leaves for the next, so that a look that finds nothing new reads and writes nothing of the race. A note, not the
 * truth: one that got lost is made anew from what is stored.
 *
 * @param raceId     the provider's
 * @param meetingId  the provider's
 * @param seen       what the answers were like
 * @param standing   where the race stood, and how often its final result was confirmed
 * @param confirmedAt when it was confirmed last, or when it was final
 * @param confirmedBy what the provider said that answer was of: only a newer one confirms, for one that hangs repeats itself;
 *                    empty: not told
 * @param newsAt     when an answer differed last from the one before
 * @param frozen     whether it was said since then that nothing changes
 * @param against    answers in a row that were refused although they were newer
 * @param readAt     from when on the race is read even if the answer is the same as before; empty: never
 */
public record Memo(String raceId, String meetingId, Seen seen, Pace.Standing standing, Instant confirmedAt,
    Optional<Instant> confirmedBy, Instant newsAt, boolean frozen, int against, Optional<Instant> readAt) {
  private static final int FIELDS = 14;

  /** Of a race that this cadence begins with. */
  public static Memo first(String raceId, String meetingId, Pace.Standing standing, Instant now) {
    return new Memo(raceId, meetingId, Seen.NOTHING, standing, now, Optional.empty(), now, false, 0, Optional.empty());
  }

  /** Empty: there is none, or one that another release wrote. */
  public static Optional<Memo> read(String text) {
    var f = text.split("\n", -1);
    if (f.length != FIELDS) return Optional.empty();
    try {
      var standing = new Pace.Standing(RaceStatus.valueOf(f[3]), f[4].equals("final"), Instant.parse(f[5]), f[6].equals("off"),
          Integer.parseInt(f[7]));
      return Optional.of(new Memo(f[0], f[1], Seen.of(f[2]), standing, Instant.parse(f[8]), instant(f[9]), Instant.parse(f[10]),
          f[11].equals("frozen"), Integer.parseInt(f[12]), instant(f[13])));
    } catch (DateTimeException | IllegalArgumentException another) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> instant(String text) {
    return Optional.of(text).filter(at -> !at.isEmpty()).map(Instant::parse);
  }

  private static String text(Optional<Instant> instant) {
    return instant.map(Instant::toString).orElse("");
  }

  /** Confirmations are counted from then on. */
  public Memo confirmedFrom(Instant at) {
    return new Memo(raceId, meetingId, seen, standing.confirmed(0), at, confirmedBy, newsAt, frozen, against, readAt);
  }

  public Memo frozen(boolean isFrozen) {
    return new Memo(raceId, meetingId, seen, standing, confirmedAt, confirmedBy, newsAt, isFrozen, against, readAt);
  }

  public Memo against(int answers) {
    return new Memo(raceId, meetingId, seen, standing, confirmedAt, confirmedBy, newsAt, frozen, answers, readAt);
  }

  public Memo readAt(Optional<Instant> at) {
    return new Memo(raceId, meetingId, seen, standing, confirmedAt, confirmedBy, newsAt, frozen, against, at);
  }

  /** A dozen short lines. */
  public String write() {
    return String.join("\n", raceId, meetingId, seen.memo(), standing.status().name(), standing.isFinal() ? "final" : "",
        standing.start().toString(), standing.leftTheGate() ? "off" : "", Integer.toString(standing.confirmed()), confirmedAt.toString(),
        text(confirmedBy), newsAt.toString(), frozen ? "frozen" : "", Integer.toString(against), text(readAt));
  }
}

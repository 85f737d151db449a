package dev.paddock.upstream.horses;

import java.time.Instant;
import java.util.Optional;

/**
 * One that is entered.
 *
 * @param entrantId TAB NZ's
 * @param selection Betfair's
 * @param weight    in hundredths of a kilogram, 0 for a greyhound
 * @param price     to win, in hundredths, before the market moves
 */
public record Runner(int number, String entrantId, long selection, String name, int barrier, String jockey, String trainer, int weight,
    int price, Optional<Scratching> scratching) {
  /** @param late within the last hour before the start */
  public record Scratching(Instant at, boolean late) {}

  boolean scratched(Instant now) {
    return scratching.filter(s -> !now.isBefore(s.at())).isPresent();
  }

  /** Whether it ever starts. */
  public boolean starts() {
    return scratching.isEmpty();
  }
}

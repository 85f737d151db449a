package dev.paddock.horse.rules;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a race.
 *
 * @param live     all that was seen of it, put together; its time is that of the answer that changed it last
 * @param start    advertised
 * @param statusAt since when it has its status
 * @param finalAt  when its result was final for the first time; stays when it is amended
 * @param revision grows with every change; 0: on the card, never looked at
 */
public record KnownRace(Sighting live, Instant start, Instant statusAt, Optional<Instant> finalAt, long revision) {
  public RaceStatus status() {
    return live.status();
  }

  public boolean hasResult() {
    return !live.results().orElse(List.of()).isEmpty();
  }

  boolean hasFinalDividend() {
    return live.dividends().orElse(List.of()).stream().anyMatch(dividend -> dividend.status().equalsIgnoreCase("final"));
  }

  /** The next revision: as seen now. */
  KnownRace next(Sighting now, Optional<Instant> isFinal, Instant at) {
    return new KnownRace(now, now.advertisedStart().orElse(start), now.status() == status() ? statusAt : at, isFinal, revision + 1);
  }
}

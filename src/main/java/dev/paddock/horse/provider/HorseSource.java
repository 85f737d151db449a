package dev.paddock.horse.provider;

import dev.paddock.fetch.contract.Fetching.Exchange;
import dev.paddock.horse.rules.RaceCard;
import dev.paddock.horse.rules.Seen;
import dev.paddock.horse.rules.Sighting;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One provider of horse racing, whatever its format. Fetches by asking for pages; keeps nothing but what the next answer needs to be read,
 * such as names of runners, and can do without it.
 */
public interface HorseSource {
  /** As in the settings and the database: tabnz, ladbrokes, neds, betfair, racingapi. */
  String name();

  /** How many races one request may ask for; 1: it has no query for several. */
  int batchAtMost();

  /** How often it has something new at most; asking more often is a waste of its quota. */
  Duration freshest();

  /** The meetings and races of a day, by the provider's own calendar. */
  Future<Listed> card(LocalDate day);

  /** The single poller: everything about one race. */
  Future<Looked> one(Wanted race);

  /** The batch poller: two or more races, at most {@link #batchAtMost()} of them. What it cannot ask together it fetches in parallel. */
  Future<Looked> many(List<Wanted> races);

  /**
   * Reads what the provider pushed: its own answer about that one race. Empty: it is not that, or this provider pushes nothing.
   *
   * @param raceId the provider's
   */
  default Optional<Sighting> told(String raceId, String body) {
    return Optional.empty();
  }

  /**
   * A race that is due.
   *
   * @param raceId    the provider's
   * @param meetingId the provider's
   * @param start     advertised; those nearest to it go first when the quota is short
   * @param until     later than that the answer is of no use
   * @param seen      when last polled: a batch that tells less than everything fetches the rest of what has changed since, or is old
   */
  record Wanted(String raceId, String meetingId, Instant start, Instant until, Seen seen) {}

  sealed interface Listed {
    record Card(RaceCard card, Exchange exchange) implements Listed {}

    record Later(Instant until, String why) implements Listed {}

    /** No usable answer: unreachable, an error inside a 200, a body that makes no sense. */
    record Failed(String why, Optional<Exchange> exchange) implements Listed {}
  }

  /** What came of a poll, race by race, by the provider's race id. Every race that was wanted is in it. */
  record Looked(Map<String, Look> races) {
    public Looked {
      races = Map.copyOf(races);
    }
  }

  sealed interface Look {
    record Seen(Sighting sighting, Exchange exchange) implements Look {}

    /** Left out of a good answer, or named in it as unknown: that says nothing about the race. */
    record Missing(String why, Exchange exchange) implements Look {}

    /** Our quota or the provider's 429. */
    record Later(Instant until, String why, Optional<Exchange> exchange) implements Look {}

    record Failed(String why, Optional<Exchange> exchange) implements Look {}
  }
}

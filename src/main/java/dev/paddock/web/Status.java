package dev.paddock.web;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a page needs first. Null components are those that the contract does not require.
 *
 * @param now  the service's clock; in a demo that of the replay
 * @param mode demo or run
 */
public record Status(Instant now, String mode, Integer season, Race race, NextPoll nextPoll,
    List<Source> sources, Counts counts, Board board) {
  public record Race(String raceId, String name, int round, String state, Instant startsAt) {}

  public record NextPoll(String subject, Instant at) {}

  /** @param state unknown, up, limited or down */
  public record Source(String provider, String state, Instant since, String reason, Instant nextTry) {}

  /** @param horseRaces that are polled */
  public record Counts(long teams, long users, long versions, long corrections, long notifications, long polls, long horseRaces) {}

  public record Board(String board, long snapshot) {}

  public static Operation operation(Supplier<Future<Status>> status) {
    return new Operation("getStatus", request -> status.get().map(Answer::live));
  }
}

package dev.paddock.horse.web;

import dev.paddock.horse.rules.RaceStatus;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What is shown of horse racing, in the shape of the contract: null components are those that may be absent. */
public interface RaceBook {
  /** Which races are wanted. */
  record Wanted(LocalDate date, Optional<String> country, Optional<String> type, Optional<String> provider) {}

  /** A place in a list of races. */
  record Mark(Instant start, long raceId) {}

  /** A place in a race's prices. */
  record PriceMark(Instant at, int runner, String market) {}

  Future<Meetings> meetings(Wanted wanted);

  Future<List<Race>> races(Wanted wanted, Optional<RaceStatus> status, Optional<Mark> after, int limit);

  /** Those that have not left the gate, the next first. */
  Future<List<Race>> next(Instant now, Optional<String> country, Optional<String> type, int limit);

  Future<Optional<FullRace>> race(long raceId);

  /** Newest first; empty when there is no such race. */
  Future<Optional<List<Price>>> prices(long raceId, Optional<Integer> runner, Optional<String> market, Optional<PriceMark> before,
      int limit);

  Future<Optional<Revisions>> revisions(long raceId);

  record Meetings(LocalDate date, List<Meeting> meetings) {}

  record Meeting(long meetingId, String provider, String name, LocalDate date, String type, String country, String track,
      List<MeetingRace> races) {}

  record MeetingRace(long raceId, int number, String name, Instant advertisedStart, String status, String simpleStatus) {}

  record Races(String next, List<Race> races) {}

  record Race(long raceId, String provider, long meetingId, String meeting, LocalDate date, String type, String country, int number,
      String name, Instant advertisedStart, Instant actualStart, String status, String simpleStatus, boolean protest, long revision,
      Instant changedAt, Instant finalAt, Instant lastPollTime, Instant nextPollTime) {}

  record FullRace(long raceId, String provider, String providerRaceId, long meetingId, String meeting, LocalDate date, String type,
      String country, String track, int number, String name, Instant advertisedStart, Instant actualStart, String status,
      String simpleStatus, String statusWord, String trackCondition, Integer distance, String weather, boolean protest,
      String protestReason, long revision, Instant changedAt, Instant providerTime, Instant finalAt, Instant lastPollTime,
      Instant nextPollTime, String profile,
      List<Runner> runners, List<Placing> results, List<Dividend> dividends, List<Start> starts) {}

  record Runner(int number, String name, Integer barrier, String jockey, String trainer, Double weight, boolean scratched, boolean late,
      Instant scratchedAt, List<RunnerPrice> prices) {}

  record RunnerPrice(String market, double price) {}

  record Placing(int place, int number, String name, String margin) {}

  record Dividend(String product, String description, String status, double amount) {}

  record Start(Instant seenAt, Instant from, Instant to) {}

  record Prices(long raceId, String next, List<Price> prices) {}

  record Price(int runner, String market, Instant at, double price) {}

  record Revisions(long raceId, List<Revision> revisions) {}

  record Revision(long revision, Instant at, String kind, String status, List<Placing> results, List<Dividend> dividends, boolean protest,
      String protestReason, List<Change> changes) {}

  record Change(String what, String from, String to) {}
}

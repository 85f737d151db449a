package dev.paddock.f1.web;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the API reads of Formula 1. The records are the contract's schemas;
 * a component that may be null is one that the contract does not require.
 */
public interface Races {
  Future<List<SeasonEntry>> seasons();

  /** @param now by which sessions are scheduled, live or completed */
  Future<Optional<Season>> season(int year, Instant now);

  /** @param now goes into the answer as the server's time */
  Future<Optional<Race>> race(String raceId, Instant now);

  /** @param version empty: the latest. An empty answer: no such race, session or version */
  Future<Optional<Results>> results(String raceId, String session, Optional<Integer> version);

  /** Oldest first. An empty answer: no such session */
  Future<Optional<Versions>> versions(String raceId, String session);

  Future<Optional<Diff>> diff(String raceId, String session, int from, int to);

  /** Newest first, without what the corrections did to the game. An empty answer: no such race */
  Future<Optional<List<Correction>>> corrections(String raceId);

  record SeasonEntry(int year, int races, Instant startsAt, Instant endsAt) {}

  record Season(int year, Instant serverTime, List<SeasonRace> races) {}

  record SeasonRace(String raceId, int round, String name, String circuit, String locality, String country, Instant startsAt,
      boolean cancelled, Instant lockAt, String state, List<SeasonSession> sessions) {}

  record SeasonSession(String sessionId, String code, Instant startsAt, Instant endsAt, String phase, String state, int version) {}

  record Race(String raceId, int season, int round, String name, String circuit, String locality, String country, Instant startsAt,
      boolean cancelled, Instant lockAt, Instant serverTime, String state, List<Session> sessions) {
    /** The same at another time. */
    Race at(Instant time) {
      return new Race(raceId, season, round, name, circuit, locality, country, startsAt, cancelled, lockAt, time, state, sessions);
    }
  }

  record Session(String sessionId, String code, Instant startsAt, Instant endsAt, String phase, String state, int version, int cleanChecks,
      int verifications, Instant resultsAt, Instant lastCheckAt, Instant nextCheckAt) {}

  record Results(String raceId, String session, String sessionId, String state, int version, int latest, String source, Instant fetchedAt,
      String hash, List<Car> cars, List<Skipped> skipped) {}

  record Car(int position, String status, String statusText, String driverId, String driver, String code, Integer number,
      String constructorId, String constructor, Integer grid, Integer laps, Double points, String time, FastestLap fastestLap) {}

  record FastestLap(Integer lap, String time) {}

  record Skipped(String car, String reason) {}

  record Versions(String raceId, String session, String sessionId, List<Version> versions) {}

  record Version(int version, String source, Instant fetchedAt, String hash, int changes, String reason) {}

  record Diff(String raceId, String session, String sessionId, int from, int to, List<Change> changes) {}

  record Change(String driverId, String driver, String field, String from, String to) {}

  record Corrections(String raceId, List<Correction> corrections) {}

  record Correction(String session, String sessionId, int fromVersion, int toVersion, Instant at, String source, String reason,
      List<Change> changes,
      List<String> drivers, int teams, Swing biggestGain, Swing biggestLoss, int notified) {
    Correction with(Effect effect) {
      return new Correction(session, sessionId, fromVersion, toVersion, at, source, reason, changes, drivers,
          effect.teams, effect.biggestGain, effect.biggestLoss, effect.notified);
    }
  }

  /** What a correction did to the game; nulls when nobody gained or lost. */
  record Effect(int teams, Swing biggestGain, Swing biggestLoss, int notified) {}

  record Swing(long teamId, String team, String player, double before, double after, double delta) {}
}

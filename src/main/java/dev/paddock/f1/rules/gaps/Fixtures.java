package dev.paddock.f1.rules.gaps;

import dev.paddock.f1.rules.SessionCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A season's races and sessions, in the order of its calendar, or some of them. @param known there is a calendar of the season */
public record Fixtures(int year, List<Race> races, boolean known) {
  public Fixtures {
    races = List.copyOf(races);
  }

  /** A whole season. */
  public Fixtures(int year, List<Race> races) {
    this(year, races, !races.isEmpty());
  }

  /** Whether there is no session among them. */
  public boolean isEmpty() {
    return races.stream().allMatch(race -> race.sessions().isEmpty());
  }

  public record Race(String raceId, int round, String name, List<Session> sessions) {
    public Race {
      sessions = List.copyOf(sessions);
    }
  }

  /** @param endsAt empty: the schedule does not say */
  public record Session(String sessionId, SessionCode code, Instant startsAt, Optional<Instant> endsAt, boolean cancelled) {
    /** As scheduled, or as long as such sessions last. */
    public Instant end() {
      return endsAt.orElseGet(() -> startsAt.plus(code.lasts()));
    }
  }

  /** Only that round, only those sessions; empty: all. */
  public Fixtures only(Optional<Integer> round, Optional<SessionCode> code) {
    return new Fixtures(year, races.stream().filter(race -> round.isEmpty() || round.get() == race.round())
        .map(race -> new Race(race.raceId(), race.round(), race.name(),
            race.sessions().stream().filter(s -> code.isEmpty() || code.get() == s.code()).toList()))
        .toList(), known);
  }
}

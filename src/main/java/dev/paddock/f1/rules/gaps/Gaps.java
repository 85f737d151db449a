package dev.paddock.f1.rules.gaps;

import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.session.DataKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is missing of a season, in the order of its calendar, and what closing it takes.
 *
 * @param calendar false: the season itself is missing
 * @param sessions those that have begun and lack something
 * @param circuits races whose circuit is missing
 * @param absent   what was looked for and does not exist
 * @param calls    requests by provider that closing all of it takes at most
 */
public record Gaps(int year, boolean calendar, List<SessionGap> sessions, List<CircuitGap> circuits, List<Absence> absent,
    Map<String, Integer> calls) {
  public Gaps {
    sessions = List.copyOf(sessions);
    circuits = List.copyOf(circuits);
    absent = List.copyOf(absent);
    calls = Map.copyOf(calls);
  }

  /** @param calls by provider: one load of the session, however many kinds it lacks */
  public record SessionGap(String sessionId, int round, String race, SessionCode code, Instant startsAt, Set<DataKind> missing,
      Map<String, Integer> calls) {
    public SessionGap {
      missing = Set.copyOf(missing);
      calls = Map.copyOf(calls);
    }
  }

  public record CircuitGap(String raceId, int round, String race, Set<DataKind> missing, Map<String, Integer> calls) {
    public CircuitGap {
      missing = Set.copyOf(missing);
      calls = Map.copyOf(calls);
    }
  }

  /** @param subject a session or a race; @param at when that was found */
  public record Absence(String subject, DataKind kind, String reason, Instant at) {}

  public int total() {
    return calls.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Kinds of data that are missing, over all sessions and circuits. */
  public int count() {
    return sessions.stream().mapToInt(s -> s.missing().size()).sum() + circuits.stream().mapToInt(c -> c.missing().size()).sum()
        + (calendar ? 0 : 1);
  }
}

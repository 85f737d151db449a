package dev.paddock.f1.web;

import dev.paddock.f1.rules.gaps.Gaps;
import java.time.Instant;
import java.util.List;

/**
 * What is missing, in the contract's words.
 *
 * @param calendar false: the season itself is missing
 * @param gaps     kinds of data that are missing
 * @param total    requests that closing all of it takes at most
 */
public record GapReport(int year, boolean calendar, int gaps, int total, List<Counts.Calls> calls, List<Session> sessions,
    List<Circuit> circuits, List<Absence> absent) {

  record Session(String sessionId, int round, String race, String code, Instant startsAt, List<String> missing, List<Counts.Calls> calls) {}

  record Circuit(String raceId, int round, String race, List<String> missing, List<Counts.Calls> calls) {}

  record Absence(String subject, String kind, String reason, Instant at) {}

  public static GapReport of(Gaps gaps) {
    return new GapReport(gaps.year(), gaps.calendar(), gaps.count(), gaps.total(), Counts.calls(gaps.calls()),
        gaps.sessions().stream().map(s -> new Session(s.sessionId(), s.round(), s.race(), s.code().name(), s.startsAt(),
            Counts.kinds(s.missing()), Counts.calls(s.calls()))).toList(),
        gaps.circuits().stream().map(c -> new Circuit(c.raceId(), c.round(), c.race(), Counts.kinds(c.missing()),
            Counts.calls(c.calls()))).toList(),
        gaps.absent().stream().map(a -> new Absence(a.subject(), Counts.kind(a.kind()), a.reason(), a.at())).toList());
  }
}

package dev.paddock.f1.rules.gaps;

import dev.paddock.f1.rules.gaps.Coverage.State;
import dev.paddock.f1.rules.gaps.Fixtures.Session;
import dev.paddock.f1.rules.gaps.Gaps.Absence;
import dev.paddock.f1.rules.gaps.Gaps.CircuitGap;
import dev.paddock.f1.rules.gaps.Gaps.SessionGap;
import dev.paddock.f1.rules.session.DataKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is missing of a season, and what it takes to get it. Pure: same tables, same instant, same gaps.
 *
 * <p>A session is looked at once it is over and {@code delay} has passed. What failed is a gap again. What was not there is one for
 * {@link #SETTLES} after the session's end, because archives are late; after that it is absent until somebody insists.
 *
 * @param delay how long after a session's end its data is expected at the earliest
 */
public record GapPlanner(Recipes recipes, Duration delay) {
  /** The archive of live timing begins with this season. */
  public static final int ARCHIVED_SINCE = 2018;
  /** So long after a session's end what is not there yet may still come. */
  public static final Duration SETTLES = Duration.ofDays(3);

  private static final String TOO_EARLY = "the archive of live timing begins in " + ARCHIVED_SINCE;
  private static final String ARCHIVE = "livetiming";

  /** What we have already: asking for it costs no request. */
  public interface Shelf {
    boolean has(String subject, Piece piece);

    /** Whether we know where the session is. */
    boolean knows(String sessionId);
  }

  /**
   * What is asked for.
   *
   * @param since insists on all that was looked for before then; empty: only on what is missing
   */
  public record Question(Fixtures fixtures, Collection<Coverage> known, Optional<Instant> since, Instant now) {}

  /** @param foregone absences that follow from the year alone, nobody needs to be asked; those that are not on record yet */
  public record Plan(Gaps gaps, List<Coverage> foregone) {
    public Plan {
      foregone = List.copyOf(foregone);
    }
  }

  public Plan plan(Question asked, Shelf shelf) {
    var fixtures = asked.fixtures();
    var known = new HashMap<String, Map<DataKind, Coverage>>();
    asked.known().forEach(row -> known.computeIfAbsent(row.subject(), s -> new HashMap<>()).put(row.kind(), row));
    var sessions = new ArrayList<SessionGap>();
    var circuits = new ArrayList<CircuitGap>();
    var absent = new ArrayList<Absence>();
    var foregone = new ArrayList<Coverage>();
    var calls = new TreeMap<String, Integer>();
    var season = String.valueOf(fixtures.year());
    if (!fixtures.known()) add(calls, cost(recipes.calendar(), season, shelf));
    for (var race : fixtures.races()) {
      var over = race.sessions().stream().filter(s -> isOver(s, asked.now())).toList();
      if (over.isEmpty()) continue;
      boolean early = fixtures.year() < ARCHIVED_SINCE;
      for (var session : over) {
        var missing = missing(session.sessionId(), false, session.end(), early, asked, known, absent, foregone);
        if (missing.isEmpty()) continue;
        var cost = cost(recipes.pieces(fixtures.year(), session.code(), missing), session.sessionId(), shelf);
        add(calls, cost);
        sessions.add(new SessionGap(session.sessionId(), race.round(), race.name(), session.code(), session.startsAt(), missing, cost));
      }
      var missing = missing(race.raceId(), true, over.getLast().end(), early, asked, known, absent, foregone);
      if (missing.isEmpty()) continue;
      var cost = cost(recipes.pieces(fixtures.year(), null, missing), race.raceId(), shelf);
      add(calls, cost);
      circuits.add(new CircuitGap(race.raceId(), race.round(), race.name(), missing, cost));
    }
    if (sessions.stream().anyMatch(gap -> !shelf.knows(gap.sessionId()))) add(calls, cost(recipes.index(), season, shelf));
    return new Plan(new Gaps(fixtures.year(), fixtures.known(), sessions, circuits, absent, calls), foregone);
  }

  /** Whether its data may be expected. */
  public boolean isOver(Session session, Instant now) {
    return !session.cancelled() && !session.end().plus(delay).isAfter(now);
  }

  private Set<DataKind> missing(String subject, boolean circuit, Instant end, boolean early, Question asked,
      Map<String, Map<DataKind, Coverage>> known, List<Absence> absent, List<Coverage> foregone) {
    var missing = EnumSet.noneOf(DataKind.class);
    var rows = known.getOrDefault(subject, Map.of());
    for (var kind : recipes.kinds()) {
      if (kind.ofCircuit() != circuit) continue;
      var row = Optional.ofNullable(rows.get(kind));
      if (early && row.filter(r -> r.state() == State.STORED).isEmpty()) {
        if (row.isEmpty()) foregone.add(Coverage.absent(subject, kind, ARCHIVE, TOO_EARLY, asked.now()));
        absent.add(row.filter(r -> r.state() == State.ABSENT).map(GapPlanner::absence)
            .orElseGet(() -> new Absence(subject, kind, TOO_EARLY, asked.now())));
      } else if (row.isEmpty() || isGap(row.get(), end, asked.since())) {
        missing.add(kind);
      } else if (row.get().state() == State.ABSENT) {
        absent.add(absence(row.get()));
      }
    }
    return missing;
  }

  private static boolean isGap(Coverage row, Instant end, Optional<Instant> since) {
    if (since.isPresent() && row.at().isBefore(since.get())) return true;
    return switch (row.state()) {
      case STORED -> false;
      case FAILED -> true;
      case ABSENT -> row.at().isBefore(end.plus(SETTLES));
    };
  }

  private static Absence absence(Coverage row) {
    return new Absence(row.subject(), row.kind(), row.reason(), row.at());
  }

  private static void add(Map<String, Integer> calls, Map<String, Integer> more) {
    more.forEach((provider, n) -> calls.merge(provider, n, Integer::sum));
  }

  private static Map<String, Integer> cost(Set<Piece> pieces, String subject, Shelf shelf) {
    var calls = new TreeMap<String, Integer>();
    for (var piece : pieces) if (!shelf.has(subject, piece)) calls.merge(piece.provider(), 1, Integer::sum);
    return calls;
  }
}

package dev.paddock.f1.web;

import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.rules.Classification;
import dev.paddock.f1.rules.Phase;
import dev.paddock.f1.rules.ResultDiff;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.SessionState;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.RaceReads;
import dev.paddock.f1.store.RaceReads.CorrectionRow;
import dev.paddock.f1.store.RaceReads.RaceRow;
import dev.paddock.f1.store.RaceReads.SessionRow;
import dev.paddock.f1.store.ResultStore;
import dev.paddock.f1.store.ResultStore.Tracked;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** The stores in the contract's words. */
public final class StoredRaces implements Races {
  private final RaceReads reads;
  private final ResultStore results;
  private final CalendarStore calendar;
  private final Function<String, Future<Optional<Instant>>> nextCheck;
  private final IntFunction<Future<Map<String, Instant>>> locks;

  /**
   * @param nextCheck when a session's result is looked at again; empty for never
   * @param locks     of a season, by race: when line-ups lock. It need not be the start of the earliest scored session, for that may have
   *                  been moved since; of a race that is missing it is
   */
  public StoredRaces(RaceReads reads, ResultStore results, CalendarStore calendar, Function<String, Future<Optional<Instant>>> nextCheck,
      IntFunction<Future<Map<String, Instant>>> locks) {
    this.reads = reads;
    this.results = results;
    this.calendar = calendar;
    this.nextCheck = nextCheck;
    this.locks = locks;
  }

  @Override public Future<List<SeasonEntry>> seasons() {
    return reads.seasons().map(all -> all.stream().map(s -> new SeasonEntry(s.year(), s.races(), s.first(), s.last())).toList());
  }

  @Override public Future<Optional<Season>> season(int year, Instant now) {
    return Future.all(reads.races(year), reads.sessionsOfSeason(year), locks.apply(year)).map(all -> {
      List<RaceRow> races = all.resultAt(0);
      var sessions = all.<List<SessionRow>>resultAt(1).stream().collect(Collectors.groupingBy(SessionRow::raceId));
      return races.isEmpty() ? Optional.empty()
          : Optional.of(new Season(year, now, races.stream()
              .map(r -> inSeason(r, sessions.getOrDefault(r.raceId(), List.of()), all.<Map<String, Instant>>resultAt(2), now)).toList()));
    });
  }

  private static SeasonRace inSeason(RaceRow r, List<SessionRow> sessions, Map<String, Instant> locks, Instant now) {
    return new SeasonRace(r.raceId(), r.round(), r.name(), r.circuit(), r.locality(), r.country(),
        r.startsAt(), r.cancelled(), lockAt(r, sessions, locks), state(sessions),
        sessions.stream().map(s -> new SeasonSession(s.sessionId(), s.code().name(), s.startsAt(), s.endsAt(),
            phase(s, r.cancelled(), now), word(s.state()), s.version())).toList());
  }

  @Override public Future<Optional<Race>> race(String raceId, Instant now) {
    return reads.race(raceId).compose(found -> found.isEmpty() ? Future.succeededFuture(Optional.empty())
        : Future.all(reads.sessions(raceId), locks.apply(found.get().season()))
            .compose(both -> race(found.get(), both.resultAt(0), both.resultAt(1), now)).map(Optional::of));
  }

  private Future<Race> race(RaceRow r, List<SessionRow> sessions, Map<String, Instant> locks, Instant now) {
    return Future.all(sessions.stream().map(s -> checked(s, r.cancelled(), now)).toList())
        .map(checked -> race(r, lockAt(r, sessions, locks), sessions, checked.list(), now));
  }

  private static Race race(RaceRow r, Instant lockAt, List<SessionRow> sessions, List<Session> checked, Instant now) {
    return new Race(r.raceId(), r.season(), r.round(), r.name(), r.circuit(), r.locality(), r.country(), r.startsAt(), r.cancelled(),
        lockAt, now, state(sessions), checked);
  }

  private static Instant lockAt(RaceRow r, List<SessionRow> sessions, Map<String, Instant> locks) {
    var scheduled = sessions.stream().filter(s -> s.code().scored()).map(SessionRow::startsAt)
        .min(Comparator.naturalOrder()).orElse(r.startsAt());
    return locks.getOrDefault(r.raceId(), scheduled);
  }

  private Future<Session> checked(SessionRow s, boolean cancelled, Instant now) {
    return nextCheck.apply(s.sessionId()).map(next -> new Session(
        s.sessionId(), s.code().name(), s.startsAt(), s.endsAt(), phase(s, cancelled, now), word(s.state()), s.version(),
        s.cleanChecks(), s.verifications(), s.resultsAt().orElse(null), s.checkedAt().orElse(null), next.orElse(null)));
  }

  @Override public Future<Optional<Results>> results(String raceId, String session, Optional<Integer> version) {
    return results.session(raceId + "-" + session).compose(found -> found.isEmpty() ? Future.succeededFuture(Optional.empty())
        : Future.all(results.version(found.get().sessionId(), version.orElse(found.get().version())), roster(found.get().season()))
            .map(both -> both.<Optional<ResultStore.Version>>resultAt(0).map(v -> results(found.get(), v, both.resultAt(1)))));
  }

  private static Results results(Tracked s, ResultStore.Version v, Map<String, Calendar.Driver> roster) {
    return new Results(s.raceId(), s.code().name(), s.sessionId(), word(s.standing().state()),
        v.version(), s.version(), v.source(), v.fetchedAt(), v.hash(),
        ResultRows.of(v.result(), s.code(), roster), v.skipped().stream().map(k -> new Skipped(k.driver(), k.reason())).toList());
  }

  @Override public Future<Optional<Versions>> versions(String raceId, String session) {
    var sessionId = raceId + "-" + session;
    return results.session(sessionId).compose(found -> found.isEmpty() ? Future.succeededFuture(Optional.empty())
        : reads.versions(sessionId).map(all -> Optional.of(new Versions(raceId, session, sessionId,
            all.stream().map(v -> new Version(v.version(), v.source(), v.fetchedAt(), v.hash(), v.changes(),
                v.reason().orElse(null))).toList()))));
  }

  @Override public Future<Optional<Diff>> diff(String raceId, String session, int from, int to) {
    var sessionId = raceId + "-" + session;
    return Future.all(results.session(sessionId), results.version(sessionId, from), results.version(sessionId, to)).compose(all -> {
      Optional<Tracked> tracked = all.resultAt(0);
      Optional<ResultStore.Version> a = all.resultAt(1);
      Optional<ResultStore.Version> b = all.resultAt(2);
      if (tracked.isEmpty() || a.isEmpty() || b.isEmpty()) return Future.succeededFuture(Optional.empty());
      return roster(tracked.get().season()).map(roster ->
          Optional.of(new Diff(raceId, session, sessionId, from, to,
              ResultRows.changes(between(a.get().result(), b.get().result()), roster))));
    });
  }

  private static List<ResultDiff.Change> between(Classification a, Classification b) {
    return switch (ResultDiff.between(a, b)) {
      case ResultDiff.Same() -> List.of();
      case ResultDiff.Changed(var changes) -> changes;
    };
  }

  @Override public Future<Optional<List<Correction>>> corrections(String raceId) {
    return reads.race(raceId).compose(race -> race.isEmpty() ? Future.succeededFuture(Optional.empty())
        : Future.all(reads.corrections(raceId), roster(race.get().season()))
            .map(both -> Optional.of(both.<List<CorrectionRow>>resultAt(0).stream().map(c -> correction(c, both.resultAt(1))).toList())));
  }

  private static Correction correction(CorrectionRow c, Map<String, Calendar.Driver> roster) {
    return new Correction(c.code().name(), c.sessionId(), c.version() - 1, c.version(), c.at(), c.source(),
        c.reason().orElse(null), ResultRows.changes(c.changes(), roster),
        c.changes().stream().map(ResultDiff.Change::driver).distinct().toList(), 0, null, null, 0);
  }

  private Future<Map<String, Calendar.Driver>> roster(int season) {
    return calendar.roster(season).map(drivers -> drivers.stream().collect(Collectors.toMap(Calendar.Driver::driverId, d -> d)));
  }

  /** As it is at this instant: the stored one, by which others are told, follows within minutes. */
  private static String phase(SessionRow s, boolean cancelled, Instant now) {
    return Phase.of(s.startsAt(), s.endsAt(), cancelled, now).spoken();
  }

  private static String state(List<SessionRow> sessions) {
    return word(sessions.stream().filter(s -> s.code() == SessionCode.R).map(SessionRow::state).findFirst().orElse(SessionState.SCHEDULED));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}

package dev.paddock.f1.web;

import dev.paddock.f1.rules.Phase;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.SessionState;
import dev.paddock.f1.store.RaceReads;
import dev.paddock.f1.store.RaceReads.RaceRow;
import dev.paddock.f1.store.RaceReads.SessionRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A race as somebody follows it from afar: which session is on, what is known of its result, when that is looked at next. */
public final class UnderWay {
  private final RaceReads reads;
  private final Function<Collection<String>, Future<Map<String, Instant>>> nextChecks;

  /**
   * The contract's words; null components are those it does not require.
   *
   * @param state   of the race's result, as are {@code version} (0: none) and {@code cleanChecks}
   * @param live    the session that is on; {@code next} the one that begins next
   * @param check   the next, of whichever session's result
   */
  public record Race(String raceId, String race, int round, Instant startsAt, String state, int version, int cleanChecks, String live,
      Start next, Check check) {}

  public record Start(String session, Instant at) {}

  public record Check(String session, Instant at) {}

  /** @param nextChecks when these sessions' results are looked at again, by session; those that are not are left out */
  public UnderWay(RaceReads reads, Function<Collection<String>, Future<Map<String, Instant>>> nextChecks) {
    this.reads = reads;
    this.nextChecks = nextChecks;
  }

  /** Empty: no such race. */
  public Future<Optional<Race>> of(String raceId, Instant now) {
    return Future.all(reads.race(raceId), reads.sessions(raceId)).compose(both -> {
      Optional<RaceRow> race = both.resultAt(0);
      List<SessionRow> sessions = both.resultAt(1);
      var scored = sessions.stream().filter(session -> session.code().scored()).map(SessionRow::sessionId).toList();
      return nextChecks.apply(scored).map(checks -> race.map(found -> of(found, sessions, checks, now)));
    });
  }

  private static Race of(RaceRow race, List<SessionRow> sessions, Map<String, Instant> checks, Instant now) {
    var result = sessions.stream().filter(session -> session.code() == SessionCode.R).findFirst();
    var live = sessions.stream().filter(s -> Phase.of(s.startsAt(), s.endsAt(), race.cancelled(), now) == Phase.LIVE).findFirst();
    var next = sessions.stream().filter(session -> session.startsAt().isAfter(now)).min(Comparator.comparing(SessionRow::startsAt));
    var check = checks.entrySet().stream().min(Map.Entry.comparingByValue());
    return new Race(race.raceId(), race.name(), race.round(), race.startsAt(),
        result.map(SessionRow::state).orElse(SessionState.SCHEDULED).name().toLowerCase(Locale.ROOT),
        result.map(SessionRow::version).orElse(0), result.map(SessionRow::cleanChecks).orElse(0),
        live.map(session -> session.code().name()).orElse(null),
        next.map(session -> new Start(session.code().name(), session.startsAt())).orElse(null),
        check.map(at -> new Check(at.getKey().substring(at.getKey().lastIndexOf('-') + 1), at.getValue())).orElse(null));
  }
}

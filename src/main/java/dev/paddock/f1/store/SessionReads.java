package dev.paddock.f1.store;

import dev.paddock.f1.rules.gaps.Coverage;
import dev.paddock.f1.rules.session.ComputedResult;
import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.f1.rules.session.Entrant;
import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.rules.session.PitStop;
import dev.paddock.f1.rules.session.PositionChange;
import dev.paddock.f1.rules.session.RaceControlMessage;
import dev.paddock.f1.rules.session.RadioClip;
import dev.paddock.f1.rules.session.SessionData;
import dev.paddock.f1.rules.session.StatusChange;
import dev.paddock.f1.rules.session.Stint;
import dev.paddock.f1.rules.session.WeatherSample;
import dev.paddock.f1.rules.telemetry.TelemetryBlock;
import dev.paddock.f1.store.CircuitStore.Stored;
import dev.paddock.f1.store.SessionTables.Listed;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads what a session was made of. A session that is not there, or was not imported, has nothing of any kind. */
public final class SessionReads {
  static final String TRACK = "TRACK";
  static final String SESSION = "SESSION";
  private static final String SOME_LAPS = "and ($2::int is null or car = $2::int) and lap between $3::int and $4::int";
  private static final String LOOKED = """
      select subject, kind, state, source, reason, rows, at from coverage where subject = $1 and kind = $2
      """;
  private static final String OF_CAR = "and ($2::int is null or car = $2::int)";

  /** Which laps are wanted. @param car null: of all; @param first and {@code last} included */
  public record Laps(Integer car, int first, int last) {
    public static final Laps ALL = new Laps(null, 0, Integer.MAX_VALUE);
  }

  private final SqlClient reads;
  private final TelemetryStore telemetry = new TelemetryStore();
  private final CircuitStore circuits = new CircuitStore();

  public SessionReads(SqlClient reads) {
    this.reads = reads;
  }

  /** By racing number. */
  public Future<List<Entrant>> entrants(String sessionId) {
    return SessionTables.ENTRANTS.of(reads, sessionId);
  }

  /** By racing number and lap. */
  public Future<List<Lap>> laps(String sessionId, Laps wanted) {
    return SessionTables.LAPS.where(reads, SOME_LAPS, Tuple.of(sessionId, wanted.car(), wanted.first(), wanted.last()));
  }

  /** By racing number and stint. @param car null: of all */
  public Future<List<Stint>> stints(String sessionId, Integer car) {
    return SessionTables.STINTS.where(reads, OF_CAR, Tuple.of(sessionId, car));
  }

  /** By racing number and stop. @param car null: of all */
  public Future<List<PitStop>> pitStops(String sessionId, Integer car) {
    return SessionTables.PIT_STOPS.where(reads, OF_CAR, Tuple.of(sessionId, car));
  }

  /** By time. */
  public Future<List<WeatherSample>> weather(String sessionId) {
    return SessionTables.WEATHER.of(reads, sessionId);
  }

  /** In the order in which they were sent. */
  public Future<List<RaceControlMessage>> raceControl(String sessionId) {
    return SessionTables.RACE_CONTROL.of(reads, sessionId).map(all -> all.stream().map(Listed::row).toList());
  }

  /** Changes of the track's status and of the session's own, each in order. */
  public Future<SessionData.TrackStatus> statuses(String sessionId) {
    return SessionTables.STATUS.of(reads, sessionId)
        .map(all -> new SessionData.TrackStatus(changes(all, TRACK), changes(all, SESSION)));
  }

  /** By racing number and time. @param car null: of all */
  public Future<List<PositionChange>> positions(String sessionId, Integer car) {
    return SessionTables.POSITIONS.where(reads, OF_CAR, Tuple.of(sessionId, car));
  }

  /** In order. */
  public Future<List<RadioClip>> radio(String sessionId) {
    return SessionTables.RADIO.of(reads, sessionId).map(all -> all.stream().map(Listed::row).toList());
  }

  /** What follows from the laps, by place. */
  public Future<List<ComputedResult>> computed(String sessionId) {
    return SessionTables.RESULTS.of(reads, sessionId)
        .map(all -> all.stream().sorted(Comparator.comparingInt(ComputedResult::position)).toList());
  }

  /** Both channels of a car between two session times in ms, and the samples next to them. */
  public Future<List<TelemetryBlock>> telemetry(String sessionId, int car, int from, int to) {
    return telemetry.between(reads, sessionId, car, from, to);
  }

  /** The circuit that a race was on, as it was in its year; its markers along the fastest lap that has telemetry, if there is one. */
  public Future<Optional<Stored>> circuit(String raceId) {
    return circuits.ofRace(reads, raceId).compose(found -> found.isEmpty() ? Future.succeededFuture(found)
        : telemetry.fastest(reads, raceId).map(lap -> lap.map(found.get()::along).or(() -> found)));
  }

  /** @param year empty: the latest that there is a map of */
  public Future<Optional<Stored>> circuit(int key, Optional<Integer> year) {
    return year.isPresent() ? circuits.read(reads, key, year.get()) : circuits.latest(reads, key);
  }

  /** @param subject a session, or of circuits a race; empty: it was never looked for */
  public Future<Optional<Coverage>> looked(String subject, DataKind kind) {
    return reads.preparedQuery(LOOKED).execute(Tuple.of(subject, kind.name())).map(rows -> rows.size() == 0 ? Optional.empty()
        : Optional.of(CoverageStore.coverage(rows.iterator().next())));
  }

  private static List<StatusChange> changes(List<SessionTables.Status> all, String what) {
    return all.stream().filter(status -> status.what().equals(what)).map(SessionTables.Status::change).toList();
  }
}

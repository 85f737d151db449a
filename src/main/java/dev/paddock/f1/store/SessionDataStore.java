package dev.paddock.f1.store;

import dev.paddock.f1.rules.session.SessionData;
import dev.paddock.f1.rules.session.StatusChange;
import dev.paddock.f1.store.SessionTables.Listed;
import dev.paddock.f1.store.SessionTables.Status;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes what a session was made of, a kind at a time. */
public final class SessionDataStore {
  /**
   * Replaces what is stored of this kind. Rows that are the same are not touched: a second call with the same data changes nothing.
   *
   * @return how many rows were inserted, updated or deleted
   */
  public Future<Integer> replace(SqlConnection tx, String sessionId, SessionData data) {
    return switch (data) {
      case SessionData.Entrants d -> SessionTables.ENTRANTS.replace(tx, sessionId, d.entrants());
      case SessionData.Laps d -> SessionTables.LAPS.replace(tx, sessionId, d.laps());
      case SessionData.Stints d -> SessionTables.STINTS.replace(tx, sessionId, d.stints());
      case SessionData.PitStops d -> SessionTables.PIT_STOPS.replace(tx, sessionId, d.stops());
      case SessionData.Weather d -> SessionTables.WEATHER.replace(tx, sessionId, d.samples());
      case SessionData.RaceControl d -> SessionTables.RACE_CONTROL.replace(tx, sessionId, Listed.of(d.messages()));
      case SessionData.TrackStatus d -> SessionTables.STATUS.replace(tx, sessionId,
          Stream.concat(statuses(SessionReads.TRACK, d.track()), statuses(SessionReads.SESSION, d.session())).toList());
      case SessionData.Positions d -> SessionTables.POSITIONS.replace(tx, sessionId, d.changes());
      case SessionData.Radio d -> SessionTables.RADIO.replace(tx, sessionId, Listed.of(d.clips()));
      case SessionData.Results d -> SessionTables.RESULTS.replace(tx, sessionId, d.places());
    };
  }

  private static Stream<Status> statuses(String what, List<StatusChange> changes) {
    return IntStream.range(0, changes.size()).mapToObj(n -> new Status(what, n + 1, changes.get(n)));
  }
}

package dev.paddock.f1.web;

import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.store.CircuitStore.Stored;
import dev.paddock.sheet.Column;
import dev.paddock.sheet.Sheet;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The small session in memory, in its real columns. */
public final class SessionExhibit implements Sessions {
  static final Drivers DRIVERS = new Drivers(SmallSession.ENTRANTS.entrants());

  @Override public Future<Found> sheet(String sessionId, What what, Wanted wanted) {
    return Future.succeededFuture(sessionId.equals(SmallSession.ID) ? new Found.Here(sheet(what))
        : new Found.Missing("There is no session " + sessionId + "."));
  }

  @Override public Future<Found> circuit(String id, Optional<Integer> year) {
    return Future.succeededFuture(List.of("2025-miami", "151").contains(id) ? new Found.Here(sheet(What.CIRCUIT))
        : new Found.Missing("There is no race " + id + "."));
  }

  static Sheet<?> sheet(What what) {
    return switch (what) {
      case LAPS -> of(what, LapColumns.of(DRIVERS), SmallSession.LAPS.laps());
      case RESULTS -> of(what, ResultRow.COLUMNS, SmallSession.RESULTS.places().stream()
          .map(place -> ResultRow.computed(place, DRIVERS, Map.<String, Calendar.Driver>of())).toList());
      case TELEMETRY -> of(what, TelemetryRow.columns(DRIVERS),
          TelemetryRow.unpacked(List.of(new TelemetryRow.Packed(SmallSession.LAPS.laps().get(4), SmallSession.TELEMETRY))));
      case CIRCUIT -> CircuitSheet.of(new Stored(SmallSession.CIRCUIT, "multiviewer", Instant.EPOCH, Stored.OUTLINE));
      case LAP_WEATHER -> of(what, SessionColumns.lapWeather(DRIVERS),
          SessionColumns.LapSky.of(SmallSession.LAPS.laps(), SmallSession.WEATHER.samples()));
      case WEATHER -> of(what, SessionColumns.WEATHER, SmallSession.WEATHER.samples());
      case RACE_CONTROL -> of(what, SessionColumns.raceControl(DRIVERS), SmallSession.RACE_CONTROL.messages());
      case STINTS -> of(what, SessionColumns.stints(DRIVERS), SmallSession.STINTS.stints());
      case PIT_STOPS -> of(what, SessionColumns.pitStops(DRIVERS), SmallSession.PIT_STOPS.stops());
      case POSITIONS -> of(what, SessionColumns.positions(DRIVERS), SmallSession.POSITIONS.changes());
      case TRACK_STATUS -> of(what, SessionColumns.STATUS, SessionColumns.Status.of(SmallSession.STATUS));
      case RADIO -> of(what, SessionColumns.radio(DRIVERS), SmallSession.RADIO.clips());
    };
  }

  private static <T> Sheet<T> of(What what, List<Column<T>> columns, Iterable<T> rows) {
    var about = new LinkedHashMap<String, Object>();
    about.put("sessionId", SmallSession.ID);
    if (what == What.RESULTS) about.put("source", "computed");
    return new Sheet<>(what.property(), about, columns, rows);
  }
}

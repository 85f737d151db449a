package dev.paddock.f1.web;

import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.gaps.Coverage;
import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.RaceReads;
import dev.paddock.f1.store.RaceReads.RaceRow;
import dev.paddock.f1.store.RaceReads.SessionRow;
import dev.paddock.f1.store.ResultStore;
import dev.paddock.f1.store.SessionReads;
import dev.paddock.sheet.Column;
import dev.paddock.sheet.Sheet;
import io.vertx.core.Future;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The stores as sheets, or in words why there is nothing. */
public final class StoredSessions implements Sessions {
  /** @param version of its official result; 0: none yet */
  public record Session(String sessionId, RaceRow race, SessionCode code, int version) {
    String importing() {
      return "`paddock import --year " + race.season() + " --round " + race.round() + " --session " + code + "`";
    }
  }

  private final RaceReads races;
  private final SessionReads reads;
  private final ResultStore results;
  private final CalendarStore calendar;

  public StoredSessions(RaceReads races, SessionReads reads, ResultStore results, CalendarStore calendar) {
    this.races = races;
    this.reads = reads;
    this.results = results;
    this.calendar = calendar;
  }

  /** Empty: there is no such session. */
  public Future<Optional<Session>> session(String sessionId) {
    return races.race(sessionId.substring(0, Math.max(0, sessionId.lastIndexOf('-'))))
        .compose(race -> in(race, session -> session.sessionId().equals(sessionId)));
  }

  public Future<Optional<Session>> session(int year, int round, SessionCode code) {
    return races.races(year).map(all -> all.stream().filter(race -> race.round() == round && !race.cancelled()).findFirst())
        .compose(race -> in(race, session -> session.code() == code));
  }

  private Future<Optional<Session>> in(Optional<RaceRow> race, Predicate<SessionRow> wanted) {
    if (race.isEmpty()) return Future.succeededFuture(Optional.empty());
    return races.sessions(race.get().raceId()).map(all -> all.stream().filter(wanted).findFirst()
        .map(session -> new Session(session.sessionId(), race.get(), session.code(), session.version())));
  }

  @Override public Future<Found> sheet(String sessionId, What what, Wanted wanted) {
    return session(sessionId).compose(session -> session.isEmpty() ? missing("There is no session " + sessionId + ".")
        : sheet(session.get(), what, wanted));
  }

  public Future<Found> sheet(Session session, What what, Wanted wanted) {
    return reads.entrants(session.sessionId()).map(Drivers::new).compose(drivers -> {
      var car = wanted.driver().flatMap(drivers::car);
      if (wanted.driver().isPresent() && car.isEmpty()) return nobody(session, wanted.driver().get(), drivers);
      return switch (what) {
        case RESULTS -> results(session, drivers);
        case TELEMETRY -> telemetry(session, wanted, car, drivers);
        case CIRCUIT -> circuit(session.race().raceId(), Optional.empty());
        default -> data(session, what, wanted, car.orElse(null), drivers);
      };
    });
  }

  private Future<Found> data(Session session, What what, Wanted wanted, Integer car, Drivers drivers) {
    var id = session.sessionId();
    return switch (what) {
      case LAPS -> found(session, what, LapColumns.of(drivers), reads.laps(id, new SessionReads.Laps(car, wanted.first(), wanted.last())));
      case LAP_WEATHER -> found(session, what, SessionColumns.lapWeather(drivers),
          Future.all(reads.laps(id, new SessionReads.Laps(car, wanted.first(), wanted.last())), reads.weather(id))
              .map(both -> SessionColumns.LapSky.of(both.resultAt(0), both.resultAt(1))));
      case WEATHER -> found(session, what, SessionColumns.WEATHER, reads.weather(id));
      case RACE_CONTROL -> found(session, what, SessionColumns.raceControl(drivers), reads.raceControl(id));
      case STINTS -> found(session, what, SessionColumns.stints(drivers), reads.stints(id, car));
      case PIT_STOPS -> found(session, what, SessionColumns.pitStops(drivers), reads.pitStops(id, car));
      case POSITIONS -> found(session, what, SessionColumns.positions(drivers), reads.positions(id, car));
      case TRACK_STATUS -> found(session, what, SessionColumns.STATUS, reads.statuses(id).map(SessionColumns.Status::of));
      case RADIO -> found(session, what, SessionColumns.radio(drivers), reads.radio(id));
      case RESULTS, TELEMETRY, CIRCUIT -> throw new IllegalArgumentException(what + " are no rows of one table");
    };
  }

  /** The official version if there is one, else what follows from the laps. */
  private Future<Found> results(Session session, Drivers drivers) {
    return calendar.roster(session.race().season())
        .map(all -> all.stream().collect(Collectors.toMap(Calendar.Driver::driverId, Function.identity())))
        .compose(roster -> results.version(session.sessionId(), session.version()).compose(official -> official.isPresent()
            ? found(session, What.RESULTS, ResultRow.COLUMNS, about(official.get()), Future.succeededFuture(
                official.get().result().cars().stream().map(car -> ResultRow.official(car, drivers, roster)).toList()))
            : found(session, What.RESULTS, ResultRow.COLUMNS, Map.of("source", ResultRow.COMPUTED), reads.computed(session.sessionId())
                .map(places -> places.stream().map(place -> ResultRow.computed(place, drivers, roster)).toList()))));
  }

  private static Map<String, Object> about(ResultStore.Version version) {
    return Map.of("source", ResultRow.OFFICIAL, "version", version.version(), "provider", version.source());
  }

  /** Of the laps whose beginning and end are known, one after the other. */
  private Future<Found> telemetry(Session session, Wanted wanted, Optional<Integer> car, Drivers drivers) {
    if (car.isEmpty()) return missing("Telemetry is one driver's; there are " + drivers.codes() + ".");
    var id = session.sessionId();
    return reads.laps(id, new SessionReads.Laps(car.get(), wanted.first(), wanted.last())).compose(laps -> {
      var timed = laps.stream().filter(lap -> lap.start() != null && lap.timed().end() != null && lap.start() < lap.timed().end()).toList();
      if (timed.isEmpty()) return why(session, DataKind.LAPS).compose(why -> missing(why.orElse(
          "There is no such lap of car " + car.get() + " in " + id + ", or its beginning or end is not known.")));
      return blocks(id, timed).compose(packed -> packed.stream().allMatch(lap -> lap.blocks().isEmpty())
          ? why(session, DataKind.CAR_DATA).compose(why -> missing(why.orElse(
              "There is no telemetry of car " + car.get() + " in " + id + ", or not of these laps.")))
          : Future.succeededFuture(new Found.Here(new Sheet<>(What.TELEMETRY.property(), Map.of("sessionId", id),
              TelemetryRow.columns(drivers), TelemetryRow.unpacked(packed)))));
    });
  }

  private Future<List<TelemetryRow.Packed>> blocks(String sessionId, List<Lap> laps) {
    var packed = Future.succeededFuture(new ArrayList<TelemetryRow.Packed>());
    for (var lap : laps) {
      packed = packed.compose(before -> reads.telemetry(sessionId, lap.timed().car(), lap.start(), lap.timed().end()).map(blocks -> {
        before.add(new TelemetryRow.Packed(lap, blocks));
        return before;
      }));
    }
    return packed.map(List::copyOf);
  }

  @Override public Future<Found> circuit(String id, Optional<Integer> year) {
    var key = id.matches("\\d{1,6}");
    return (key ? reads.circuit(Integer.parseInt(id), year) : reads.circuit(id)).compose(found -> found.isPresent()
        ? Future.succeededFuture(new Found.Here(CircuitSheet.of(found.get())))
        : key ? missing("There is no map of circuit " + id + year.map(y -> " in " + y).orElse("") + ".") : noCircuit(id));
  }

  private Future<Found> noCircuit(String raceId) {
    return races.race(raceId).compose(race -> race.isEmpty() ? missing("There is no race " + raceId + ".")
        : why(raceId, DataKind.CIRCUIT, "`paddock import --year " + race.get().season() + " --round " + race.get().round() + "`")
            .compose(why -> missing(why.orElse("There is no map of the circuit of " + raceId + "."))));
  }

  private <T> Future<Found> found(Session session, What what, List<Column<T>> columns, Future<List<T>> rows) {
    return found(session, what, columns, Map.of(), rows);
  }

  private <T> Future<Found> found(Session session, What what, List<Column<T>> columns, Map<String, Object> more, Future<List<T>> rows) {
    var about = new LinkedHashMap<String, Object>();
    about.put("sessionId", session.sessionId());
    about.putAll(more);
    return rows.compose(all -> {
      Found here = new Found.Here(new Sheet<>(what.property(), about, columns, all));
      return all.isEmpty() ? why(session, what.kind()).map(why -> why.<Found>map(Found.Missing::new).orElse(here))
          : Future.succeededFuture(here);
    });
  }

  /** Why there is nothing of a kind; empty: because there was nothing of it. */
  private Future<Optional<String>> why(Session session, DataKind kind) {
    return why(session.sessionId(), kind, session.importing());
  }

  private Future<Optional<String>> why(String subject, DataKind kind, String importing) {
    return reads.looked(subject, kind).map(looked -> {
      var what = "The " + kind.spoken() + " of " + subject;
      if (looked.isEmpty()) return Optional.of(what + ": not imported. " + importing + " does it.");
      return switch (looked.get().state()) {
        case ABSENT -> Optional.of(what + ": the source has none. " + said(looked.get()));
        case FAILED -> Optional.of(what + ": could not be read. " + said(looked.get()) + " " + importing + " tries again.");
        case STORED -> Optional.empty();
      };
    });
  }

  private static String said(Coverage looked) {
    return looked.source() + " on " + looked.at().atOffset(ZoneOffset.UTC).toLocalDate() + ": " + looked.reason() + ".";
  }

  private Future<Found> nobody(Session session, String driver, Drivers drivers) {
    if (!drivers.codes().isEmpty())
      return missing("There is no driver " + driver + " in " + session.sessionId() + "; there are " + drivers.codes() + ".");
    return why(session, DataKind.ENTRANTS).compose(why -> missing(why.orElse("Nobody drove in " + session.sessionId() + ".")));
  }

  private static Future<Found> missing(String why) {
    return Future.succeededFuture(new Found.Missing(why));
  }
}

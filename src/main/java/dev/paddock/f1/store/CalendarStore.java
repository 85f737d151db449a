package dev.paddock.f1.store;

import static dev.paddock.f1.store.ResultStore.utc;

import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.SessionState;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Seasons, their races, sessions and drivers. A race keeps its id when the calendar moves; one that vanished is cancelled, not deleted. */
public final class CalendarStore {
  private static final String SEASON = """
      insert into season (year, synced_at, closes_at) values ($1::int, $2::timestamptz, $3::timestamptz)
      on conflict (year) do update set synced_at = excluded.synced_at, closes_at = excluded.closes_at
      """;
  private static final String RACES = """
      insert into race (race_id, season, round, name, circuit_id, circuit, locality, country, starts_at)
      select u.race_id, $1::int, u.round, u.name, u.circuit_id, u.circuit, u.locality, u.country, u.starts_at
        from unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::timestamptz[])
             as u (race_id, round, name, circuit_id, circuit, locality, country, starts_at)
      on conflict (race_id) do update
         set round = excluded.round, name = excluded.name, circuit_id = excluded.circuit_id, circuit = excluded.circuit,
             locality = excluded.locality, country = excluded.country, starts_at = excluded.starts_at, cancelled = false
       where (race.round, race.name, race.circuit_id, race.circuit, race.locality, race.country, race.starts_at, race.cancelled)
             is distinct from (excluded.round, excluded.name, excluded.circuit_id, excluded.circuit,
                               excluded.locality, excluded.country, excluded.starts_at, false)
      """;
  private static final String CANCELLED = """
      update race set cancelled = true where season = $1::int and not cancelled and race_id <> all($2::text[])
      """;
  private static final String SESSIONS = """
      insert into session (session_id, race_id, code, starts_at, state)
      select u.session_id, u.race_id, u.code, u.starts_at, 'SCHEDULED'
        from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[]) as u (session_id, race_id, code, starts_at)
      on conflict (session_id) do update set starts_at = excluded.starts_at where session.starts_at is distinct from excluded.starts_at
      """;
  private static final String DRIVERS = """
      insert into driver (season, driver_id, code, number, given_name, family_name, nationality)
      select $1::int, u.driver_id, u.code, u.number, u.given_name, u.family_name, u.nationality
        from unnest($2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::text[])
             as u (driver_id, code, number, given_name, family_name, nationality)
      on conflict (season, driver_id) do update
         set code = excluded.code, number = excluded.number,
             given_name = excluded.given_name, family_name = excluded.family_name, nationality = excluded.nationality
       where (driver.code, driver.number, driver.given_name, driver.family_name, driver.nationality)
             is distinct from (excluded.code, excluded.number, excluded.given_name, excluded.family_name, excluded.nationality)
      """;
  private static final String UNANSWERED = """
      select s.session_id, s.code, s.starts_at, r.round, s.state from session s join race r using (race_id)
       where r.season = $1::int and not r.cancelled and s.version = 0 and s.code in ('Q', 'S', 'R') order by s.starts_at, s.session_id
      """;
  private static final String ROSTER = """
      select driver_id, code, number, given_name, family_name, nationality from driver where season = $1::int order by driver_id
      """;

  /** A session whose result is still looked for. */
  public record Unanswered(String sessionId, SessionCode code, int round, Instant startsAt, SessionState state) {}

  private final SqlClient reads;

  public CalendarStore(SqlClient reads) {
    this.reads = reads;
  }

  /** Writes what differs. */
  public Future<Void> save(SqlConnection tx, Calendar calendar, Instant closesAt, Instant now) {
    return tx.preparedQuery(SEASON).execute(Tuple.of(calendar.year(), utc(now), utc(closesAt)))
        .compose(v -> races(tx, calendar)).compose(v -> sessions(tx, calendar)).compose(v -> drivers(tx, calendar)).mapEmpty();
  }

  /** The scored sessions of a season that have no result yet, by start. */
  public Future<List<Unanswered>> unanswered(SqlConnection tx, int year) {
    return tx.preparedQuery(UNANSWERED)
        .collecting(Collectors.mapping((Row r) -> new Unanswered(r.getString("session_id"), SessionCode.valueOf(r.getString("code")),
            r.getInteger("round"), r.getOffsetDateTime("starts_at").toInstant(),
            SessionState.valueOf(r.getString("state"))), Collectors.toList()))
        .execute(Tuple.of(year)).map(found -> found.value());
  }

  public Future<List<Calendar.Driver>> roster(int season) {
    return reads.preparedQuery(ROSTER)
        .collecting(Collectors.mapping((Row r) -> new Calendar.Driver(r.getString("driver_id"), r.getString("code"), r.getInteger("number"),
            r.getString("given_name"), r.getString("family_name"), r.getString("nationality")), Collectors.toList()))
        .execute(Tuple.of(season)).map(found -> found.value());
  }

  private static Future<?> races(SqlConnection tx, Calendar calendar) {
    var races = calendar.races().stream().filter(race -> race.start(SessionCode.R).isPresent()).toList();
    var ids = races.stream().map(race -> race.id(calendar.year())).toArray(String[]::new);
    return tx.preparedQuery(RACES).execute(Tuple.of(calendar.year(), ids, races.stream().map(Calendar.Race::round).toArray(Integer[]::new),
            races.stream().map(Calendar.Race::name).toArray(String[]::new),
            races.stream().map(Calendar.Race::circuitId).toArray(String[]::new),
            races.stream().map(Calendar.Race::circuit).toArray(String[]::new))
            .addValue(races.stream().map(Calendar.Race::locality).toArray(String[]::new))
            .addValue(races.stream().map(Calendar.Race::country).toArray(String[]::new))
            .addValue(races.stream().map(race -> utc(race.start(SessionCode.R).orElseThrow())).toArray(OffsetDateTime[]::new)))
        .compose(v -> tx.preparedQuery(CANCELLED).execute(Tuple.of(calendar.year()).addValue(ids)));
  }

  private static Future<?> sessions(SqlConnection tx, Calendar calendar) {
    record Line(String id, String raceId, String code, OffsetDateTime startsAt) {}
    var lines = new ArrayList<Line>();
    for (var race : calendar.races()) {
      if (race.start(SessionCode.R).isEmpty()) continue;
      var raceId = race.id(calendar.year());
      for (var s : race.sessions()) lines.add(new Line(raceId + "-" + s.code(), raceId, s.code().name(), utc(s.startsAt())));
    }
    return tx.preparedQuery(SESSIONS).execute(Tuple.of(lines.stream().map(Line::id).toArray(String[]::new),
        lines.stream().map(Line::raceId).toArray(String[]::new),
        lines.stream().map(Line::code).toArray(String[]::new), lines.stream().map(Line::startsAt).toArray(OffsetDateTime[]::new)));
  }

  private static Future<?> drivers(SqlConnection tx, Calendar calendar) {
    var drivers = calendar.drivers();
    return tx.preparedQuery(DRIVERS).execute(Tuple.of(calendar.year(),
        drivers.stream().map(Calendar.Driver::driverId).toArray(String[]::new),
        drivers.stream().map(Calendar.Driver::code).toArray(String[]::new),
        drivers.stream().map(Calendar.Driver::number).toArray(Integer[]::new),
        drivers.stream().map(Calendar.Driver::givenName).toArray(String[]::new),
        drivers.stream().map(Calendar.Driver::familyName).toArray(String[]::new))
        .addValue(drivers.stream().map(Calendar.Driver::nationality).toArray(String[]::new)));
  }
}

package dev.paddock.f1.store;

import static dev.paddock.f1.store.ResultStore.utc;

import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.rules.CalendarDiff;
import dev.paddock.f1.rules.Edits.Placed;
import dev.paddock.f1.rules.CalendarDiff.Change;
import dev.paddock.f1.rules.CalendarDiff.Kind;
import dev.paddock.f1.rules.CalendarDiff.Known;
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
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      insert into session (session_id, race_id, code, starts_at, ends_at, state)
      select u.session_id, u.race_id, u.code, u.starts_at, u.ends_at, 'SCHEDULED'
        from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[])
             as u (session_id, race_id, code, starts_at, ends_at)
      on conflict (session_id) do update set starts_at = excluded.starts_at, ends_at = excluded.ends_at
       where (session.starts_at, session.ends_at) is distinct from (excluded.starts_at, excluded.ends_at)
      """;
  // Only what nothing is known of: a session that took place stays, whatever becomes of its line in a calendar.
  private static final String FORGET = """
      delete from session s using race r
       where r.race_id = s.race_id and r.season = $1::int and not r.cancelled and s.session_id <> all($2::text[])
         and s.starts_at > $3::timestamptz and s.version = 0
         and not exists (select from coverage c where c.subject = s.session_id)
         and not exists (select from session_feed f where f.session_id = s.session_id)
         and not exists (select from result_refusal f where f.session_id = s.session_id)
      returning s.session_id, s.starts_at
      """;
  private static final String KNOWN = """
      select r.race_id, r.round, r.name, r.circuit_id, r.country, r.cancelled, s.code, s.starts_at
        from race r left join session s using (race_id) where r.season = $1::int order by r.starts_at, r.race_id, s.starts_at
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
  private final EditStore edits = new EditStore();

  public CalendarStore(SqlClient reads) {
    this.reads = reads;
  }

  /**
   * Writes what differs, with what administrators have set.
   *
   * @param whole whether every source was heard: only then a session that is not listed is forgotten
   * @param closesAt by the sources; a race that was moved behind all others keeps the season open for longer
   * @return what it changed
   */
  public Future<List<Change>> save(SqlConnection tx, Calendar calendar, boolean whole, Instant closesAt, Instant now) {
    int year = calendar.year();
    return known(tx, year).compose(before -> edits.of(tx, year).compose(edits -> {
      var edited = edits.on(calendar, CalendarDiff.ids(calendar, before));
      var changes = new ArrayList<>(CalendarDiff.between(before, edited.races()));
      var rows = Rows.of(edited.races());
      var closes = edited.closesAt().filter(closesAt::isBefore).orElse(closesAt);
      return tx.preparedQuery(SEASON).execute(Tuple.of(year, utc(now), utc(closes)))
          .compose(v -> races(tx, year, rows)).compose(v -> tx.preparedQuery(SESSIONS).execute(rows.sessions()))
          .compose(v -> drivers(tx, year, edited.drivers()))
          .compose(v -> whole ? forget(tx, year, rows, now, changes) : Future.succeededFuture())
          .map(v -> List.copyOf(changes));
    }));
  }

  /** The season as it is stored; empty before it was. */
  public Future<List<Known>> known(SqlClient in, int year) {
    return in.preparedQuery(KNOWN).execute(Tuple.of(year)).map(rows -> {
      var races = new LinkedHashMap<String, Known>();
      var sessions = new HashMap<String, Map<SessionCode, Instant>>();
      for (var row : rows) {
        var id = row.getString("race_id");
        var of = sessions.computeIfAbsent(id, first -> new EnumMap<>(SessionCode.class));
        if (row.getString("code") != null) {
          of.put(SessionCode.valueOf(row.getString("code")), row.getOffsetDateTime("starts_at").toInstant());
        }
        races.put(id, new Known(id, row.getInteger("round"), row.getString("name"), row.getString("circuit_id"),
            row.getString("country"), row.getBoolean("cancelled"), of));
      }
      return List.copyOf(races.values());
    });
  }

  private static Future<?> forget(SqlConnection tx, int year, Rows rows, Instant now, List<Change> changes) {
    return tx.preparedQuery(FORGET).execute(Tuple.of(year, rows.sessionIds(), utc(now))).onSuccess(gone -> gone.forEach(row ->
        changes.add(new Change(Kind.GONE, row.getString("session_id"), row.getOffsetDateTime("starts_at").toInstant().toString(), ""))));
  }

  /** When the season closes; empty before it was stored. */
  public Future<Optional<Instant>> closesAt(SqlClient in, int year) {
    return in.preparedQuery("select closes_at from season where year = $1::int").execute(Tuple.of(year))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next().getOffsetDateTime("closes_at").toInstant()));
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

  /** The calendar's races and sessions under the ids that they are stored under. */
  private record Rows(List<Placed> races, List<Line> lines) {
    record Line(String raceId, Calendar.Session session) {
      String id() {
        return raceId + "-" + session.code();
      }
    }

    static Rows of(List<Placed> races) {
      return new Rows(races, races.stream().flatMap(placed -> placed.race().sessions().stream()
          .map(session -> new Line(placed.raceId(), session))).toList());
    }

    String[] raceIds() {
      return races.stream().map(Placed::raceId).toArray(String[]::new);
    }

    String[] sessionIds() {
      return lines.stream().map(Line::id).toArray(String[]::new);
    }

    Tuple sessions() {
      return Tuple.of(sessionIds(), lines.stream().map(Line::raceId).toArray(String[]::new),
          lines.stream().map(line -> line.session().code().name()).toArray(String[]::new),
          lines.stream().map(line -> utc(line.session().startsAt())).toArray(OffsetDateTime[]::new),
          lines.stream().map(line -> utc(line.session().endsAt())).toArray(OffsetDateTime[]::new));
    }
  }

  private static Future<?> races(SqlConnection tx, int year, Rows rows) {
    var races = rows.races().stream().map(Placed::race).toList();
    return tx.preparedQuery(RACES).execute(Tuple.of(year, rows.raceIds(),
            races.stream().map(Calendar.Race::round).toArray(Integer[]::new),
            races.stream().map(Calendar.Race::name).toArray(String[]::new),
            races.stream().map(Calendar.Race::circuitId).toArray(String[]::new),
            races.stream().map(Calendar.Race::circuit).toArray(String[]::new))
            .addValue(races.stream().map(Calendar.Race::locality).toArray(String[]::new))
            .addValue(races.stream().map(Calendar.Race::country).toArray(String[]::new))
            .addValue(races.stream().map(race -> utc(race.start(SessionCode.R).orElseThrow())).toArray(OffsetDateTime[]::new)))
        .compose(v -> tx.preparedQuery(CANCELLED).execute(Tuple.of(year).addValue(rows.raceIds())));
  }

  private static Future<?> drivers(SqlConnection tx, int year, List<Calendar.Driver> drivers) {
    return tx.preparedQuery(DRIVERS).execute(Tuple.of(year,
        drivers.stream().map(Calendar.Driver::driverId).toArray(String[]::new),
        drivers.stream().map(Calendar.Driver::code).toArray(String[]::new),
        drivers.stream().map(Calendar.Driver::number).toArray(Integer[]::new),
        drivers.stream().map(Calendar.Driver::givenName).toArray(String[]::new),
        drivers.stream().map(Calendar.Driver::familyName).toArray(String[]::new))
        .addValue(drivers.stream().map(Calendar.Driver::nationality).toArray(String[]::new)));
  }
}

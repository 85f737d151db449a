package dev.paddock.f1.store;

import static dev.paddock.f1.store.ResultStore.utc;

import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.rules.Edits.DriverEdit;
import dev.paddock.f1.rules.Edits.Place;
import dev.paddock.f1.rules.Edits.RaceEdit;
import dev.paddock.f1.rules.SessionCode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;

/** Drivers and races as administrators write them. What is written wins over the next calendar because it is in {@link EditStore} too. */
public final class CatalogueStore {
  private static final String RACE = """
      select r.race_id, r.season, r.cancelled, r.revision,
             exists (select from session s where s.race_id = r.race_id and s.version > 0) as has_results,
             exists (select from session s join coverage c on c.subject = s.session_id where s.race_id = r.race_id)
               or exists (select from round_lock k where k.race_id = r.race_id)
               or exists (select from lineup l where (l.season, l.round) = (r.season, r.round))
               or exists (select from price p where (p.season, p.round) = (r.season, r.round) and r.round > 1) as referenced
        from race r where r.race_id = $1::text for update
      """;
  private static final String ROUND_TAKEN = """
      select race_id from race where season = $1::int and round = $2::int and not cancelled and race_id <> $3::text
      """;
  private static final String ADD_RACE = """
      insert into race (race_id, season, round, name, circuit_id, circuit, locality, country, starts_at)
      select $1::text, $2::int, $3::int, $4::text, $5::text, $6::text, $7::text, $8::text, $9::timestamptz
       where exists (select from season where year = $2::int)
      on conflict (race_id) do nothing
      """;
  private static final String CHANGE_RACE = """
      update race
         set round = coalesce($2::int, round), name = coalesce($3::text, name), circuit_id = coalesce($4::text, circuit_id),
             circuit = coalesce($5::text, circuit), locality = coalesce($6::text, locality), country = coalesce($7::text, country),
             cancelled = coalesce($8::boolean, cancelled), starts_at = coalesce($9::timestamptz, starts_at), revision = revision + 1
       where race_id = $1::text
      """;
  private static final String SESSIONS = """
      insert into session (session_id, race_id, code, starts_at, ends_at, state)
      select $1::text || '-' || u.code, $1::text, u.code, u.starts_at, u.ends_at, 'SCHEDULED'
        from unnest($2::text[], $3::timestamptz[], $4::timestamptz[]) as u (code, starts_at, ends_at)
      on conflict (session_id) do update set starts_at = excluded.starts_at, ends_at = excluded.ends_at
      """;
  private static final String SEASON_CLOSES = """
      update season
         set closes_at = (select max(s.starts_at) + make_interval(days => $2::int) from session s join race r using (race_id)
                           where r.season = $1::int and not r.cancelled)
       where year = $1::int and exists (select from session s join race r using (race_id) where r.season = $1::int and not r.cancelled)
      """;
  private static final String DRIVER = """
      select d.driver_id, d.revision, d.deleted_at is not null as deleted,
             exists (select from price p where p.season = d.season and p.driver_id = d.driver_id)
               or exists (select from lineup l where l.season = d.season and d.driver_id = any (l.drivers))
               or exists (select from result_version v join session s using (session_id) join race r using (race_id)
                           where r.season = d.season
                             and v.rows @> jsonb_build_array(jsonb_build_object('driverId', d.driver_id))) as referenced
        from driver d where d.season = $1::int and d.driver_id = $2::text for update
      """;
  private static final String ADD_DRIVER = """
      insert into driver (season, driver_id, code, number, given_name, family_name, nationality)
      select $1::int, $2::text, $3::text, $4::int, $5::text, $6::text, $7::text where exists (select from season where year = $1::int)
      on conflict (season, driver_id) do nothing
      """;
  private static final String CHANGE_DRIVER = """
      update driver
         set code = coalesce($3::text, code), number = coalesce($4::int, number), given_name = coalesce($5::text, given_name),
             family_name = coalesce($6::text, family_name), nationality = coalesce($7::text, nationality),
             deleted_at = case when $8::boolean then coalesce(deleted_at, $9::timestamptz) end, revision = revision + 1
       where season = $1::int and driver_id = $2::text
      """;

  /** @param referenced whether something else refers to it; {@code hasResults} a race's */
  public record Found(int season, long revision, boolean off, boolean hasResults, boolean referenced) {}

  /** For the rest of the transaction nobody else changes it. */
  public Future<Optional<Found>> race(SqlConnection tx, String raceId) {
    return one(tx, RACE, Tuple.of(raceId), r -> new Found(r.getInteger("season"), r.getLong("revision"), r.getBoolean("cancelled"),
        r.getBoolean("has_results"), r.getBoolean("referenced")));
  }

  public Future<Optional<Found>> driver(SqlConnection tx, int season, String driverId) {
    return one(tx, DRIVER, Tuple.of(season, driverId), r -> new Found(season, r.getLong("revision"), r.getBoolean("deleted"), false,
        r.getBoolean("referenced")));
  }

  /** Another race that has the round. */
  public Future<Optional<String>> ofRound(SqlClient in, int season, int round, String except) {
    return in.preparedQuery(ROUND_TAKEN).execute(Tuple.of(season, round, except))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next().getString("race_id")));
  }

  /** Answers false where there is such a race, or no such season. @param content whole */
  public Future<Boolean> add(SqlConnection tx, int season, String raceId, RaceEdit content) {
    var place = content.place().orElseThrow();
    return tx.preparedQuery(ADD_RACE).execute(Tuple.of(raceId, season, content.round().orElseThrow(), content.name().orElseThrow())
            .addString(place.circuitId()).addString(place.circuit()).addString(place.locality()).addString(place.country())
            .addOffsetDateTime(utc(content.sessions().get(SessionCode.R))))
        .compose(rows -> rows.rowCount() == 0 ? Future.succeededFuture(false)
            : sessions(tx, raceId, content).compose(v -> closes(tx, season)).map(true));
  }

  /** Writes what is set. */
  public Future<Void> change(SqlConnection tx, int season, String raceId, RaceEdit set) {
    var place = set.place();
    return tx.preparedQuery(CHANGE_RACE).execute(Tuple.of(raceId, set.round().orElse(null), set.name().orElse(null))
            .addString(place.map(Place::circuitId).orElse(null)).addString(place.map(Place::circuit).orElse(null))
            .addString(place.map(Place::locality).orElse(null)).addString(place.map(Place::country).orElse(null))
            .addBoolean(set.cancelled().orElse(null)).addOffsetDateTime(at(set.sessions().get(SessionCode.R))))
        .compose(v -> sessions(tx, raceId, set)).compose(v -> closes(tx, season));
  }

  /** Nothing is left of it. */
  public Future<Void> remove(SqlConnection tx, int season, String raceId) {
    return tx.preparedQuery("delete from session where race_id = $1::text").execute(Tuple.of(raceId))
        .compose(v -> tx.preparedQuery("delete from race where race_id = $1::text").execute(Tuple.of(raceId)))
        .compose(v -> closes(tx, season));
  }

  /** Answers false where there is such a driver, or no such season. @param content whole */
  public Future<Boolean> add(SqlConnection tx, int season, String driverId, DriverEdit content) {
    return tx.preparedQuery(ADD_DRIVER).execute(driver(season, driverId, content)).map(rows -> rows.rowCount() > 0);
  }

  /** Writes what is set, and whether he is deleted. */
  public Future<Void> change(SqlConnection tx, int season, String driverId, DriverEdit set, boolean deleted, Instant at) {
    return tx.preparedQuery(CHANGE_DRIVER).execute(driver(season, driverId, set).addBoolean(deleted).addOffsetDateTime(utc(at))).mapEmpty();
  }

  /** Nothing is left of him. */
  public Future<Void> remove(SqlConnection tx, int season, String driverId, long revision) {
    return tx.preparedQuery("delete from driver where season = $1::int and driver_id = $2::text and revision = $3::bigint")
        .execute(Tuple.of(season, driverId, revision)).mapEmpty();
  }

  private static Tuple driver(int season, String driverId, DriverEdit edit) {
    return Tuple.of(season, driverId, edit.code().orElse(null)).addInteger(edit.number().orElse(null))
        .addString(edit.givenName().orElse(null)).addString(edit.familyName().orElse(null)).addString(edit.nationality().orElse(null));
  }

  private static Future<Void> sessions(SqlConnection tx, String raceId, RaceEdit set) {
    if (set.sessions().isEmpty()) return Future.succeededFuture();
    var starts = set.sessions().entrySet().stream().map(start -> new Calendar.Session(start.getKey(), start.getValue())).toList();
    return tx.preparedQuery(SESSIONS).execute(Tuple.of(raceId, starts.stream().map(s -> s.code().name()).toArray(String[]::new),
        starts.stream().map(s -> utc(s.startsAt())).toArray(OffsetDateTime[]::new),
        starts.stream().map(s -> utc(s.endsAt())).toArray(OffsetDateTime[]::new))).mapEmpty();
  }

  private static Future<Void> closes(SqlConnection tx, int season) {
    return tx.preparedQuery(SEASON_CLOSES)
        .execute(Tuple.of(season, (int) Calendar.CLOSES_AFTER.toDays())).mapEmpty();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static <T> Future<Optional<T>> one(SqlConnection tx, String sql, Tuple which, Function<Row, T> mapper) {
    return tx.preparedQuery(sql).execute(which)
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(mapper.apply(rows.iterator().next())));
  }
}

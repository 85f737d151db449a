package dev.paddock.f1.store;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.paddock.f1.rules.ResultDiff.Change;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.SessionState;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** What is shown of seasons, races and the history of results. Reads only. */
public final class RaceReads {
  private static final String SEASONS = """
      select season, count(*) as races, min(starts_at) as first, max(starts_at) as last
        from race where not cancelled group by season order by season desc
      """;
  private static final String RACE = """
      select race_id, season, round, name, circuit, locality, country, starts_at, cancelled from race
      """;
  private static final String RACES = RACE + "where season = $1::int order by round, race_id";
  private static final String ONE_RACE = RACE + "where race_id = $1";
  // The race under way is the latest that has begun; before the first, the first.
  private static final String CURRENT = RACE + """
      where not cancelled
      order by starts_at <= $1::timestamptz desc,
               case when starts_at <= $1::timestamptz then $1::timestamptz - starts_at else starts_at - $1::timestamptz end
      limit 1
      """;
  private static final String SESSION = """
      select s.session_id, s.race_id, s.code, s.starts_at, s.ends_at, s.state, s.version, s.clean_checks, s.verifications,
             s.results_at, s.checked_at
        from session s
      """;
  private static final String SESSIONS_OF_SEASON = SESSION
      + "join race r using (race_id) where r.season = $1::int order by s.starts_at, s.session_id";
  private static final String SESSIONS_OF_RACE = SESSION + "where s.race_id = $1 order by s.starts_at, s.session_id";
  private static final String VERSIONS = """
      select version, source, fetched_at, hash, jsonb_array_length(changes) as changes, reason
        from result_version where session_id = $1 order by version
      """;
  private static final String CORRECTIONS = """
      select v.session_id, s.code, v.version, v.fetched_at, v.changes::text as changes, v.source, v.reason
        from result_version v join session s using (session_id)
       where s.race_id = $1 and v.version > 1 order by v.fetched_at desc, v.session_id, v.version desc
      """;
  // For whom a driver drove last, by the latest version of each race.
  private static final String CONSTRUCTORS = """
      select distinct on (car ->> 'driverId') car ->> 'driverId' as driver_id, car ->> 'constructorId' as constructor_id
        from race r join session s using (race_id) join result_version v on v.session_id = s.session_id and v.version = s.version,
             jsonb_array_elements(v.rows) as car
       where r.season = $1::int and s.code in ('Q', 'S', 'R') order by car ->> 'driverId', s.starts_at desc
      """;
  private static final String COUNTS = """
      select count(*) as versions, count(*) filter (where version > 1) as corrections from result_version
      """;

  /** @param first start of the first race, {@code last} of the last */
  public record SeasonRow(int year, int races, Instant first, Instant last) {}

  public record RaceRow(String raceId, int season, int round, String name, String circuit,
      String locality, String country, Instant startsAt, boolean cancelled) {}

  /** @param version 0 before the first result; {@code resultsAt} and {@code checkedAt} are empty then, too */
  public record SessionRow(String sessionId, String raceId, SessionCode code, Instant startsAt, Instant endsAt, SessionState state,
      int version, int cleanChecks, int verifications, Optional<Instant> resultsAt, Optional<Instant> checkedAt) {}

  /** @param changes how many against the version before; {@code reason} of an administrator's */
  public record VersionRow(int version, String source, Instant fetchedAt, String hash, int changes, Optional<String> reason) {}

  /** @param version the one that the correction made, from the one before it; {@code reason} of an administrator's */
  public record CorrectionRow(String sessionId, SessionCode code, int version, Instant at, List<Change> changes, String source,
      Optional<String> reason) {}

  public record Counts(long versions, long corrections) {}

  private final SqlClient reads;

  public RaceReads(SqlClient reads) {
    this.reads = reads;
  }

  /** Newest first. */
  public Future<List<SeasonRow>> seasons() {
    return list(SEASONS, r -> new SeasonRow(r.getInteger("season"), r.getInteger("races"), at(r, "first"), at(r, "last")), Tuple.tuple());
  }

  /** By round; cancelled ones too. */
  public Future<List<RaceRow>> races(int season) {
    return list(RACES, RaceReads::race, Tuple.of(season));
  }

  public Future<Optional<RaceRow>> race(String raceId) {
    return list(ONE_RACE, RaceReads::race, Tuple.of(raceId)).map(RaceReads::first);
  }

  /** The race that began last; before the first, the first. Empty without a calendar. */
  public Future<Optional<RaceRow>> current(Instant now) {
    return list(CURRENT, RaceReads::race, Tuple.of(ResultStore.utc(now))).map(RaceReads::first);
  }

  /** By start. */
  public Future<List<SessionRow>> sessionsOfSeason(int season) {
    return list(SESSIONS_OF_SEASON, RaceReads::session, Tuple.of(season));
  }

  /** By start. */
  public Future<List<SessionRow>> sessions(String raceId) {
    return list(SESSIONS_OF_RACE, RaceReads::session, Tuple.of(raceId));
  }

  /** Oldest first. */
  public Future<List<VersionRow>> versions(String sessionId) {
    return list(VERSIONS, r -> new VersionRow(r.getInteger("version"), r.getString("source"),
            at(r, "fetched_at"), r.getString("hash"), r.getInteger("changes"), Optional.ofNullable(r.getString("reason"))),
        Tuple.of(sessionId));
  }

  /** Newest first, over all sessions of a race. */
  public Future<List<CorrectionRow>> corrections(String raceId) {
    return list(CORRECTIONS, r -> new CorrectionRow(r.getString("session_id"), SessionCode.valueOf(r.getString("code")),
        r.getInteger("version"), at(r, "fetched_at"),
        ResultStore.read(r.getString("changes"), new TypeReference<List<Change>>() {}), r.getString("source"),
        Optional.ofNullable(r.getString("reason"))), Tuple.of(raceId));
  }

  /** Driver id → constructor id, of the drivers that have a result in the season. */
  public Future<Map<String, String>> constructors(int season) {
    Collector<Row, ?, Map<String, String>> byDriver =
        Collectors.toUnmodifiableMap(r -> r.getString("driver_id"), r -> r.getString("constructor_id"));
    return reads.preparedQuery(CONSTRUCTORS).collecting(byDriver).execute(Tuple.of(season)).map(found -> found.value());
  }

  public Future<Counts> counts() {
    return list(COUNTS, r -> new Counts(r.getLong("versions"), r.getLong("corrections")), Tuple.tuple()).map(List::getFirst);
  }

  private <T> Future<List<T>> list(String sql, Function<Row, T> mapper, Tuple parameters) {
    return reads.preparedQuery(sql).collecting(Collectors.mapping(mapper, Collectors.toUnmodifiableList()))
        .execute(parameters).map(found -> found.value());
  }

  private static <T> Optional<T> first(List<T> rows) {
    return rows.stream().findFirst();
  }

  private static RaceRow race(Row r) {
    return new RaceRow(r.getString("race_id"), r.getInteger("season"), r.getInteger("round"), r.getString("name"), r.getString("circuit"),
        r.getString("locality"), r.getString("country"), at(r, "starts_at"), r.getBoolean("cancelled"));
  }

  /** As stored with the calendar; where that was before ends were, by its kind. */
  static Instant endsAt(Row r, SessionCode code) {
    return Optional.ofNullable(r.getOffsetDateTime("ends_at")).map(OffsetDateTime::toInstant)
        .orElseGet(() -> at(r, "starts_at").plus(code.lasts()));
  }

  private static SessionRow session(Row r) {
    var code = SessionCode.valueOf(r.getString("code"));
    return new SessionRow(r.getString("session_id"), r.getString("race_id"), code, at(r, "starts_at"), endsAt(r, code),
        SessionState.valueOf(r.getString("state")), r.getInteger("version"), r.getInteger("clean_checks"), r.getInteger("verifications"),
        Optional.ofNullable(r.getOffsetDateTime("results_at")).map(OffsetDateTime::toInstant),
        Optional.ofNullable(r.getOffsetDateTime("checked_at")).map(OffsetDateTime::toInstant));
  }

  private static Instant at(Row r, String column) {
    return r.getOffsetDateTime(column).toInstant();
  }
}

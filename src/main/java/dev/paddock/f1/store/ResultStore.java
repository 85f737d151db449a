package dev.paddock.f1.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.Classification;
import dev.paddock.f1.rules.ResultDiff.Change;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.SessionState;
import dev.paddock.f1.rules.Validation.Skipped;
import dev.paddock.f1.rules.VerificationPolicy.Standing;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Sessions and the versions of their results. Versions are only ever added. */
public final class ResultStore {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final String SESSION = """
      select s.session_id, s.race_id, r.season, r.round, r.name, r.cancelled, s.code, s.starts_at, s.state, s.version, s.clean_checks
        from session s join race r using (race_id) where s.session_id = $1
      """;
  private static final String LOCK = SESSION.strip() + " for update of s";
  private static final String VERSION = """
      select version, hash, source, fetched_at, rows::text as rows, changes::text as changes, skipped::text as skipped
        from result_version where session_id = $1 and version = $2::int
      """;
  private static final String ADD = """
      insert into result_version (session_id, version, hash, source, fetched_at, rows, changes, skipped)
      values ($1, $2::int, $3, $4, $5::timestamptz, $6::text::jsonb, $7::text::jsonb, $8::text::jsonb)
      """;
  private static final String EXPLAIN = """
      update result_version set reason = $3::text where session_id = $1::text and version = $2::int
      """;
  private static final String STAND = """
      update session
         set state = $2, clean_checks = $3::int, version = $4::int, verifications = verifications + $5::int, checked_at = $6::timestamptz,
             results_at = case when $4::int = 0 then null else coalesce(results_at, $6::timestamptz) end
       where session_id = $1
      """;
  private static final String REFUSE = """
      insert into result_refusal (session_id, at, source, reason) values ($1, $2::timestamptz, $3, $4) on conflict do nothing
      """;

  /** A session as a poll finds it. @param version 0 before the first result */
  public record Tracked(String sessionId, String raceId, int season, int round, String raceName, boolean cancelled,
      SessionCode code, Instant startsAt, Standing standing, int version) {}

  /** An immutable version. @param changes against the version before; empty for the first */
  public record Version(int version, String hash, String source, Instant fetchedAt,
      Classification result, List<Change> changes, List<Skipped> skipped) {}

  private final SqlClient reads;

  public ResultStore(SqlClient reads) {
    this.reads = reads;
  }

  /** Empty when there is no such session. */
  public Future<Optional<Tracked>> session(String sessionId) {
    return session(reads, sessionId);
  }

  /** The same inside a transaction. */
  public Future<Optional<Tracked>> session(SqlClient in, String sessionId) {
    return in.preparedQuery(SESSION).execute(Tuple.of(sessionId))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(tracked(rows.iterator().next())));
  }

  /** The same, and nobody else writes its result until this transaction is over. */
  public Future<Optional<Tracked>> lock(SqlConnection tx, String sessionId) {
    return tx.preparedQuery(LOCK).execute(Tuple.of(sessionId))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(tracked(rows.iterator().next())));
  }

  /** Empty when there is no such version; version 0 never exists. */
  public Future<Optional<Version>> version(SqlClient in, String sessionId, int version) {
    if (version == 0) return Future.succeededFuture(Optional.empty());
    return in.preparedQuery(VERSION).execute(Tuple.of(sessionId, version))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(version(rows.iterator().next())));
  }

  public Future<Optional<Version>> version(String sessionId, int version) {
    return version(reads, sessionId, version);
  }

  public Future<Void> add(SqlConnection tx, String sessionId, Version v) {
    return tx.preparedQuery(ADD).execute(Tuple.of(sessionId, v.version(), v.hash(), v.source(), utc(v.fetchedAt()))
        .addString(write(v.result().cars())).addString(write(v.changes())).addString(write(v.skipped()))).mapEmpty();
  }

  /** Why an administrator made it. */
  public Future<Void> explain(SqlConnection tx, String sessionId, int version, String reason) {
    return tx.preparedQuery(EXPLAIN).execute(Tuple.of(sessionId, version, reason)).mapEmpty();
  }

  /** @param verified whether this look compared something with a version that was there */
  public Future<Void> stand(SqlConnection tx, String sessionId, Standing standing, int version, boolean verified, Instant at) {
    return tx.preparedQuery(STAND)
        .execute(Tuple.of(sessionId, standing.state().name(), standing.cleanChecks(), version, verified ? 1 : 0, utc(at))).mapEmpty();
  }

  /** Keeps the reason for which an answer was not taken. */
  public Future<Void> refuse(SqlConnection tx, String sessionId, Instant at, String source, String reason) {
    return tx.preparedQuery(REFUSE).execute(Tuple.of(sessionId, utc(at), source, reason)).mapEmpty();
  }

  private static Tracked tracked(Row r) {
    return new Tracked(r.getString("session_id"), r.getString("race_id"), r.getInteger("season"), r.getInteger("round"),
        r.getString("name"), r.getBoolean("cancelled"), SessionCode.valueOf(r.getString("code")),
        r.getOffsetDateTime("starts_at").toInstant(),
        new Standing(SessionState.valueOf(r.getString("state")), r.getInteger("clean_checks")), r.getInteger("version"));
  }

  static Version version(Row r) {
    return new Version(r.getInteger("version"), r.getString("hash"), r.getString("source"), r.getOffsetDateTime("fetched_at").toInstant(),
        new Classification(read(r.getString("rows"), new TypeReference<List<CarResult>>() {})),
        read(r.getString("changes"), new TypeReference<List<Change>>() {}),
        read(r.getString("skipped"), new TypeReference<List<Skipped>>() {}));
  }

  static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  static String write(Object rows) {
    try {
      return JSON.writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("our own records are writable", e);
    }
  }

  static <T> T read(String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored version is not readable", e);
    }
  }
}

package dev.paddock.f1.store;

import static dev.paddock.f1.store.ResultStore.utc;
import static java.util.stream.Collectors.toMap;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

/** Where in the archive of live timing a session was found, and what that told of its circuit. */
public final class FeedStore {
  private static final String OF_SEASON = """
      select f.session_id, f.provider, f.path, f.session_key, f.circuit_key, f.archive_status, f.began_at
        from session_feed f join session s using (session_id) join race r using (race_id) where r.season = $1::int
      """;
  private static final String PUT = """
      insert into session_feed as f (session_id, provider, path, session_key, circuit_key, archive_status, began_at, updated_at)
      values ($1, $2, $3, $4::int, $5::int, $6, $7::timestamptz, $8::timestamptz)
      on conflict (session_id) do update
         set provider = excluded.provider, path = excluded.path, session_key = coalesce(excluded.session_key, f.session_key),
             circuit_key = coalesce(excluded.circuit_key, f.circuit_key),
             archive_status = coalesce(excluded.archive_status, f.archive_status), began_at = coalesce(excluded.began_at, f.began_at),
             updated_at = excluded.updated_at
       where (f.provider, f.path, f.session_key, f.circuit_key, f.archive_status, f.began_at)
             is distinct from (excluded.provider, excluded.path, coalesce(excluded.session_key, f.session_key),
                               coalesce(excluded.circuit_key, f.circuit_key), coalesce(excluded.archive_status, f.archive_status),
                               coalesce(excluded.began_at, f.began_at))
      """;
  private static final String CIRCUIT = """
      update race set circuit_key = $2::int
       where race_id = (select race_id from session where session_id = $1) and circuit_key is distinct from $2::int
      """;
  private static final String BEGAN = """
      update session_feed set began_at = $2::timestamptz, updated_at = $3::timestamptz
       where session_id = $1 and began_at is distinct from $2::timestamptz
      """;
  private static final String CIRCUITS = """
      select race_id, circuit_key from race where season = $1::int and circuit_key is not null
      """;

  /** @param path below {@code static/}, with a slash at its end @param began the instant of session time 0 */
  public record Feed(String sessionId, String provider, String path, Optional<Integer> sessionKey, Optional<Integer> circuitKey,
      Optional<String> archiveStatus, Optional<Instant> began) {}

  private final Pool pool;

  public FeedStore(Pool pool) {
    this.pool = pool;
  }

  /** By session. */
  public Future<Map<String, Feed>> of(int year) {
    return pool.preparedQuery(OF_SEASON).collecting(toMap((Row r) -> r.getString("session_id"), FeedStore::feed))
        .execute(Tuple.of(year)).map(found -> found.value());
  }

  /** Keys of circuits by race; those that are not known are missing. */
  public Future<Map<String, Integer>> circuits(int year) {
    return pool.preparedQuery(CIRCUITS).collecting(toMap((Row r) -> r.getString("race_id"), r -> r.getInteger("circuit_key")))
        .execute(Tuple.of(year)).map(found -> found.value());
  }

  /** Writes what differs. What is empty leaves what was known. */
  public Future<Void> put(Feed feed, Instant now) {
    return pool.withTransaction(tx -> tx.preparedQuery(PUT).execute(Tuple.of(feed.sessionId(), feed.provider(), feed.path(),
            feed.sessionKey().orElse(null), feed.circuitKey().orElse(null), feed.archiveStatus().orElse(null))
            .addValue(feed.began().map(ResultStore::utc).orElse(null)).addValue(utc(now)))
        .compose(v -> feed.circuitKey().isEmpty() ? Future.succeededFuture()
            : tx.preparedQuery(CIRCUIT).execute(Tuple.of(feed.sessionId(), feed.circuitKey().get()))).mapEmpty());
  }

  /** @param began the instant of session time 0 */
  public Future<Void> began(String sessionId, Instant began, Instant now) {
    return pool.preparedQuery(BEGAN).execute(Tuple.of(sessionId, utc(began), utc(now))).mapEmpty();
  }

  private static Feed feed(Row r) {
    return new Feed(r.getString("session_id"), r.getString("provider"), r.getString("path"),
        Optional.ofNullable(r.getInteger("session_key")), Optional.ofNullable(r.getInteger("circuit_key")),
        Optional.ofNullable(r.getString("archive_status")),
        Optional.ofNullable(r.getOffsetDateTime("began_at")).map(OffsetDateTime::toInstant));
  }
}

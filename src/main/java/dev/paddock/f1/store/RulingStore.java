package dev.paddock.f1.store;

import static dev.paddock.f1.store.ResultStore.utc;

import dev.paddock.f1.rules.Ruling;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;

/** The results that administrators entered and that stand: at most one of a session. */
public final class RulingStore {
  private static final String GET = "select source_said, released from result_ruling where session_id = $1::text";
  private static final String PUT = """
      insert into result_ruling (session_id, version, source_said, entered_at) values ($1::text, $2::int, $3::text, $4::timestamptz)
      on conflict (session_id) do update
         set version = excluded.version, source_said = excluded.source_said, entered_at = excluded.entered_at, released = false
      """;
  private static final String RELEASE = "update result_ruling set released = true where session_id = $1::text and not released";
  private static final String END = "delete from result_ruling where session_id = $1::text";

  /** Empty: the session's result is the source's. */
  public Future<Optional<Ruling>> get(SqlClient in, String sessionId) {
    return in.preparedQuery(GET).execute(Tuple.of(sessionId)).map(rows -> {
      if (rows.size() == 0) return Optional.empty();
      var row = rows.iterator().next();
      return Optional.of(new Ruling(Optional.ofNullable(row.getString("source_said")), row.getBoolean("released")));
    });
  }

  /** @param sourceSaid the hash of what the source said last; empty: nothing */
  public Future<Void> put(SqlConnection tx, String sessionId, int version, Optional<String> sourceSaid, Instant at) {
    return tx.preparedQuery(PUT).execute(Tuple.of(sessionId, version, sourceSaid.orElse(null), utc(at))).mapEmpty();
  }

  /** Answers false where there is none to be released. */
  public Future<Boolean> release(SqlConnection tx, String sessionId) {
    return tx.preparedQuery(RELEASE).execute(Tuple.of(sessionId)).map(rows -> rows.rowCount() > 0);
  }

  /** It has done its work. */
  public Future<Void> end(SqlConnection tx, String sessionId) {
    return tx.preparedQuery(END).execute(Tuple.of(sessionId)).mapEmpty();
  }
}

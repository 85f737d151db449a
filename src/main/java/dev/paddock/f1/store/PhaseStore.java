package dev.paddock.f1.store;

import static dev.paddock.f1.store.ResultStore.utc;

import dev.paddock.f1.rules.Phase;
import dev.paddock.f1.rules.SessionCode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The phases of sessions. */
public final class PhaseStore {
  // A completed session that has long begun is never looked at again, unless its race is taken from the calendar.
  private static final String OPEN = """
      select s.session_id, s.code, s.starts_at, s.ends_at, r.cancelled, s.phase, s.version
        from session s join race r using (race_id)
       where s.phase in ('SCHEDULED', 'LIVE') or (s.phase = 'CANCELLED') <> r.cancelled
          or s.phase = 'COMPLETED' and coalesce(s.ends_at, s.starts_at) > $1::timestamptz
       order by s.starts_at, s.session_id for update of s
      """;
  private static final String MOVE = """
      update session s set phase = u.phase from unnest($1::text[], $2::text[]) as u (session_id, phase) where s.session_id = u.session_id
      """;

  /** @param version of its result */
  public record Session(String sessionId, Instant startsAt, Instant endsAt, boolean cancelled, Phase phase, int version) {}

  /** Those whose phase may be another at that instant. */
  public Future<List<Session>> open(SqlConnection tx, Instant now) {
    return tx.preparedQuery(OPEN).collecting(Collectors.mapping(PhaseStore::session, Collectors.toUnmodifiableList()))
        .execute(Tuple.of(utc(now))).map(found -> found.value());
  }

  public Future<Void> move(SqlConnection tx, Map<String, Phase> phases) {
    var ids = phases.keySet().stream().sorted().toArray(String[]::new);
    var names = List.of(ids).stream().map(id -> phases.get(id).name()).toArray(String[]::new);
    return ids.length == 0 ? Future.succeededFuture() : tx.preparedQuery(MOVE).execute(Tuple.of(ids, (Object) names)).mapEmpty();
  }

  private static Session session(Row r) {
    return new Session(r.getString("session_id"), r.getOffsetDateTime("starts_at").toInstant(),
        RaceReads.endsAt(r, SessionCode.valueOf(r.getString("code"))), r.getBoolean("cancelled"), Phase.valueOf(r.getString("phase")),
        r.getInteger("version"));
  }
}

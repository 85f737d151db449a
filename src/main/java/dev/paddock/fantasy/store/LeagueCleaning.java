package dev.paddock.fantasy.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Drops what nobody needs to know any more of leagues. Who was in when is kept: boards of old are made of it. */
public final class LeagueCleaning {
  /** A code that no longer opens anything, and a request that was decided, can be looked up so long. */
  private static final Duration KEPT = Duration.ofDays(30);
  /** A request about which its league's owner has not decided by then waits no longer. */
  private static final Duration WAITS = Duration.ofDays(60);

  private static final String CODES =
      "delete from league_code where least(expires_at, revoked_at) < $1::timestamptz";
  private static final String REQUESTS =
      "delete from league_request where decided_at < $1::timestamptz or decided_at is null and asked_at < $2::timestamptz";

  private LeagueCleaning() {}

  /** Says in a line what was dropped. */
  public static Future<String> clean(SqlConnection tx, Instant now) {
    var old = now.minus(KEPT).atOffset(ZoneOffset.UTC);
    return tx.preparedQuery(CODES).execute(Tuple.of(old)).compose(codes ->
        tx.preparedQuery(REQUESTS).execute(Tuple.of(old, now.minus(WAITS).atOffset(ZoneOffset.UTC)))
            .map(requests -> codes.rowCount() + " codes and " + requests.rowCount() + " requests of leagues dropped"));
  }
}

package dev.paddock.personal.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** When users have asked to be forgotten. */
public final class Farewells {
  private static final String ASK = """
      update account set delete_at = coalesce(delete_at, $2::timestamptz) where user_id = $1::bigint and forgotten_at is null
      returning delete_at""";
  private static final String UNDO = """
      update account set delete_at = null where user_id = $1::bigint and delete_at is not null and forgotten_at is null returning user_id""";
  private static final String DUE = "select delete_at from account where user_id = $1::bigint and forgotten_at is null for update";

  private Farewells() {}

  /** Answers when he will be forgotten: as he has asked first. Empty: he has no account. */
  public static Future<Optional<Instant>> ask(SqlConnection tx, long user, Instant at) {
    return instant(tx, ASK, Tuple.of(user, utc(at)));
  }

  /** False: he had not asked. */
  public static Future<Boolean> undo(SqlConnection tx, long user) {
    return tx.preparedQuery(UNDO).execute(Tuple.of(user)).map(rows -> rows.size() > 0);
  }

  /** When he shall be forgotten; empty: he shall not, or is. Nobody changes it before the transaction ends. */
  public static Future<Optional<Instant>> due(SqlConnection tx, long user) {
    return instant(tx, DUE, Tuple.of(user));
  }

  private static Future<Optional<Instant>> instant(SqlConnection tx, String sql, Tuple parameters) {
    return tx.preparedQuery(sql).execute(parameters).map(rows -> rows.size() == 0 ? Optional.empty()
        : Optional.ofNullable(rows.iterator().next().getOffsetDateTime("delete_at")).map(OffsetDateTime::toInstant));
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}

package dev.paddock.notify.store;

import dev.paddock.db.Letters;
import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** A letter is a notification of one user. */
public final class PgLetters implements Letters {
  private static final String INSERT = """
      insert into notification (key, user_id, kind, title, body, about, audience, created_at)
      values ($1::text, $2::bigint, $3::text, $4::text, $5::text, $6::text, 1, $7::timestamptz)
      on conflict (key) do nothing""";

  @Override public Future<List<Plan>> put(SqlConnection tx, Instant at, Letter letter) {
    return tx.preparedQuery(INSERT).execute(Tuple.of(letter.key(), letter.user(), letter.kind(), letter.title(), letter.body(),
        letter.about().orElse(null), at.atOffset(ZoneOffset.UTC))).map(List.of());
  }
}

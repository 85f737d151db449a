package dev.paddock.notify.store;

import dev.paddock.db.Postbox;
import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Mail as rows: what has been sent stays until it is tidied away. */
public final class PgPostbox implements Postbox {
  private static final String INSERT = """
      insert into mail (key, recipient, subject, body, created_at)
      values ($1::text, $2::text, $3::text, $4::text, $5::timestamptz) on conflict (key) do nothing""";

  @Override public Future<List<Plan>> put(SqlConnection tx, Instant at, Mail mail) {
    return tx.preparedQuery(INSERT).execute(Tuple.of(mail.key(), mail.to(), mail.subject(), mail.text(), at.atOffset(ZoneOffset.UTC)))
        .map(List.of());
  }
}

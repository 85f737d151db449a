package dev.paddock.ops.store;

import dev.paddock.db.Ledger;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;

/** The audit log. Its chain is made by the database, at the commit. */
public final class PgLedger implements Ledger {
  private static final String INSERT = """
      insert into audit_entry (at, actor, action, subject, reason, detail)
      values ($1::timestamptz, $2::text, $3::text, $4::text, $5::text, $6::text::jsonb)""";

  @Override public Future<Void> put(SqlConnection tx, Instant at, Entry entry) {
    return tx.preparedQuery(INSERT).execute(Tuple.of(at.atOffset(ZoneOffset.UTC), entry.actor(), entry.action(), entry.subject(),
        entry.reason(), entry.detail())).mapEmpty();
  }
}

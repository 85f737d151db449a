package dev.paddock.ops.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/** What was answered to requests that may come again, by whose and which Idempotency-Key. The database's clock decides. */
public final class RepeatStore {
  private static final String BEGIN = """
      insert into repeat as r (caller, key, fingerprint, claim, lease_until, kept_until)
      values ($1::text, $2::text, $3::text, $4::uuid, now() + interval '1 minute', now() + interval '1 day')
      on conflict (caller, key) do update
         set fingerprint = excluded.fingerprint, claim = excluded.claim, lease_until = excluded.lease_until,
             kept_until = excluded.kept_until, status = null, location = null, body = null
       where r.kept_until < now()
      returning claim
      """;
  private static final String FIND = """
      select fingerprint, status, lease_until < now() as over, location, body from repeat where caller = $1::text and key = $2::text
      """;
  private static final String KEEP = """
      update repeat set status = $4::smallint, location = $5::text, body = $6::bytea
       where caller = $1::text and key = $2::text and claim = $3::uuid
      """;
  private static final String FREE = """
      delete from repeat where caller = $1::text and key = $2::text and claim = $3::uuid
      """;
  private static final String TIDY = """
      delete from repeat where kept_until < now()
      """;

  private final Pool pool;

  public RepeatStore(Pool pool) {
    this.pool = pool;
  }

  /** @param status empty: not answered yet; @param over whether the minute is over in which it should have been */
  public record Known(String fingerprint, Optional<Integer> status, boolean over, Optional<String> location, Optional<Buffer> body) {}

  /** Takes the key, if nobody has it, to answer within a minute; whether it was taken. */
  public Future<Boolean> begin(String caller, String key, String fingerprint, UUID claim) {
    return pool.preparedQuery(BEGIN).execute(Tuple.of(caller, key, fingerprint, claim)).map(rows -> rows.size() == 1);
  }

  public Future<Optional<Known>> find(String caller, String key) {
    return pool.preparedQuery(FIND).execute(Tuple.of(caller, key))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(known(rows.iterator().next())));
  }

  /** Does nothing if the claim was lost. */
  public Future<Void> keep(String caller, String key, UUID claim, int status, Optional<String> location, Optional<Buffer> body) {
    return pool.preparedQuery(KEEP).execute(Tuple.of(caller, key, claim, status, location.orElse(null), body.orElse(null))).mapEmpty();
  }

  public Future<Void> free(String caller, String key, UUID claim) {
    return pool.preparedQuery(FREE).execute(Tuple.of(caller, key, claim)).mapEmpty();
  }

  /** Drops what is kept no longer; how many. */
  public Future<Integer> tidy(SqlConnection tx) {
    return tx.query(TIDY).execute().map(rows -> rows.rowCount());
  }

  private static Known known(Row row) {
    return new Known(row.getString("fingerprint"), Optional.ofNullable(row.getInteger("status")), row.getBoolean("over"),
        Optional.ofNullable(row.getString("location")), Optional.ofNullable(row.getBuffer("body")));
  }
}

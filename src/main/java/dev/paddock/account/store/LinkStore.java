package dev.paddock.account.store;

import dev.paddock.account.rules.Secret;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Links that were mailed. Each is good for one purpose, once, for a while. */
public final class LinkStore {
  // Whoever asks again and again fills somebody's mailbox: five an hour are enough for anybody.
  private static final String ADD = """
      insert into account_link (hash, user_id, purpose, email, created_at, expires_at)
      select $1::bytea, $2::bigint, $3::text, $4::text, $5::timestamptz, $6::timestamptz
       where (select count(*) from account_link where user_id = $2::bigint and purpose = $3::text
                 and created_at > $5::timestamptz - interval '1 hour') < 5
      returning user_id""";
  private static final String USE = """
      update account_link set used_at = $3::timestamptz
       where hash = $1::bytea and purpose = $2::text and used_at is null and expires_at > $3::timestamptz
      returning user_id, email""";
  private static final String LOOK = """
      select user_id, email from account_link
       where hash = $1::bytea and purpose = $2::text and used_at is null and expires_at > $3::timestamptz""";
  private static final String USE_UP = """
      update account_link set used_at = $3::timestamptz where user_id = $1::bigint and purpose = $2::text and used_at is null""";
  private static final String DROP = "delete from account_link where expires_at < $1::timestamptz - interval '1 day'";

  /** What a link is good for, and how long. */
  public enum Purpose {
    VERIFY("verify", Duration.ofHours(48)), RESET("reset", Duration.ofHours(1));

    final String word;
    private final Duration lifetime;

    Purpose(String word, Duration lifetime) {
      this.word = word;
      this.lifetime = lifetime;
    }
  }

  /** Whose it is. @param email where it went */
  public record Opened(long user, String email) {}

  /** False: he was sent too many already. */
  public Future<Boolean> add(SqlConnection tx, Secret secret, long user, Purpose purpose, String email, Instant at) {
    return tx.preparedQuery(ADD).execute(Tuple.of(Buffer.buffer(secret.hash()), user, purpose.word, email, utc(at),
        utc(at.plus(purpose.lifetime)))).map(rows -> rows.size() > 0);
  }

  private final SqlClient client;

  public LinkStore(SqlClient client) {
    this.client = client;
  }

  /** Without using it. */
  public Future<Optional<Opened>> look(Secret secret, Purpose purpose, Instant at) {
    return client.preparedQuery(LOOK).execute(Tuple.of(Buffer.buffer(secret.hash()), purpose.word, utc(at))).map(LinkStore::opened);
  }

  /** Uses it. Empty: there is none, or it was used, or is too old. */
  public Future<Optional<Opened>> use(SqlConnection tx, Secret secret, Purpose purpose, Instant at) {
    return tx.preparedQuery(USE).execute(Tuple.of(Buffer.buffer(secret.hash()), purpose.word, utc(at))).map(LinkStore::opened);
  }

  /** All of a user's that are for that purpose are good for nothing any more. */
  public Future<Void> useUp(SqlConnection tx, long user, Purpose purpose, Instant at) {
    return tx.preparedQuery(USE_UP).execute(Tuple.of(user, purpose.word, utc(at))).mapEmpty();
  }

  public Future<String> drop(SqlConnection tx, Instant now) {
    return tx.preparedQuery(DROP).execute(Tuple.of(utc(now))).map(rows -> rows.rowCount() + " links dropped");
  }

  private static Optional<Opened> opened(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row -> new Opened(row.getLong("user_id"), row.getString("email"))).findFirst();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}

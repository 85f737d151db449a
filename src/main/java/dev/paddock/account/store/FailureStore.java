package dev.paddock.account.store;

import dev.paddock.account.rules.Delay.Failures;
import dev.paddock.account.rules.EmailAddress;
import dev.paddock.account.rules.Patience;
import dev.paddock.account.rules.Patience.Counter;
import dev.paddock.account.rules.Secret;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Failed tries. A try counts as failed before the password is looked at, and is taken back when that was right: so a hundred at the same
 * moment are a hundred, and not the first.
 */
public final class FailureStore {
  private static final String KNOWN = """
      select 1 from account a join account_address k using (user_id) where lower(a.email) = lower($1::text) and k.address = $2::text""";
  private static final String LOCK = """
      with asked as (insert into login_failure (key, count, last_at)
                     select key, 0, $2::timestamptz from unnest($1::bytea[]) key order by key
                     on conflict (key) do update set count = login_failure.count returning key, count, last_at)
      select key, count, last_at from asked""";
  private static final String SET = """
      update login_failure f set count = n.count, last_at = $3::timestamptz
        from unnest($1::bytea[], $2::int[]) as n (key, count) where f.key = n.key""";
  private static final String TAKE_BACK = """
      update login_failure set count = case when key = $2::bytea then 0 else greatest(count - 1, 0) end
       where key in (select key from login_failure where key = any($1::bytea[]) order by key for update)""";
  private static final String REMEMBER = """
      insert into account_address (user_id, address, seen_at) values ($1::bigint, $2::text, $3::timestamptz)
      on conflict (user_id, address) do update set seen_at = excluded.seen_at""";
  private static final String DROP = """
      with failures as (delete from login_failure where last_at < $1::timestamptz returning 1),
           addresses as (delete from account_address where seen_at < $2::timestamptz returning 1)
      select (select count(*) from failures) as failures, (select count(*) from addresses) as addresses""";

  /** From where its owner has not come for so long, he is not known any more. */
  private static final Duration REMEMBERED = Duration.ofDays(90);

  /** Who tries. @param account his address as he wrote it, or what else names the account that he is at */
  public record Try(String account, String address) {
    private Buffer key(Counter counter) {
      var account = EmailAddress.key(this.account);
      return Buffer.buffer(new Secret(switch (counter) {
        case PAIR -> "pair\n" + account + "\n" + address;
        case ADDRESS -> "address\n" + address;
        case ACCOUNT -> "account\n" + account;
      }).hash());
    }

    private Buffer[] keys() {
      return List.of(Counter.values()).stream().map(this::key).toArray(Buffer[]::new);
    }
  }

  /** How long the try has to wait; zero: it may go on, and counts as failed until {@link #right}. */
  public Future<Duration> begin(SqlConnection tx, Try who, Instant now) {
    return tx.preparedQuery(KNOWN).execute(Tuple.of(who.account, who.address)).map(rows -> rows.size() > 0)
        .compose(known -> tx.preparedQuery(LOCK).execute(Tuple.of(who.keys(), utc(now)))
            .compose(rows -> {
              var failures = failures(who, rows);
              var left = Patience.left(failures, known, now);
              return left.isZero() ? set(tx, who, Patience.again(failures, now), now).map(left) : Future.succeededFuture(left);
            }));
  }

  private static Future<Void> set(SqlConnection tx, Try who, Map<Counter, Failures> failures, Instant now) {
    var keys = new ArrayList<Buffer>();
    var counts = new ArrayList<Integer>();
    failures.forEach((counter, failed) -> {
      keys.add(who.key(counter));
      counts.add(failed.count());
    });
    return tx.preparedQuery(SET).execute(Tuple.of(keys.toArray(Buffer[]::new), counts.toArray(Integer[]::new), utc(now))).mapEmpty();
  }

  /** The password was right: here nothing has failed. */
  public Future<Void> right(SqlConnection tx, Try who) {
    return tx.preparedQuery(TAKE_BACK).execute(Tuple.of(who.keys(), who.key(Counter.PAIR))).mapEmpty();
  }

  /** The password was not looked at. */
  public Future<Void> takeBack(SqlConnection tx, Try who) {
    return tx.preparedQuery(TAKE_BACK).execute(Tuple.of(who.keys(), Buffer.buffer())).mapEmpty();
  }

  /** The account's owner was there. */
  public Future<Void> remember(SqlConnection tx, long user, String address, Instant at) {
    return tx.preparedQuery(REMEMBER).execute(Tuple.of(user, address, utc(at))).mapEmpty();
  }

  public Future<String> drop(SqlConnection tx, Instant now) {
    return tx.preparedQuery(DROP).execute(Tuple.of(utc(now.minus(Patience.memory())), utc(now.minus(REMEMBERED))))
        .map(rows -> rows.iterator().next())
        .map(row -> row.getLong("failures") + " failures and " + row.getLong("addresses") + " addresses dropped");
  }

  private static Map<Counter, Failures> failures(Try who, RowSet<Row> rows) {
    var failures = new EnumMap<Counter, Failures>(Counter.class);
    for (var row : rows) {
      for (var counter : Counter.values()) {
        if (who.key(counter).equals(row.getBuffer("key"))) {
          failures.put(counter, new Failures(row.getInteger("count"), row.getOffsetDateTime("last_at").toInstant()));
        }
      }
    }
    return failures;
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}

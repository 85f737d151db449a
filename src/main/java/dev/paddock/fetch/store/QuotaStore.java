package dev.paddock.fetch.store;

import dev.paddock.kernel.Taken;
import dev.paddock.kernel.Timers;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The quotas of all nodes. A take is one statement that succeeds only on the version it was decided on: its row lock lasts as long as
 * the statement, so that a node that freezes holds up nobody. In the database's time; where time jumps, in that of the timers.
 */
public final class QuotaStore {
  private static final String READ = """
      with made as (insert into provider_quota (provider) values ($1) on conflict do nothing)
      select coalesce(q.version, 0) as version, coalesce(q.taken, '') as taken, q.closed_until,
             coalesce($2::timestamptz, clock_timestamp()) as now
        from (values (1)) as always left join provider_quota q on q.provider = $1
      """;
  // Time that jumps is a rehearsal's: it need not survive a power failure, and is quicker for it.
  private static final String TAKE = """
      with won as (
        update provider_quota set taken = $3, version = version + 1 where provider = $1 and version = $2
        returning case when $4::timestamptz is not null then set_config('synchronous_commit', 'off', true) end)
      select exists (select from won) as won, q.version, q.taken, q.closed_until, coalesce($4::timestamptz, clock_timestamp()) as now
        from provider_quota q where q.provider = $1
      """;
  private static final String CLOSE = """
      insert into provider_quota as q (provider, version, closed_until) values ($1, 1, $2::timestamptz)
      on conflict (provider) do update set closed_until = greatest(q.closed_until, excluded.closed_until), version = q.version + 1
      returning version, taken, closed_until, coalesce($3::timestamptz, clock_timestamp()) as now
      """;

  private final Pool pool;
  private final Timers timers;

  public QuotaStore(Pool pool, Timers timers) {
    this.pool = pool;
    this.timers = timers;
  }

  /** @param now when the database read it */
  public record Book(long version, Taken taken, Optional<Instant> closedUntil, Instant now) {}

  /** @param won false: somebody was quicker, and nothing was taken; {@code book} is what there is now, to decide again */
  public record Turn(boolean won, Book book) {}

  public Future<Book> read(String provider) {
    return pool.preparedQuery(READ).execute(Tuple.of(provider, jumping())).map(rows -> book(rows.iterator().next()));
  }

  /** Puts {@code taken} in the place of what was read at {@code version}, if that is still the latest. */
  public Future<Turn> take(String provider, long version, Taken taken) {
    return pool.preparedQuery(TAKE).execute(Tuple.of(provider, version, Buffer.buffer(taken.pack()), jumping())).map(rows -> {
      var row = rows.iterator().next();
      var before = book(row);
      if (!row.getBoolean("won")) return new Turn(false, before);
      return new Turn(true, new Book(version + 1, taken, before.closedUntil(), before.now()));
    });
  }

  /** Nobody may ask before {@code until}. An earlier word does not shorten a later one. */
  public Future<Book> close(String provider, Instant until) {
    return pool.preparedQuery(CLOSE).execute(Tuple.of(provider, until.atOffset(ZoneOffset.UTC), jumping()))
        .map(rows -> book(rows.iterator().next()));
  }

  private OffsetDateTime jumping() {
    return timers.jumps() ? timers.instant().atOffset(ZoneOffset.UTC) : null;
  }

  private static Book book(Row row) {
    var closedUntil = Optional.ofNullable(row.getOffsetDateTime("closed_until")).map(OffsetDateTime::toInstant);
    return new Book(row.getLong("version"), Taken.unpack(row.getBuffer("taken").getBytes()), closedUntil,
        row.getOffsetDateTime("now").toInstant());
  }
}

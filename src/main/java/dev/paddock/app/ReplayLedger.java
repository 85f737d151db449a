package dev.paddock.app;

import dev.paddock.app.DemoOptions.Rounds;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Which replay a database is of, and how far it came. Blocks. */
final class ReplayLedger {
  private static final String OPEN = """
      insert into replay (season, first, last, teams, seed) values ($1::int, $2::int, $3::int, $4::int, $5::bigint) on conflict do nothing
      """;
  private static final String READ = "select season, first, last, teams, seed from replay";
  private static final String REACHED = "select max(ended_at) as reached from poll_log";

  private record Replay(int season, Rounds rounds, int teams, long seed) {
    @Override public String toString() {
      return "--season " + season + " --rounds " + rounds.from() + "-" + rounds.to() + " --teams " + teams + " --seed " + seed;
    }
  }

  private final Pool pool;

  ReplayLedger(Pool pool) {
    this.pool = pool;
  }

  /** Writes down what is replayed. Throws CannotStart when the database is of another replay. */
  void open(DemoOptions options) {
    var wanted = new Replay(options.season().year(), options.rounds(), options.teams(), options.seed());
    pool.preparedQuery(OPEN).execute(Tuple.of(wanted.season, wanted.rounds.from(), wanted.rounds.to(), wanted.teams, wanted.seed)).await();
    var begun = replay(pool.preparedQuery(READ).execute().await().iterator().next());
    if (!begun.equals(wanted)) throw new CannotStart(
        "the replay in this data folder was begun with " + begun + "; resume it with the same, or leave out --resume");
  }

  /** The latest instant at which anything was done; empty at the beginning. */
  Optional<Instant> reached() {
    return Optional.ofNullable(pool.preparedQuery(REACHED).execute().await().iterator().next()
        .getOffsetDateTime("reached")).map(OffsetDateTime::toInstant);
  }

  /** Whether the scheduler has come to rest. */
  boolean nothingDue() {
    return pool.preparedQuery("select count(*) as due from work where due_at is not null").execute().await()
        .iterator().next().getLong("due") == 0;
  }

  private static Replay replay(Row row) {
    return new Replay(row.getInteger("season"), new Rounds(row.getInteger("first"), row.getInteger("last")),
        row.getInteger("teams"), row.getLong("seed"));
  }
}

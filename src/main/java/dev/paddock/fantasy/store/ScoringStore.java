package dev.paddock.fantasy.store;

import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.fantasy.rules.BoardName;
import dev.paddock.fantasy.rules.SessionScore;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Writes what scoring found: drivers' scores, both boards, and which snapshot each board shows, all or nothing. */
public final class ScoringStore {
  private static final String REMEMBER = """
      insert into rule_set (hash, id, version, body) values ($1::text, $2::text, $3::text, $4::text)
      on conflict (hash) do nothing""";
  private static final String SNAPSHOT = """
      insert into board_snapshot (board, season, round, race_id, session_id, result_version, made_at, previous, teams, rows)
      values ($1::text, $2::int, $3::int, $4::text, $5::text, $6::int, $7::timestamptz, $8::bigint, $9::int, $10::bytea)
      on conflict (board, session_id, result_version) do nothing returning id""";
  // Swaps only what the computation was based on: whoever computed on an older snapshot is outrun and must compute again.
  private static final String SWAP = """
      insert into board (board, snapshot) values ($1::text, $2::bigint)
      on conflict (board) do update set snapshot = excluded.snapshot where board.snapshot = $3::bigint""";

  /** What was computed on has changed meanwhile. Nothing was written. */
  public static final class Outrun extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Outrun(String board) {
      super(board + " was scored by somebody else meanwhile", null, false, false);
    }
  }

  /** @param rows packed; {@code based} the snapshot it replaces */
  public record NewBoard(String name, Optional<Long> based, int teams, byte[] rows) {}

  public record Scored(int season, int round, String raceId, String ruleHash, SessionScore session,
                       NewBoard roundBoard, NewBoard seasonBoard, Instant at) {
    public Scored {
      if (!roundBoard.name.equals(BoardName.round(raceId)) || !seasonBoard.name.equals(BoardName.season(season))) {
        throw new IllegalArgumentException(roundBoard.name + " and " + seasonBoard.name + " are not the boards of " + raceId);
      }
    }
  }

  /** The snapshots that the two boards show from now on. */
  public record Committed(SlotEnded ended, long roundSnapshot, long seasonSnapshot) {}

  private record Snapshots(long round, long season) {}

  private final Pool pool;
  private final Closing closing;

  public ScoringStore(Pool pool, Closing closing) {
    this.pool = pool;
    this.closing = closing;
  }

  /** Keeps the rules that score. Fails when other rules have scored under the same id and version: a change needs a new version. */
  public Future<Void> remember(RuleSetFile file) {
    var rules = file.rules();
    return pool.preparedQuery(REMEMBER).execute(Tuple.of(rules.hash(), rules.id(), rules.version(), file.body())).<Void>mapEmpty()
        .recover(clash -> Future.failedFuture(new IllegalStateException(
            "rule set " + rules.id() + " " + rules.version() + " cannot be kept; changed rules need a new version", clash)));
  }

  /** Commits a score with the end of its slot. Too late, it writes nothing and fails: {@link Outrun} or {@link Closing.Fenced}. */
  public Future<Committed> commit(Claim claim, Scored scored, Closure closure) {
    var written = new AtomicReference<Snapshots>();
    return closing.close(claim, tx -> write(tx, scored).map(snapshots -> {
      written.set(snapshots);
      return closure;
    })).map(ended -> new Committed(ended, written.get().round, written.get().season));
  }

  private static Future<Snapshots> write(SqlConnection tx, Scored scored) {
    return put(tx, scored, scored.roundBoard)
        .compose(round -> put(tx, scored, scored.seasonBoard).map(season -> new Snapshots(round, season)))
        .compose(snapshots -> DriverScores.insert(tx, scored.raceId, scored.ruleHash, scored.session).map(snapshots));
  }

  private static Future<Long> put(SqlConnection tx, Scored scored, NewBoard board) {
    return tx.preparedQuery(SNAPSHOT).execute(Tuple.of(board.name, scored.season, scored.round, scored.raceId, scored.session.sessionId(),
            scored.session.version(), scored.at.atOffset(ZoneOffset.UTC), board.based.orElse(null), board.teams, Buffer.buffer(board.rows)))
        .compose(made -> {
          if (made.size() == 0) return Future.failedFuture(new Outrun(board.name));
          long id = made.iterator().next().getLong("id");
          return tx.preparedQuery(SWAP).execute(Tuple.of(board.name, id, board.based.orElse(null)))
              .compose(swapped -> swapped.rowCount() == 1 ? Future.succeededFuture(id) : Future.failedFuture(new Outrun(board.name)));
        });
  }
}

package dev.paddock.fantasy.store;

import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.fantasy.rules.BoardName;
import dev.paddock.fantasy.rules.Fielded;
import dev.paddock.fantasy.rules.RuleSet;
import dev.paddock.fantasy.rules.SessionScore;
import dev.paddock.fantasy.store.Fields.Field;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes what scoring found: drivers' scores, every rule set's boards, and which snapshot each of them shows, all or nothing. */
public final class ScoringStore {
  private static final String REMEMBER = """
      insert into rule_set (hash, id, version, body) values ($1::text, $2::text, $3::text, $4::text)
      on conflict (hash) do nothing""";
  private static final String SNAPSHOT = """
      insert into board_snapshot (board, season, round, race_id, session_id, result_version, made_at, previous, teams, rule_set,
                                  field, worth, rounds)
      values ($1::text, $2::int, $3::int, $4::text, $5::text, $6::int, $7::timestamptz, $8::bigint, $9::int, $10::text,
              $11::bigint, $12::bytea, $13::bigint[])
      on conflict (board, session_id, result_version) do nothing returning id""";
  // Swaps only what the computation was based on: whoever computed on an older snapshot is outrun and must compute again.
  private static final String SWAP = """
      insert into board (board, snapshot) values ($1::text, $2::bigint)
      on conflict (board) do update set snapshot = excluded.snapshot where board.snapshot = $3::bigint""";

  private static final String TELL = "select pg_notify($1::text, $2::text)";

  /** The channel on which nodes hear of boards that were swapped: their names. */
  public static final String SWAPPED = "paddock_board";

  /** What was computed on has changed meanwhile. Nothing was written. */
  public static final class Outrun extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Outrun(String board) {
      super(board + " was scored by somebody else meanwhile", null, false, false);
    }
  }

  /**
   * What scoring found for one rule set's teams.
   *
   * @param roundBased  the snapshot that the round's board showed, {@code seasonBased} the season's: what is replaced
   * @param worth       what each line-up of the field is worth, see {@link Fielded}
   * @param otherRounds the snapshots of the season's other rounds, which are added up with this one
   */
  public record Played(RuleSet rules, SessionScore session, Field field, Optional<Long> roundBased, Optional<Long> seasonBased,
                       int[] worth, List<Long> otherRounds) {}

  /** @param played each rule set's part: all or none is written */
  public record Scored(int season, int round, String raceId, List<Played> played, Instant at) {}

  /** The snapshot that a board shows from now on. */
  public record Shown(String board, long snapshot) {}

  /** @param shown each rule set's round and season, in the order of {@link Scored#played} */
  public record Committed(SlotEnded ended, List<Shown> shown) {}

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
    var shown = new ArrayList<Shown>();
    return closing.close(claim, tx -> {
      shown.clear();
      Future<Void> written = Future.succeededFuture();
      for (var played : scored.played) written = written.compose(before -> write(tx, scored, played, shown));
      return written.map(closure);
    }).map(ended -> new Committed(ended, List.copyOf(shown)));
  }

  private static Future<Void> write(SqlConnection tx, Scored scored, Played played, List<Shown> shown) {
    var ruleSet = played.rules.id();
    var round = BoardName.round(scored.raceId, ruleSet);
    var season = BoardName.season(scored.season, ruleSet);
    return put(tx, round, played.roundBased, cause(scored, played, round, played.roundBased)
            .addLong(played.field.id()).addBuffer(Buffer.buffer(Fielded.packWorth(played.worth))).addArrayOfLong(null))
        .compose(id -> {
          shown.add(new Shown(round, id));
          var all = Stream.concat(played.otherRounds.stream(), Stream.of(id)).toArray(Long[]::new);
          return put(tx, season, played.seasonBased, cause(scored, played, season, played.seasonBased)
              .addLong(null).addBuffer(null).addArrayOfLong(all));
        })
        .compose(id -> {
          shown.add(new Shown(season, id));
          return DriverScores.insert(tx, scored.raceId, played.rules.hash(), played.session);
        });
  }

  private static Tuple cause(Scored scored, Played played, String board, Optional<Long> based) {
    return Tuple.of(board, scored.season, scored.round, scored.raceId, played.session.sessionId(), played.session.version())
        .addOffsetDateTime(scored.at.atOffset(ZoneOffset.UTC)).addLong(based.orElse(null)).addInteger(played.field.teams())
        .addString(played.rules.id());
  }

  private static Future<Long> put(SqlConnection tx, String board, Optional<Long> based, Tuple snapshot) {
    return tx.preparedQuery(SNAPSHOT).execute(snapshot).compose(made -> {
      if (made.size() == 0) return Future.failedFuture(new Outrun(board));
      long id = made.iterator().next().getLong("id");
      return tx.preparedQuery(SWAP).execute(Tuple.of(board, id, based.orElse(null)))
          .compose(swapped -> swapped.rowCount() == 1 ? tx.preparedQuery(TELL).execute(Tuple.of(SWAPPED, board)).map(id)
              : Future.failedFuture(new Outrun(board)));
    });
  }
}

package dev.paddock.fantasy.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.paddock.fantasy.rules.BoardName;
import dev.paddock.fantasy.rules.BoardSnapshot;
import dev.paddock.fantasy.rules.History;
import dev.paddock.fantasy.rules.Standings;
import dev.paddock.fantasy.rules.Weekend;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Reads boards. A snapshot never changes, so its rows are ranked once, by one worker for all who ask, and kept while there is room.
 */
public final class Boards {
  private static final String COLUMNS =
      "s.id, s.board, s.season, s.round, s.race_id, s.session_id, s.result_version, s.made_at, s.previous, s.teams, s.rule_set, s.rounds";
  private static final String CURRENT = "select " + COLUMNS
      + " from board b join board_snapshot s on s.id = b.snapshot where b.board = any ($1::text[])";
  private static final String BY_ID = "select " + COLUMNS + " from board_snapshot s where s.id = $1::bigint";
  private static final String BY_IDS = "select " + COLUMNS + " from board_snapshot s where s.id = any ($1::bigint[]) order by s.round";
  private static final String BY_CAUSE = "select " + COLUMNS
      + " from board_snapshot s where s.board = $1::text and s.session_id = $2::text and s.result_version = $3::int";
  private static final String AS_OF = "select " + COLUMNS + " from board_snapshot s"
      + " where s.board = $1::text and s.made_at <= $2::timestamptz order by s.made_at desc, s.id desc limit 1";
  private static final String ROUNDS = """
      select %s from board b join board_snapshot s on s.id = b.snapshot
       where s.season = $1::int and s.rule_set = $2::text and b.board like 'round-%%' order by s.round""".formatted(COLUMNS);
  private static final String NEWEST = """
      select %s from board b join board_snapshot s on s.id = b.snapshot
       where s.season = (select max(season) from board_snapshot) and (b.board like 'season-%%'
          or s.round = (select max(l.round) from board_snapshot l where l.season = s.season))""".formatted(COLUMNS);
  private static final String ROWS = "select s.rows from board_snapshot s where s.id = $1::bigint";

  /** Rows that may stay ranked, over all snapshots: some 20 bytes each. */
  private static final long ROWS_KEPT = 6_000_000;

  private final SqlClient client;
  private final WorkerExecutor workers;
  private final Rounds rounds;
  private final Latest latest = new Latest();
  private final Map<Long, Future<BoardSnapshot>> underWay = new ConcurrentHashMap<>();
  private final Cache<Long, BoardSnapshot> ranked = Caffeine.newBuilder()
      .maximumWeight(ROWS_KEPT).weigher((Long id, BoardSnapshot snapshot) -> Math.max(1, snapshot.size())).build();

  /** @param workers for what takes longer than an event loop has */
  public Boards(SqlClient client, WorkerExecutor workers, Fields fields) {
    this.client = client;
    this.workers = workers;
    this.rounds = new Rounds(client, workers, fields);
  }

  /** What a board shows now; empty before its first score. */
  public Future<Optional<Board>> current(String board) {
    return current(List.of(board)).map(found -> found.stream().findFirst());
  }

  /** The same, as this node knows it: it has heard of every swap, or has looked a quarter of a second ago. */
  public Future<Optional<Board>> latest(String board) {
    return latest.get(board, () -> current(board));
  }

  /** Whether a board is known to show that snapshot still: false is no more than a reason to look. */
  public boolean isLatest(String board, long snapshot) {
    return latest.known(board).filter(shown -> shown.id() == snapshot).isPresent();
  }

  /** A board shows another snapshot: to be called for what other nodes did. */
  public void swapped(String board) {
    latest.forget(board);
  }

  /** Swaps may have been missed. */
  public void missed() {
    latest.forgetAll();
  }

  /** What each of these boards shows now, of one moment; those without a score are left out. */
  public Future<List<Board>> current(List<String> boards) {
    return boards(CURRENT, Tuple.of(boards.toArray(String[]::new)));
  }

  /** What a board showed then; empty before its first score. */
  public Future<Optional<Board>> asOf(String board, Instant then) {
    return boards(AS_OF, Tuple.of(board, then.atOffset(ZoneOffset.UTC))).map(found -> found.stream().findFirst());
  }

  public Future<Optional<Board>> board(long id) {
    return boards(BY_ID, Tuple.of(id)).map(found -> found.stream().findFirst());
  }

  /** The snapshot that scoring a version made. */
  public Future<Optional<Board>> madeBy(String board, String sessionId, int version) {
    return boards(BY_CAUSE, Tuple.of(board, sessionId, version)).map(found -> found.stream().findFirst());
  }

  /** The boards of a season's rounds that have been scored for classic's teams, by round. */
  public Future<List<Board>> rounds(int season) {
    return rounds(season, BoardName.USUAL);
  }

  /** The boards of a season's rounds that have been scored for a rule set's teams, by round. */
  public Future<List<Board>> rounds(int season, String ruleSet) {
    return boards(ROUNDS, Tuple.of(season, ruleSet));
  }

  /** What teams got in these snapshots of rounds of one season and rule set; in their order, all of the same teams. */
  public Future<List<Weekend>> weekends(List<Board> of) {
    return rounds.weekends(of);
  }

  /** The rounds' snapshots that one of a season adds up, by round; none for one that an earlier version of Paddock stored. */
  public Future<List<Board>> addedUp(Board season) {
    return boards(BY_IDS, Tuple.of(season.rounds().toArray(Long[]::new)));
  }

  /** What the snapshot of a season adds up, by round; nothing for one that an earlier version of Paddock stored. */
  public Future<List<Weekend>> summed(Board season) {
    return addedUp(season).compose(rounds::weekends);
  }

  /** A round that is being scored: what its field's line-ups are worth. */
  public record Fresh(int season, String ruleSet, int round, long field, int[] worth) {}

  /** As {@link #weekends(List)}, followed by the one that is being scored. */
  public Future<List<Weekend>> weekends(List<Board> others, Fresh fresh) {
    return rounds.weekends(others, fresh);
  }

  /** A team's ranks in these snapshots of rounds, by round, and in the season after each of them. */
  public Future<List<History.Round>> history(List<Board> rounds, long team) {
    return weekends(rounds).compose(weekends -> workers.executeBlocking(() -> History.of(weekends, team), false));
  }

  /** A snapshot's rows. Fails for an id that does not exist. */
  public Future<BoardSnapshot> rows(long id) {
    var known = ranked.getIfPresent(id);
    if (known != null) return Future.succeededFuture(known);
    return board(id).compose(found -> found.map(this::rows)
        .orElseGet(() -> Future.failedFuture(new IllegalArgumentException("no snapshot " + id))));
  }

  /** A snapshot's rows. */
  public Future<BoardSnapshot> rows(Board board) {
    var known = ranked.getIfPresent(board.id());
    if (known != null) return Future.succeededFuture(known);
    return underWay.computeIfAbsent(board.id(), id -> rank(board).onSuccess(rows -> ranked.put(id, rows)))
        .onComplete(done -> underWay.remove(board.id()));
  }

  /** Ranks the boards of the latest season, and of its latest round. */
  public Future<Void> warm() {
    return boards(NEWEST, Tuple.tuple()).compose(shown -> {
      Future<Void> done = Future.succeededFuture();
      for (var board : shown) done = done.compose(before -> rows(board).mapEmpty());
      return done;
    });
  }

  /** A board shows a snapshot that was ranked here. */
  public void shows(String board, long id, BoardSnapshot rows) {
    ranked.put(id, rows);
    latest.forget(board);
  }

  /** What each of these teams has in a snapshot, without ranking anybody; those not on it are left out. Fails for an unknown id. */
  public Future<Map<Long, Integer>> points(long id, Collection<Long> teams) {
    var known = ranked.getIfPresent(id);
    if (known != null) return Future.succeededFuture(points(teams, team -> known.ofTeam(team).map(BoardSnapshot.Row::points)));
    return board(id).map(Optional::orElseThrow).compose(board -> {
      if (!board.isRound() && board.rounds().isEmpty())
        return rows(board).map(rows -> points(teams, team -> rows.ofTeam(team).map(BoardSnapshot.Row::points)));
      return (board.isRound() ? weekends(List.of(board)) : summed(board))
          .map(weekends -> points(teams, team -> Standings.points(weekends, team)));
    });
  }

  private static Map<Long, Integer> points(Collection<Long> teams, LongFunction<Optional<Integer>> of) {
    var points = new HashMap<Long, Integer>();
    for (long team : teams) of.apply(team).ifPresent(has -> points.put(team, has));
    return points;
  }

  /** A snapshot's rows from what is stored, whatever is kept. */
  public Future<BoardSnapshot> stored(Board board) {
    return new Boards(client, workers, new Fields(client)).rows(board);
  }

  private Future<BoardSnapshot> rank(Board board) {
    if (board.isRound()) {
      return weekends(List.of(board)).compose(only -> workers.executeBlocking(() -> Standings.round(only.getFirst()), false));
    }
    if (board.rounds().isEmpty()) return old(board.id());
    return summed(board).compose(all -> workers.executeBlocking(() -> Standings.season(all), false));
  }

  /** A season's snapshot of format 1. */
  private Future<BoardSnapshot> old(long id) {
    return client.preparedQuery(ROWS).execute(Tuple.of(id)).map(found -> found.iterator().next().getBuffer("rows").getBytes())
        .compose(bytes -> workers.executeBlocking(() -> BoardSnapshot.decode(bytes), false));
  }

  private Future<List<Board>> boards(String sql, Tuple parameters) {
    return client.preparedQuery(sql).execute(parameters)
        .map(found -> StreamSupport.stream(found.spliterator(), false).map(Boards::board).collect(Collectors.toUnmodifiableList()));
  }

  private static Board board(Row r) {
    return new Board(r.getLong("id"), r.getString("board"), r.getInteger("season"), r.getInteger("round"), r.getString("race_id"),
        r.getString("session_id"), r.getInteger("result_version"), r.getOffsetDateTime("made_at").toInstant(),
        Optional.ofNullable(r.getLong("previous")), r.getInteger("teams"), r.getString("rule_set"),
        Optional.ofNullable(r.getArrayOfLongs("rounds")).map(List::of).orElse(List.of()));
  }
}

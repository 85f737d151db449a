package dev.paddock.fantasy.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.paddock.fantasy.rules.BoardName;
import dev.paddock.fantasy.rules.BoardSnapshot;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads boards. A snapshot never changes, so it is unpacked once and kept while there is room. */
public final class Boards {
  private static final String COLUMNS =
      "s.id, s.board, s.season, s.round, s.race_id, s.session_id, s.result_version, s.made_at, s.previous, s.teams";
  private static final String CURRENT = "select " + COLUMNS
      + " from board b join board_snapshot s on s.id = b.snapshot where b.board = any ($1::text[])";
  private static final String BY_ID = "select " + COLUMNS + " from board_snapshot s where s.id = $1::bigint";
  private static final String BY_CAUSE = "select " + COLUMNS
      + " from board_snapshot s where s.board = $1::text and s.session_id = $2::text and s.result_version = $3::int";
  private static final String ROUNDS = """
      select %s from board b join board_snapshot s on s.id = b.snapshot
       where s.season = $1::int and b.board = $2::text || s.race_id order by s.round""".formatted(COLUMNS);
  private static final String ROWS = "select s.rows from board_snapshot s where s.id = $1::bigint";

  /** Rows that may stay unpacked, over all snapshots: some 30 bytes each. */
  private static final long ROWS_KEPT = 1_000_000;

  private final SqlClient client;
  private final Cache<Long, BoardSnapshot> unpacked = Caffeine.newBuilder()
      .maximumWeight(ROWS_KEPT).weigher((Long id, BoardSnapshot snapshot) -> Math.max(1, snapshot.size())).build();

  public Boards(SqlClient client) {
    this.client = client;
  }

  /** What a board shows now; empty before its first score. */
  public Future<Optional<Board>> current(String board) {
    return current(List.of(board)).map(found -> found.stream().findFirst());
  }

  /** What each of these boards shows now, of one moment; those without a score are left out. */
  public Future<List<Board>> current(List<String> boards) {
    return boards(CURRENT, Tuple.of(boards.toArray(String[]::new)));
  }

  public Future<Optional<Board>> board(long id) {
    return boards(BY_ID, Tuple.of(id)).map(found -> found.stream().findFirst());
  }

  /** The snapshot that scoring a version made. */
  public Future<Optional<Board>> madeBy(String board, String sessionId, int version) {
    return boards(BY_CAUSE, Tuple.of(board, sessionId, version)).map(found -> found.stream().findFirst());
  }

  /** The boards of a season's rounds that have been scored, by round. */
  public Future<List<Board>> rounds(int season) {
    return boards(ROUNDS, Tuple.of(season, BoardName.round("")));
  }

  /** A snapshot's rows. Fails for an id that does not exist. */
  public Future<BoardSnapshot> rows(long id) {
    var known = unpacked.getIfPresent(id);
    if (known != null) return Future.succeededFuture(known);
    return packed(id).map(bytes -> unpacked.get(id, missing -> BoardSnapshot.decode(bytes)));
  }

  /** A snapshot's rows as they are stored. */
  public Future<byte[]> packed(long id) {
    return client.preparedQuery(ROWS).execute(Tuple.of(id)).map(found -> {
      if (found.size() == 0) throw new IllegalArgumentException("no snapshot " + id);
      return found.iterator().next().getBuffer("rows").getBytes();
    });
  }

  private Future<List<Board>> boards(String sql, Tuple parameters) {
    return client.preparedQuery(sql).execute(parameters)
        .map(found -> StreamSupport.stream(found.spliterator(), false).map(Boards::board).collect(Collectors.toUnmodifiableList()));
  }

  private static Board board(Row r) {
    return new Board(r.getLong("id"), r.getString("board"), r.getInteger("season"), r.getInteger("round"), r.getString("race_id"),
        r.getString("session_id"), r.getInteger("result_version"), r.getOffsetDateTime("made_at").toInstant(),
        Optional.ofNullable(r.getLong("previous")), r.getInteger("teams"));
  }
}

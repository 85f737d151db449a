package dev.paddock.fantasy.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A board at one moment: immutable columns. Snapshots of the same teams share their ids: twenty bytes a row are a snapshot's own. */
public final class BoardSnapshot {
  /** @param previousRank 0 when there was none */
  public record Row(long team, int points, int rank, int previousRank) {}

  /** Nobody yet. */
  public static final BoardSnapshot EMPTY = of(List.of());

  private static final int MAGIC = 0x5042_0001; // "PB", format 1
  private static final int HEADER = 8;
  private static final int ROW = 20;

  private final long[] teams;    // ids, ascending
  private final int[] order;     // row → index of its team
  private final int[] rows;      // index of a team → its row
  private final int[] points;    // these by index of the team
  private final int[] previous;
  private final int[] ranks;     // by row

  private BoardSnapshot(long[] teams, int[] order, int[] points, int[] ranks, int[] previous) {
    this(teams, order, new int[order.length], points, ranks, previous);
    for (int row = 0; row < order.length; row++) rows[order[row]] = row;
  }

  private BoardSnapshot(long[] teams, int[] order, int[] rows, int[] points, int[] ranks, int[] previous) {
    this.teams = teams;
    this.order = order;
    this.rows = rows;
    this.points = points;
    this.ranks = ranks;
    this.previous = previous;
  }

  /** @param teams ids, ascending; {@code previous} rank by their index */
  static BoardSnapshot of(long[] teams, Ranking.Ranked ranked, int[] previous) {
    return new BoardSnapshot(teams, ranked.team(), ranked.totals(), ranked.rank(), previous);
  }

  /** Rows in rank order, of distinct teams. */
  public static BoardSnapshot of(List<Row> rows) {
    var teams = rows.stream().mapToLong(Row::team).sorted().toArray();
    var order = rows.stream().mapToInt(row -> Arrays.binarySearch(teams, row.team())).toArray();
    var points = new int[teams.length];
    var previous = new int[teams.length];
    for (int row = 0; row < order.length; row++) {
      points[order[row]] = rows.get(row).points();
      previous[order[row]] = rows.get(row).previousRank();
    }
    return new BoardSnapshot(teams, order, points, rows.stream().mapToInt(Row::rank).toArray(), previous);
  }

  /** The same rows with those previous ranks, by index of the team: in the order of ids. */
  public BoardSnapshot after(int[] before) {
    return new BoardSnapshot(teams, order, rows, points, ranks, before);
  }

  public int size() {
    return teams.length;
  }

  public Row row(int at) {
    int team = order[at];
    return new Row(teams[team], points[team], ranks[at], previous[team]);
  }

  /** At most {@code limit} rows from {@code offset} (from 0); fewer, or none, at the end. */
  public List<Row> page(int offset, int limit) {
    int from = Math.clamp(offset, 0, size());
    return IntStream.range(from, (int) Math.min((long) from + Math.max(limit, 0), size())).mapToObj(this::row).toList();
  }

  public Optional<Row> ofTeam(long team) {
    int at = rowOf(team);
    return at < 0 ? Optional.empty() : Optional.of(row(at));
  }

  /** The row (from 0) of a team; -1: it is not on the board. */
  public int rowOf(long team) {
    int at = Arrays.binarySearch(teams, team);
    return at < 0 ? -1 : rows[at];
  }

  /** The id of the team at that index: in the order of ids. */
  long team(int index) {
    return teams[index];
  }

  /** Points of the team at that index. */
  int points(int index) {
    return points[index];
  }

  /** Points of a team; 0 if it is not on the board. */
  int pointsOf(long team) {
    int at = Arrays.binarySearch(teams, team);
    return at < 0 ? 0 : points[at];
  }

  /** Rank of a team; 0 if it is not on the board. */
  int rankOf(long team) {
    int row = rowOf(team);
    return row < 0 ? 0 : ranks[row];
  }

  /** The board as a round's outcome: points by ascending team id. */
  public Weekend weekend(int round) {
    return new Weekend(round, teams, points);
  }

  /** Whether every row is the same. */
  @Override public boolean equals(Object other) {
    return other instanceof BoardSnapshot board && Arrays.equals(teams, board.teams) && Arrays.equals(order, board.order)
        && Arrays.equals(points, board.points) && Arrays.equals(ranks, board.ranks) && Arrays.equals(previous, board.previous);
  }

  @Override public int hashCode() {
    return Arrays.hashCode(points);
  }

  /**
   * Reads what earlier versions of Paddock stored, in format 1, big-endian: magic and format, number of rows, then the columns team
   * (8 bytes), points, rank, previous rank (4 each) in rank order. Refuses other bytes.
   */
  public static BoardSnapshot decode(byte[] bytes) {
    if (bytes.length < HEADER || getInt(bytes, 0) != MAGIC) throw new IllegalArgumentException("not a board of format 1");
    int rows = getInt(bytes, 4);
    if (rows < 0 || bytes.length != HEADER + (long) ROW * rows) {
      throw new IllegalArgumentException(bytes.length + " bytes for " + rows + " rows");
    }
    int columns = HEADER + 8 * rows;
    return of(IntStream.range(0, rows).mapToObj(row -> {
      int team = HEADER + 8 * row;
      int value = columns + 4 * row;
      return new Row((long) getInt(bytes, team) << 32 | Integer.toUnsignedLong(getInt(bytes, team + 4)),
          getInt(bytes, value), getInt(bytes, value + 4 * rows), getInt(bytes, value + 8 * rows));
    }).toList());
  }

  private static int getInt(byte[] bytes, int at) {
    return bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
  }
}

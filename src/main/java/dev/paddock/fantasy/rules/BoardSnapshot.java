package dev.paddock.fantasy.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A board at one moment: immutable columns in rank order, packed into the same bytes for the same rows. */
public final class BoardSnapshot {
  /** @param previousRank 0 when there was none */
  public record Row(long team, int points, int rank, int previousRank) {}

  /** Nobody yet. */
  public static final BoardSnapshot EMPTY = of(List.of());

  private static final int MAGIC = 0x5042_0001; // "PB", format 1
  private static final int HEADER = 8;
  private static final int ROW = 20;

  private final long[] teams;
  private final int[] points;
  private final int[] ranks;
  private final int[] previous;
  private final long[] sortedTeams;
  private final int[] rowOfSorted;

  BoardSnapshot(long[] teams, int[] points, int[] ranks, int[] previous) {
    this.teams = teams;
    this.points = points;
    this.ranks = ranks;
    this.previous = previous;
    this.sortedTeams = teams.clone();
    Arrays.sort(sortedTeams);
    this.rowOfSorted = new int[teams.length];
    for (int row = 0; row < teams.length; row++) rowOfSorted[Arrays.binarySearch(sortedTeams, teams[row])] = row;
  }

  /** Rows in rank order. */
  public static BoardSnapshot of(List<Row> rows) {
    return new BoardSnapshot(rows.stream().mapToLong(Row::team).toArray(), rows.stream().mapToInt(Row::points).toArray(),
        rows.stream().mapToInt(Row::rank).toArray(), rows.stream().mapToInt(Row::previousRank).toArray());
  }

  public int size() {
    return teams.length;
  }

  public Row row(int at) {
    return new Row(teams[at], points[at], ranks[at], previous[at]);
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
    int at = Arrays.binarySearch(sortedTeams, team);
    return at < 0 ? -1 : rowOfSorted[at];
  }

  /** The board as a round's outcome: points by ascending team id. */
  public Weekend weekend(int round) {
    return new Weekend(round, sortedTeams, Arrays.stream(rowOfSorted).map(row -> points[row]).toArray());
  }

  /** Big-endian: magic and format, number of rows, then the columns team (8 bytes), points, rank, previous rank (4 each). */
  public byte[] encode() {
    var bytes = new byte[HEADER + ROW * size()];
    int at = putInt(bytes, 0, MAGIC);
    at = putInt(bytes, at, size());
    for (long team : teams) {
      at = putInt(bytes, at, (int) (team >>> 32));
      at = putInt(bytes, at, (int) team);
    }
    for (var column : List.of(points, ranks, previous)) {
      for (int value : column) at = putInt(bytes, at, value);
    }
    return bytes;
  }

  /** Refuses bytes that {@link #encode} did not make. */
  public static BoardSnapshot decode(byte[] bytes) {
    if (bytes.length < HEADER || getInt(bytes, 0) != MAGIC) throw new IllegalArgumentException("not a board of format 1");
    int rows = getInt(bytes, 4);
    if (rows < 0 || bytes.length != HEADER + (long) ROW * rows) {
      throw new IllegalArgumentException(bytes.length + " bytes for " + rows + " rows");
    }
    var teams = new long[rows];
    for (int row = 0; row < rows; row++) {
      int at = HEADER + 8 * row;
      teams[row] = (long) getInt(bytes, at) << 32 | Integer.toUnsignedLong(getInt(bytes, at + 4));
    }
    int columns = HEADER + 8 * rows;
    return new BoardSnapshot(teams,
        ints(bytes, columns, rows), ints(bytes, columns + 4 * rows, rows), ints(bytes, columns + 8 * rows, rows));
  }

  private static int[] ints(byte[] bytes, int at, int count) {
    var values = new int[count];
    for (int i = 0; i < count; i++) values[i] = getInt(bytes, at + 4 * i);
    return values;
  }

  private static int putInt(byte[] bytes, int at, int value) {
    for (int i = 0; i < 4; i++) bytes[at + i] = (byte) (value >>> 24 - 8 * i);
    return at + 4;
  }

  private static int getInt(byte[] bytes, int at) {
    return bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
  }
}

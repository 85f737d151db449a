package dev.paddock.fantasy.rules;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.ToIntFunction;

/** Boards as earlier versions of Paddock stored them. */
public final class FormatOne {
  private FormatOne() {}

  public static byte[] of(List<BoardSnapshot.Row> rows) {
    var bytes = ByteBuffer.allocate(8 + 20 * rows.size()).putInt(0x5042_0001).putInt(rows.size());
    rows.forEach(row -> bytes.putLong(row.team()));
    List<ToIntFunction<BoardSnapshot.Row>> columns =
        List.of(BoardSnapshot.Row::points, BoardSnapshot.Row::rank, BoardSnapshot.Row::previousRank);
    columns.forEach(column -> rows.forEach(row -> bytes.putInt(column.applyAsInt(row))));
    return bytes.array();
  }
}

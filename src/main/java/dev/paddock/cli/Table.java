package dev.paddock.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Columns as wide as their widest cell; the last one runs free. */
final class Table {
  private Table() {}

  static void print(PrintWriter out, List<String> head, List<List<String>> rows) {
    var all = Stream.concat(Stream.of(head), rows.stream()).toList();
    var widths = IntStream.range(0, head.size()).map(c -> all.stream().mapToInt(row -> row.get(c).length()).max().orElse(0)).toArray();
    for (var row : all) {
      var line = new StringBuilder();
      for (int c = 0; c < row.size(); c++) line.append(row.get(c)).repeat(' ', widths[c] - row.get(c).length() + 2);
      out.println(line.toString().stripTrailing());
    }
  }
}

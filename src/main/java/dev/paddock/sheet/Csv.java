package dev.paddock.sheet;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * Comma-separated as pandas writes it: a head, True and False, nothing for what is unknown, lines that end in a line feed.
 * Texts that hold a comma, a quote or a line's end are quoted, quotes in them doubled (RFC 4180).
 */
final class Csv {
  private Csv() {}

  static <T> void write(Sheet<T> sheet, OutputStream out) throws IOException {
    var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    writer.write(sheet.columns().stream().map(column -> quoted(column.name())).collect(Collectors.joining(",", "", "\n")));
    for (var row : sheet.rows()) {
      var separator = "";
      for (var column : sheet.columns()) {
        writer.write(separator);
        writer.write(field(column.value().apply(row)));
        separator = ",";
      }
      writer.write('\n');
    }
    writer.flush();
  }

  private static String field(Object value) {
    return switch (value) {
      case null -> "";
      case Boolean yes -> yes ? "True" : "False";
      case Double number -> number.isNaN() || number.isInfinite() ? "" : BigDecimal.valueOf(number).toPlainString();
      case String text -> quoted(text);
      default -> value.toString();
    };
  }

  private static String quoted(String text) {
    var plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}

package dev.paddock.sheet;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;

/** One JSON object a line and row, and nothing else: what is said of the whole sheet is left out. */
final class Ndjson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Ndjson() {}

  static <T> void write(Sheet<T> sheet, OutputStream out) throws IOException {
    var json = MAPPER.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.setRootValueSeparator(null);
    for (var row : sheet.rows()) {
      Json.row(sheet, row, json);
      json.writeRaw('\n');
    }
    json.flush();
  }
}

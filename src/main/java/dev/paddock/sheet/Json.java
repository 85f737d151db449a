package dev.paddock.sheet;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Locale;

/**
 * {@code {"sheet":"laps", …, "schema":[{"name":"LapTime","type":"integer","unit":"ms"},…], "rows":[{"LapTime":91234,…},…]}}:
 * what is said of the whole first, then the columns, then one object a row, with null for what is unknown.
 */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static <T> void write(Sheet<T> sheet, OutputStream out) throws IOException {
    var json = MAPPER.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.writeStartObject();
    json.writeStringField("sheet", sheet.name());
    for (var fact : sheet.about().entrySet()) json.writePOJOField(fact.getKey(), fact.getValue());
    schema(sheet, json);
    json.writeArrayFieldStart("rows");
    for (var row : sheet.rows()) {
      json.writeRaw('\n');
      row(sheet, row, json);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
    json.flush();
  }

  static <T> void row(Sheet<T> sheet, T row, JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (var column : sheet.columns()) {
      json.writeFieldName(column.name());
      value(column.value().apply(row), json);
    }
    json.writeEndObject();
  }

  private static void schema(Sheet<?> sheet, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("schema");
    for (var column : sheet.columns()) {
      json.writeStartObject();
      json.writeStringField("name", column.name());
      json.writeStringField("type", column.type().name().toLowerCase(Locale.ROOT));
      if (!column.unit().isEmpty()) json.writeStringField("unit", column.unit());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void value(Object value, JsonGenerator json) throws IOException {
    switch (value) {
      case Double number when number.isNaN() || number.isInfinite() -> json.writeNull();
      case Instant at -> json.writeString(at.toString());
      case null, default -> json.writePOJO(value);
    }
  }
}

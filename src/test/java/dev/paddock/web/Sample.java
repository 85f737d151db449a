package dev.paddock.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.stream.IntStream;

/** The smallest value that a schema of the contract allows; its {@code example} where it gives one. */
final class Sample {
  private final JsonObject schemas;

  Sample(JsonObject document) {
    this.schemas = document.getJsonObject("components").getJsonObject("schemas");
  }

  Object of(JsonObject schema) {
    var s = resolved(schema);
    if (s.containsKey("example")) return s.getValue("example");
    if (s.containsKey("const")) return s.getValue("const");
    if (s.containsKey("enum")) return s.getJsonArray("enum").getValue(0);
    for (var choice : new String[] {"oneOf", "anyOf"}) if (s.containsKey(choice)) return of(s.getJsonArray(choice).getJsonObject(0));
    return switch (type(s)) {
      case "object" -> object(s);
      case "array" -> array(s);
      case "integer" -> s.getLong("minimum", 1L);
      case "number" -> s.getDouble("minimum", 1.0);
      case "boolean" -> true;
      default -> text(s);
    };
  }

  JsonObject resolved(JsonObject schema) {
    var ref = schema.getString("$ref");
    return ref == null ? schema : resolved(schemas.getJsonObject(ref.replaceFirst(".*/", "")));
  }

  private static String type(JsonObject s) {
    return s.getValue("type") instanceof JsonArray several ? several.getString(0) : s.getString("type", "string");
  }

  private JsonObject object(JsonObject s) {
    var properties = s.getJsonObject("properties", new JsonObject());
    var needed = new LinkedHashSet<String>();
    s.getJsonArray("required", new JsonArray()).forEach(name -> needed.add((String) name));
    for (var name : properties.fieldNames()) if (needed.size() < s.getInteger("minProperties", 0)) needed.add(name);
    var sample = new JsonObject();
    needed.forEach(name -> sample.put(name, of(properties.getJsonObject(name))));
    return sample;
  }

  /** Items that have to differ are numbered, if they are whole numbers, or lettered. */
  private JsonArray array(JsonObject s) {
    var sample = new JsonArray();
    IntStream.range(0, s.getInteger("minItems", 0)).forEach(i -> sample.add(switch (of(s.getJsonObject("items"))) {
      case Long number -> number + i;
      case String text when i > 0 -> text.substring(0, text.length() - 1) + (char) ('a' + i);
      case Object same -> same;
    }));
    return sample;
  }

  private static String text(JsonObject s) {
    if (s.containsKey("pattern")) return PatternText.sample(s.getString("pattern"));
    return switch (s.getString("format", "")) {
      case "date-time" -> "2025-11-20T12:00:00Z";
      case "date" -> "2025-11-20";
      case "uuid" -> "00000000-0000-4000-8000-000000000000";
      case "uri" -> "https://example.org/";
      default -> "x".repeat(Math.max(1, s.getInteger("minLength", 1)));
    };
  }
}

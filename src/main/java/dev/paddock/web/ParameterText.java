package dev.paddock.web;

import io.vertx.core.json.JsonArray;
import io.vertx.json.schema.common.dsl.SchemaType;
import io.vertx.openapi.contract.Parameter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Parameters are text; what they mean is their schema's to say. */
final class ParameterText {
  /** Fits a long. */
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,15}(\\.\\d{1,15})?");

  private ParameterText() {}

  sealed interface Read {
    record Value(Object value) implements Read {}

    record Unreadable(String why) implements Read {}
  }

  /** @param given at least one */
  static Read read(Parameter parameter, List<String> given) {
    if (!given.stream().allMatch(JsonText::isText)) return new Read.Unreadable(JsonText.NO_TEXT);
    if (parameter.getSchemaType() == SchemaType.ARRAY) {
      return new Read.Value(new JsonArray(given.stream()
          .flatMap(text -> parameter.isExplode() ? Stream.of(text) : Stream.of(text.split(","))).toList()));
    }
    if (given.size() > 1) return new Read.Unreadable("It is given more than once.");
    var text = given.getFirst();
    return switch (parameter.getSchemaType()) {
      case INTEGER -> WHOLE.matcher(text).matches() ? new Read.Value(whole(text)) : new Read.Unreadable("It is no whole number.");
      case NUMBER -> DECIMAL.matcher(text).matches() ? new Read.Value(Double.valueOf(text)) : new Read.Unreadable("It is no number.");
      case BOOLEAN -> switch (text) {
        case "true" -> new Read.Value(true);
        case "false" -> new Read.Value(false);
        default -> new Read.Unreadable("It is neither true nor false.");
      };
      case null, default -> new Read.Value(text);
    };
  }

  /** As JSON would have read it. */
  private static Number whole(String text) {
    long value = Long.parseLong(text);
    return value == (int) value ? (Number) (int) value : (Number) value;
  }
}

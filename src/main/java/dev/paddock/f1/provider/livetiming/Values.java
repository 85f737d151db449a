package dev.paddock.f1.provider.livetiming;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Values as the streams write them: numbers mostly as strings, empty for unknown. What cannot be read is null, never an error. */
final class Values {
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,9}");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,9}(\\.\\d{1,9})?");

  private Values() {}

  /** Never empty: null then. */
  static String text(JsonNode node, String field) {
    var value = node.path(field);
    var text = value.isValueNode() && !value.isNull() ? value.asText().strip() : "";
    return text.isEmpty() ? null : text;
  }

  static String text(JsonNode node, String field, String otherwise) {
    var text = text(node, field);
    return text == null ? otherwise : text;
  }

  static Integer whole(JsonNode node, String field) {
    return whole(text(node, field));
  }

  static Integer whole(String text) {
    return text != null && WHOLE.matcher(text).matches() ? Integer.valueOf(text) : null;
  }

  static Double decimal(JsonNode node, String field) {
    var text = text(node, field);
    return text != null && DECIMAL.matcher(text).matches() ? Double.valueOf(text) : null;
  }

  /** A date and time; without a zone it is UTC. */
  static Instant utc(JsonNode node, String field) {
    var text = text(node, field);
    try {
      if (text == null) return null;
      return text.endsWith("Z") || text.length() > 19 && text.indexOf('+', 19) > 0 ? Instant.parse(text) : Instant.parse(text + "Z");
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** A date and time of no zone. */
  static LocalDateTime local(JsonNode node, String field) {
    var text = text(node, field);
    try {
      return text == null ? null : LocalDateTime.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The elements of an array, or of an object with whole-numbered keys, by their numbers; other keys and nulls are left out. */
  static Map<Integer, JsonNode> elements(JsonNode node) {
    var elements = new TreeMap<Integer, JsonNode>();
    for (int i = 0; node.isArray() && i < node.size(); i++) put(elements, i, node.get(i));
    for (var entry : node.properties()) put(elements, whole(entry.getKey()), entry.getValue());
    return elements;
  }

  private static void put(Map<Integer, JsonNode> elements, Integer index, JsonNode element) {
    if (index != null && index >= 0 && element.isObject()) elements.put(index, element);
  }
}

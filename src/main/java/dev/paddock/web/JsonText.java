package dev.paddock.web;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What a client sends as JSON: at most 32 levels deep, no name twice in one object, nothing after its end, and {@link #isText text} in it. */
final class JsonText {
  private static final int DEEPEST = 32;
  private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxNumberLength(40).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build())
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** Why what is not {@link #isText text} is refused. */
  static final String NO_TEXT = "Text has no character U+0000, and no half of a pair of surrogates.";

  private JsonText() {}

  sealed interface Read {
    /** @param value JsonObject, JsonArray, text, number, boolean or null */
    record Value(Object value) implements Read {}

    record Unreadable(String why) implements Read {}
  }

  /** Whether every character is one that can be kept: no NUL, which no database takes, and no half of a pair. */
  static boolean isText(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  private static boolean isTextOnly(Object value) {
    return switch (value) {
      case String text -> isText(text);
      case Map<?, ?> object -> object.entrySet().stream().allMatch(e -> isTextOnly(e.getKey()) && isTextOnly(e.getValue()));
      case List<?> array -> array.stream().allMatch(JsonText::isTextOnly);
      case null, default -> true;
    };
  }

  @SuppressWarnings("unchecked")
  static Read read(Buffer bytes) {
    try {
      var read = MAPPER.readValue(bytes.getBytes(), Object.class);
      if (!isTextOnly(read)) return new Read.Unreadable(NO_TEXT);
      return new Read.Value(switch (read) {
        case Map<?, ?> object -> new JsonObject((Map<String, Object>) object);
        case List<?> array -> new JsonArray(array);
        case null -> null;
        case Object other -> other;
      });
    } catch (StreamConstraintsException tooMuch) {
      return new Read.Unreadable("The JSON is nested more than " + DEEPEST + " levels deep, or has a number that is too long.");
    } catch (JsonParseException e) {
      var at = e.getLocation();
      return new Read.Unreadable("The body is no JSON, or names something twice: line " + at.getLineNr() + ", column " + at.getColumnNr() + ".");
    } catch (IOException e) {
      return new Read.Unreadable("The body is no JSON.");
    }
  }
}

package dev.paddock.horse.provider;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;

/**
 * A JSON answer, read once from front to back: fields are handed to whoever knows them, all others are passed over without being decoded.
 * Every value is bounded, every surprise is {@link Malformed} with its place, such as {@code /data/runners/3/odds/fixed_win}.
 */
final class Body {
  static final int UNKNOWN_AT_MOST = 32;

  private static final int NAME_AT_MOST = 60;
  private static final int DEPTH_AT_MOST = 40;
  private static final JsonFactory JSON = JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder()
      .maxNestingDepth(DEPTH_AT_MOST).maxNumberLength(30).maxNameLength(500).build()).build();

  private final JsonParser json;
  private final Set<String> unknown = new HashSet<>();

  private Body(JsonParser json) {
    this.json = json;
  }

  @FunctionalInterface interface Reader<T> {
    T read(Body body) throws IOException, Malformed;
  }

  @FunctionalInterface interface Field {
    /** The body stands at the value of the field, which must be read or skipped. */
    void read(String name) throws IOException, Malformed;
  }

  @FunctionalInterface interface Element {
    void read() throws IOException, Malformed;
  }

  /** Reads the whole text. */
  static <T> T read(String text, Reader<T> reader) throws Malformed {
    try (var json = JSON.createParser(text.getBytes(StandardCharsets.UTF_8))) {
      if (json.nextToken() == null) throw new Malformed("an empty body");
      var read = reader.read(new Body(json));
      if (json.nextToken() != null) throw new Malformed("more than one JSON value");
      return read;
    } catch (JsonEOFException e) {
      throw new Malformed("cut off after " + text.length() + " characters");
    } catch (JsonProcessingException e) {
      throw new Malformed("not JSON, " + e.getOriginalMessage() + ": " + excerpt(text));
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory", e);
    }
  }

  /** Fields that nobody knew, as {@code where.name}. */
  Set<String> unknown() {
    return Set.copyOf(unknown);
  }

  /** Passes over a field that is not used: one that is not known either is noted. */
  void skip(String where, Set<String> known, String name) throws IOException {
    if (!known.contains(name) && unknown.size() < UNKNOWN_AT_MOST) {
      unknown.add(where + "." + name.substring(0, Math.min(name.length(), NAME_AT_MOST - where.length() - 1)));
    }
    json.skipChildren();
  }

  void skip() throws IOException {
    json.skipChildren();
  }

  boolean isObject() {
    return json.currentToken() == JsonToken.START_OBJECT;
  }

  boolean isList() {
    return json.currentToken() == JsonToken.START_ARRAY;
  }

  boolean isNull() {
    return json.currentToken() == JsonToken.VALUE_NULL;
  }

  void object(Field field) throws IOException, Malformed {
    if (!isObject()) throw unexpected("an object");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      json.nextToken();
      field.read(name);
    }
  }

  /** @return whether it was there; null is no list, one with more elements than {@code atMost} is refused */
  boolean list(int atMost, Element element) throws IOException, Malformed {
    if (isNull()) return false;
    if (!isList()) throw unexpected("a list");
    for (int n = 0; json.nextToken() != JsonToken.END_ARRAY; n++) {
      if (n == atMost) throw new Malformed("more than " + atMost + " elements in " + place());
      element.read();
    }
    return true;
  }

  /** Without blanks around it; "" for null. */
  String text(int atMost) throws IOException, Malformed {
    if (isNull()) return "";
    if (json.currentToken() != JsonToken.VALUE_STRING) throw unexpected("a text");
    if (json.getTextLength() > atMost) throw new Malformed("more than " + atMost + " characters at " + place());
    return clean(json.getText());
  }

  /** Of a text, a number or a flag; "" for null. For providers that write everything as a text, or nearly so. */
  String loose(int atMost) throws IOException, Malformed {
    return json.currentToken() == JsonToken.VALUE_STRING || isNull() ? text(atMost)
        : json.currentToken().isScalarValue() ? json.getText() : text(atMost);
  }

  /** Of a text or a number: ids are either. */
  String id() throws IOException, Malformed {
    var id = json.currentToken() == JsonToken.VALUE_NUMBER_INT ? json.getText() : text(64);
    if (!Ids.good(id)) throw unexpected("an id");
    return id;
  }

  /** 0 for null. */
  int whole(int from, int to) throws IOException, Malformed {
    if (isNull()) return 0;
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) throw unexpected("a whole number");
    long number = json.getLongValue();
    if (number < from || number > to) throw unexpected("a number from " + from + " to " + to);
    return (int) number;
  }

  /** 0 for null. */
  double number() throws IOException, Malformed {
    if (isNull()) return 0;
    if (!json.currentToken().isNumeric()) throw unexpected("a number");
    return json.getDoubleValue();
  }

  /** Of a number; 0 for null. Money and odds, from 0 to 10^12. */
  long thousandths() throws IOException, Malformed {
    double number = number();
    if (!(number >= 0 && number <= 1e12)) throw unexpected("an amount");
    return Math.round(number * 1000);
  }

  /** Of a text such as {@code 54.5}; 0 for "" and for what is no number. */
  int thousandthsOfText() throws IOException, Malformed {
    var text = text(200);
    try {
      return text.isEmpty() ? 0 : new BigDecimal(text).movePointRight(3).intValueExact();
    } catch (ArithmeticException | NumberFormatException notTold) {
      return 0;
    }
  }

  boolean flag() throws IOException, Malformed {
    if (isNull()) return false;
    if (!json.currentToken().isBoolean()) throw unexpected("true or false");
    return json.getBooleanValue();
  }

  /** In whole seconds. Epoch seconds, or ISO 8601 with an offset; null and "" and 0 are refused. */
  Instant instant() throws IOException, Malformed {
    try {
      if (json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getLongValue() > 0) return Instant.ofEpochSecond(json.getLongValue());
      if (json.currentToken() == JsonToken.VALUE_STRING) return instant(json.getText());
    } catch (DateTimeException e) {
      throw unexpected("a time");
    }
    throw unexpected("a time");
  }

  private static Instant instant(String text) {
    var at = text.endsWith("Z") ? Instant.parse(text) : OffsetDateTime.parse(text).toInstant();
    return Instant.ofEpochSecond(at.getEpochSecond());
  }

  /** What was expected is not what is here. */
  Malformed unexpected(String what) throws IOException {
    var found = switch (json.currentToken()) {
      case null -> "the end";
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      default -> excerpt(json.getText());
    };
    return new Malformed(place() + " is not " + what + " but " + found);
  }

  private String place() {
    return json.getParsingContext().pathAsPointer().toString();
  }

  /** Blanks at the ends and control characters are nobody's name. */
  private static String clean(String text) {
    for (int i = 0; i < text.length(); i++) if (text.charAt(i) < ' ') return text.replaceAll("\\p{Cntrl}+", " ").strip();
    return text.strip();
  }

  private static String excerpt(String text) {
    var line = clean(text.length() <= 80 ? text : text.substring(0, 80) + "…");
    return line.isEmpty() ? "an empty text" : line;
  }
}

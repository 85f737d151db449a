package dev.paddock.f1.provider.openf1;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;

/** One row of an answer. What is null, missing or of another type is null. */
record Row(JsonNode of) {
  private static final long LONGEST_MS = 10L * 24 * 3_600_000;

  Integer whole(String field) {
    var value = of.path(field);
    return value.isNumber() && value.canConvertToInt() ? value.intValue() : null;
  }

  Double decimal(String field) {
    var value = of.path(field);
    return value.isNumber() && Double.isFinite(value.doubleValue()) ? value.doubleValue() : null;
  }

  Boolean flag(String field) {
    var value = of.path(field);
    return value.isBoolean() ? Boolean.valueOf(value.booleanValue()) : value.isNumber() ? Boolean.valueOf(value.doubleValue() > 0) : null;
  }

  /** Never empty. */
  String text(String field) {
    var value = of.path(field);
    return value.isTextual() && !value.textValue().isBlank() ? value.textValue().strip() : null;
  }

  String text(String field, String otherwise) {
    var text = text(field);
    return text == null ? otherwise : text;
  }

  Instant instant(String field) {
    var text = text(field);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Seconds as ms. */
  Integer millis(String field) {
    return millis(of.path(field));
  }

  static Integer millis(JsonNode seconds) {
    double ms = seconds.isNumber() ? seconds.doubleValue() * 1000 : Double.NaN;
    return ms >= 0 && ms <= LONGEST_MS ? Integer.valueOf((int) Math.round(ms)) : null;
  }

  /** Session time in ms, which may be negative; null also for what is days away. */
  Integer at(String field, Instant began) {
    var instant = instant(field);
    if (instant == null) return null;
    long seconds = instant.getEpochSecond() - began.getEpochSecond();
    return Math.abs(seconds) < LONGEST_MS / 1000
        ? Integer.valueOf((int) (seconds * 1000 + Math.round((instant.getNano() - began.getNano()) / 1e6))) : null;
  }
}

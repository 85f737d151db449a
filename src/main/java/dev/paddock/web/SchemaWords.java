package dev.paddock.web;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a schema finds wrong, in words for whoever sent it: the validator's own are for whoever wrote the schema. */
final class SchemaWords {
  private static final Map<String, String> TYPES = Map.of("object", "an object", "array", "a list", "string", "text", "number", "a number",
      "integer", "a whole number", "boolean", "true or false", "null", "null");

  private static final Map<String, String> FORMATS = Map.of("date-time", "a time such as 2026-12-01T12:00:00Z", "date", "a day such as 2026-12-01",
      "uuid", "a UUID", "uri", "an absolute URL");

  private record Phrase(Pattern said, Function<MatchResult, String> ours) {
    static Phrase of(String said, Function<MatchResult, String> ours) {
      return new Phrase(Pattern.compile(said), ours);
    }
  }

  private static final List<Phrase> PHRASES = List.of(
      Phrase.of("Property \"(.*)\" does not match (?:additional|unevaluated) properties schema", m -> "Nothing of that name is expected here."),
      Phrase.of("Instance does not have required property \"(.*)\"", m -> m.group(1) + " is missing."),
      Phrase.of("Instance type (\\w+) is invalid\\. Expected (.*)", m -> "Expected " + types(m.group(2)) + ", not " + types(m.group(1)) + "."),
      Phrase.of("Instance does not match any of \\[(.*)]", m -> "Expected one of " + m.group(1).replace("\"", "").replace(",", ", ") + "."),
      Phrase.of("Instance does not match \"?(.*?)\"?", m -> "Expected " + m.group(1) + "."),
      Phrase.of("Instance does not have at least (\\d+) properties", m -> "Expected at least " + m.group(1) + " property."),
      Phrase.of("String is too short \\((\\d+) < (\\d+)\\)", m -> "Expected at least " + m.group(2) + " characters, not " + m.group(1) + "."),
      Phrase.of("String is too long \\((\\d+) > (\\d+)\\)", m -> "Expected at most " + m.group(2) + " characters, not " + m.group(1) + "."),
      Phrase.of("String does not match pattern", m -> "It is not written as it is expected; openapi.json has the pattern."),
      Phrase.of("String does not match format \"(.*)\"", m -> "Expected " + FORMATS.getOrDefault(m.group(1), "a " + m.group(1)) + "."),
      Phrase.of("(\\S+) is less than (?:or equal to )?(\\S+)", m -> "Expected at least " + m.group(2) + ", not " + m.group(1) + "."),
      Phrase.of("(\\S+) is greater than (?:or equal to )?(\\S+)", m -> "Expected at most " + m.group(2) + ", not " + m.group(1) + "."),
      Phrase.of("Array has too few items \\(\\D*(\\d+) < (\\d+)\\)", m -> "Expected at least " + m.group(2) + ", not " + m.group(1) + "."),
      Phrase.of("Array has too many items \\(\\D*(\\d+) > (\\d+)\\)", m -> "Expected at most " + m.group(2) + ", not " + m.group(1) + "."),
      Phrase.of("Duplicate items at indexes (\\d+) and (\\d+)", m -> "Numbers " + m.group(1) + " and " + m.group(2)
          + ", counted from 0, are the same."));

  private SchemaWords() {}

  /** @param said by the validator; what it has no better words for is left as it is */
  static String sentence(String said) {
    return PHRASES.stream().flatMap(phrase -> {
      var match = phrase.said.matcher(said);
      return match.matches() ? Stream.of(phrase.ours.apply(match.toMatchResult())) : Stream.empty();
    }).findFirst().orElse(said + ".");
  }

  private static String types(String said) {
    return Stream.of(said.split(", ?")).map(type -> TYPES.getOrDefault(type, type)).collect(Collectors.joining(" or "));
  }
}

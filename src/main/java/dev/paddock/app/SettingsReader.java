package dev.paddock.app;

import dev.paddock.kernel.Limit;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Text to values. A value that cannot be read is put down as a problem and replaced by a harmless one, so that all problems are found. */
final class SettingsReader {
  private static final Pattern BYTES = Pattern.compile("(\\d{1,10})\\s*(B|KB|MB|GB)?", Pattern.CASE_INSENSITIVE);
  private static final int SECRET_AT_LEAST = 16;
  private static final Map<String, Integer> UNITS = Map.of("", 0, "B", 0, "KB", 10, "MB", 20, "GB", 30);

  private final SettingLayers layers;

  SettingsReader(SettingLayers layers) {
    this.layers = layers;
  }

  /** @throws SettingsProblem if anything was wrong */
  void done() {
    if (!layers.problems.isEmpty()) throw new SettingsProblem(layers.problems);
  }

  List<Setting> effective() {
    return List.copyOf(layers.scalars.values());
  }

  void require(boolean holds, String name, String expected) {
    if (!holds) wrong(name, expected);
  }

  String word(String name) {
    return read(name, "something", "", text -> {
      if (text.isBlank()) throw new IllegalArgumentException();
      return text;
    });
  }

  Path path(String name) {
    return read(name, "a folder", Path.of("."), text -> {
      if (text.isBlank()) throw new IllegalArgumentException();
      return Path.of(text);
    });
  }

  int number(String name, int from, int to) {
    return read(name, "a whole number from " + from + " to " + to, from, text -> within(Long.parseLong(text), from, to));
  }

  int bytes(String name, int from, int to) {
    return read(name, "a size such as 8MB, from " + from + " to " + to + " bytes", from, text -> {
      var m = BYTES.matcher(text);
      if (!m.matches()) throw new IllegalArgumentException();
      return within(Long.parseLong(m.group(1)) << UNITS.get(Optional.ofNullable(m.group(2)).orElse("").toUpperCase(Locale.ROOT)), from, to);
    });
  }

  Duration duration(String name, Duration from, Duration to) {
    return read(name, "a duration such as PT20S, from " + from + " to " + to, from, text -> {
      var d = Duration.parse(text);
      if (d.compareTo(from) < 0 || d.compareTo(to) > 0) throw new IllegalArgumentException();
      return d;
    });
  }

  /** Several, with spaces between them. */
  List<Duration> durations(String name, Duration from, Duration to) {
    return read(name, "durations such as PT10S PT1M, each from " + from + " to " + to, List.of(), text -> Stream.of(text.split("\\s+"))
        .map(Duration::parse).peek(d -> {
          if (d.compareTo(from) < 0 || d.compareTo(to) > 0) throw new IllegalArgumentException();
        }).toList());
  }

  /** What we allow ourselves of a provider. */
  List<Limit> limits(String name) {
    return read(name, "limits such as 5/PT1S, 15/second, 20000/day, weight 200/PT1S", List.of(), text -> {
      var limits = Limit.parseAll(text);
      if (limits.isEmpty()) throw new IllegalArgumentException();
      return limits;
    });
  }

  /** Several, with spaces between them; nothing: none. */
  List<String> words(String name) {
    return read(name, "words with spaces between them", List.of(), text -> text.isBlank() ? List.of() : List.of(text.split("\\s+")));
  }

  /** The same, each of them read. */
  <T> List<T> several(String name, String expected, Function<String, T> parse) {
    return read(name, expected + ", with spaces between them, or nothing", List.of(),
        text -> text.isBlank() ? List.of() : Stream.of(text.split("\\s+")).map(parse).toList());
  }

  boolean hasCadence(String name) {
    return layers.cadences.containsKey(name);
  }

  /** Whether it is not set, or set by its variable: what the environment alone shall know is in no file and on no command line. */
  boolean isFromEnvironment(String name) {
    var setting = layers.scalars.get(name);
    return setting.value().isBlank() || setting.source() == Setting.Source.ENVIRONMENT;
  }

  /** What nobody shall guess. */
  Optional<String> secret(String name) {
    return optional(name, "at least " + SECRET_AT_LEAST + " characters", text -> {
      if (text.length() < SECRET_AT_LEAST) throw new IllegalArgumentException();
      return text;
    });
  }

  boolean flag(String name) {
    return List.of("true", "yes", "on", "1").contains(oneOf(name, "true", "false", "yes", "no", "on", "off", "1", "0"));
  }

  String oneOf(String name, String... words) {
    return read(name, "one of " + String.join(", ", words), words[0], text -> {
      var word = text.toLowerCase(Locale.ROOT);
      if (!List.of(words).contains(word)) throw new IllegalArgumentException();
      return word;
    });
  }

  OptionalInt year(String name) {
    return optional(name, "a year from 1950 to 2100", text -> OptionalInt.of(within(Long.parseLong(text), 1950, 2100)))
        .orElse(OptionalInt.empty());
  }

  URI url(String name) {
    return read(name, "http://host/path or https://…", URI.create("http://localhost"), SettingsReader::httpUrl);
  }

  <T> Optional<T> optional(String name, String expected, Function<String, T> parse) {
    return read(name, expected + ", or nothing", Optional.empty(),
        text -> text.isBlank() ? Optional.empty() : Optional.of(parse.apply(text)));
  }

  List<CadenceSetting> cadences() {
    var cadences = new ArrayList<CadenceSetting>();
    layers.cadences.forEach((name, node) -> {
      try {
        cadences.add(CadenceSetting.parse(name, node));
      } catch (IllegalArgumentException e) {
        layers.problems.add(layers.scalars.get("cadences." + name).described() + ": " + e.getMessage());
      }
    });
    return cadences;
  }

  /** An absolute HTTP URL without a trailing slash. */
  static URI httpUrl(String text) {
    var uri = URI.create(text.replaceAll("/+$", ""));
    if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) throw new IllegalArgumentException();
    return uri;
  }

  static String redisUrl(String text) {
    var uri = URI.create(text);
    if (uri.getHost() == null || !List.of("redis", "rediss").contains(uri.getScheme())) throw new IllegalArgumentException();
    return text;
  }

  private static int within(long value, int from, int to) {
    if (value < from || value > to) throw new IllegalArgumentException();
    return (int) value;
  }

  private <T> T read(String name, String expected, T instead, Function<String, T> parse) {
    try {
      return parse.apply(layers.scalars.get(name).value().strip());
    } catch (RuntimeException e) {
      wrong(name, expected);
      return instead;
    }
  }

  private void wrong(String name, String expected) {
    layers.problems.add(layers.scalars.get(name).described() + ": expected " + expected);
  }
}

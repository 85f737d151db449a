package dev.paddock.f1.provider.livetiming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.provider.Malformed;
import dev.paddock.f1.rules.SessionCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a file holds, each parser comes to its end with an answer. */
class TopicFuzzTest {
  /** Words of the streams, and what is almost one. */
  static final List<String> WORDS = List.of("{", "}", "[", "]", ":", ",", "\"", "\"Messages\":", "\"Captures\":", "\"PitTimes\":",
      "\"Series\":", "\"StatusSeries\":", "\"Meeting\":", "\"Sessions\":", "\"Meetings\":", "\"Year\":", "\"Utc\":", "\"2025-05-03T15:30:00\"",
      "\"2025-05-03T15:30:00Z\"", "\"9999999999-01-01\"", "\"GmtOffset\":", "\"StartDate\":", "\"+25:00:00\"", "\"_deleted\":",
      "\"_kf\":", "\"1\":", "\"1\"", "\"-1\":", "\"99999\":", "\"Duration\":", "\"1e9\"", "\"Status\":", "\"Tla\":", "\"Path\":",
      "\"RacingNumber\":", "null", "true", "NaN", "1e400", "-0", "99999999999999999999", "\\ud800", "\0", "é");

  /** Good lines of every topic. */
  static final List<String> GOOD = List.of(
      "00:01:07.510{\"AirTemp\":\"15.7\",\"Humidity\":\"79.0\",\"Rainfall\":\"1\",\"WindDirection\":\"236\"}",
      "00:14:59.278{\"Messages\":[{\"Utc\":\"2025-05-03T15:30:00\",\"Lap\":1,\"Category\":\"Flag\",\"Message\":\"GREEN\"}]}",
      "00:15:59.278{\"Messages\":{\"1\":{\"Utc\":\"2025-05-03T15:31:00\",\"RacingNumber\":\"4\",\"Message\":\"BLUE\"}}}",
      "00:28:26.118{\"Status\":\"5\",\"Message\":\"Red\"}", "00:40:00.000{\"CurrentLap\":3,\"TotalLaps\":18}",
      "00:20:11.000{\"Captures\":[{\"Utc\":\"2025-05-03T15:35:10.123Z\",\"RacingNumber\":\"44\",\"Path\":\"TeamRadio/L.mp3\"}]}",
      "00:40:05.000{\"PitTimes\":{\"16\":{\"Duration\":\"23.3\",\"Lap\":\"16\"},\"_deleted\":[\"44\"]}}",
      "00:00:10.000{\"Series\":[{\"Utc\":\"2024-05-18T13:45:00.001Z\",\"Lap\":0}],\"StatusSeries\":{\"2\":{\"Utc\":\"2024-05-18T13:45:00.5Z\"}}}",
      "00:00:00.000{\"Meeting\":{\"Key\":1260,\"Circuit\":{\"Key\":151}},\"StartDate\":\"2025-05-03T12:00:00\",\"GmtOffset\":\"-04:00:00\"}",
      "00:00:03.000{\"1\":{\"Tla\":\"VER\",\"LastName\":\"V\",\"TeamColour\":\"3671c6\"},\"38\":{\"Tla\":\"BEA\",\"_deleted\":[\"Tla\"]}}");

  interface Parser {
    Object parse(ByteArrayInputStream in) throws IOException, Malformed;
  }

  static final Map<String, Parser> PARSERS = Map.ofEntries(Map.entry("weather", WeatherStream::parse),
      Map.entry("control", RaceControlStream::parse), Map.entry("status", StatusStream::parse),
      Map.entry("reading", StreamReading::of), Map.entry("timing", TimingStream::read), Map.entry("radio", TeamRadioStream::parse),
      Map.entry("pit", PitLaneStream::parse), Map.entry("data", SessionDataStream::parse), Map.entry("info", SessionInfoStream::parse),
      Map.entry("entrants", EntrantsStream::parse));

  @Property(tries = 300) void any_bytes(@ForAll byte[] bytes) throws IOException {
    all(bytes);
  }

  @Property(tries = 500) void lines_of_words(@ForAll("words") String text) throws IOException {
    all(text.getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 500) void json_of_wrong_shapes(@ForAll("shapes") List<String> lines) throws IOException {
    all(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  /** A good stream with a few bytes changed, which is what broken files look like. */
  @Property(tries = 1000) void good_lines_with_mistakes(@ForAll("mistakes") String text) throws IOException {
    all(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void all(byte[] bytes) throws IOException {
    for (var parser : PARSERS.entrySet()) {
      try {
        assertThat(parser.getValue().parse(new ByteArrayInputStream(bytes))).describedAs(parser.getKey()).isNotNull();
      } catch (Malformed e) {
        throw new AssertionError(parser.getKey(), e);
      }
    }
    var load = new SessionLoad(SessionCode.R, Map.of(Topic.WEATHER, () -> new ByteArrayInputStream(bytes)), Map.of());
    for (var extractor : StreamExtractors.all()) {
      if (load.topics().containsAll(extractor.needs())) assertThat(extractor.extract(load).notes()).isNotNull();
    }
    try {
      SeasonIndex.parse(new ByteArrayInputStream(bytes));
    } catch (Malformed e) {
      assertThat(e).hasMessageStartingWith("season index: ");
    }
  }

  @Provide Arbitrary<String> words() {
    return Arbitraries.of(WORDS).list().ofMaxSize(12).map(words -> "00:00:01.000" + String.join("", words)).list().ofMaxSize(6)
        .map(lines -> String.join("\n", lines));
  }

  @Provide Arbitrary<String> mistakes() {
    var file = String.join("\r\n", GOOD);
    record Mistake(int at, int gone, String instead) {}
    var mistake = Combinators.combine(Arbitraries.integers().between(0, file.length() - 1).withoutEdgeCases(),
        Arbitraries.integers().between(0, 3), Arbitraries.of("", "x", "9", "99", "-", "\"", "{", "}", "[", "null", ":", "\n", "\0", "é")).as(Mistake::new);
    return mistake.list().ofMinSize(5).ofMaxSize(40).map(mistakes -> {
      var text = new StringBuilder(file);
      for (var one : mistakes) {
        int at = Math.min(one.at(), text.length());
        text.replace(at, Math.min(at + one.gone(), text.length()), one.instead());
      }
      return text.toString();
    });
  }

  /** Each key that a parser looks at, with a value of every type. */
  @Provide Arbitrary<List<String>> shapes() {
    var keys = Arbitraries.of("Messages", "Captures", "PitTimes", "Series", "StatusSeries", "Meeting", "Circuit", "Utc", "StartDate",
        "GmtOffset", "Status", "CurrentLap", "TotalLaps", "AirTemp", "WindDirection", "Rainfall", "Key", "Year", "Meetings", "1", "0",
        "_deleted", "Path", "RacingNumber", "Duration", "Lap", "Message", "TrackStatus", "Tla", "TeamColour");
    return object(keys, 3).map(json -> "00:00:01.000" + json).list().ofMaxSize(5);
  }

  private static Arbitrary<String> object(Arbitrary<String> keys, int levels) {
    var scalars = Arbitraries.of("null", "true", "1", "-1", "1e300", "1e-7", "\"\"", "\"1\"", "\"x\"", "\"2025-05-03T15:30:00\"",
        "\"-04:00:00\"", "99999999999", "[]", "{}");
    Arbitrary<String> values = levels == 0 ? scalars
        : Arbitraries.oneOf(scalars, object(keys, levels - 1), object(keys, levels - 1).list().ofMaxSize(3)
            .map(elements -> "[" + String.join(",", elements) + "]"));
    return Combinators.combine(keys, values).as((key, value) -> "\"" + key + "\":" + value).list().ofMaxSize(4)
        .map(fields -> "{" + String.join(",", fields) + "}");
  }
}

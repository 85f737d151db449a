package dev.paddock.f1.provider.livetiming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.f1.rules.session.Entrant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Real streams of 36 sessions and a live feed. They are not part of this project: where they are not at hand, nothing is tested. */
class RecordedStreamsTest {
  static final Path STATIC = Path.of("../shared/recordings/livetiming.formula1.com/static");
  static final Path SIGNALR = Path.of("../shared/recordings/signalr");

  @BeforeAll static void at_hand() {
    assumeTrue(Files.isDirectory(STATIC), "no recorded streams at " + STATIC);
  }

  interface Check {
    void of(byte[] bytes, String file) throws IOException;
  }

  @TestFactory List<DynamicTest> race_control_has_each_message_once_in_order() throws IOException {
    return each(Topic.RACE_CONTROL, (bytes, file) -> {
      var parsed = RaceControlStream.parse(new ByteArrayInputStream(bytes));
      assertThat(parsed.undecodable() + parsed.odd()).isZero();
      assertThat(parsed.value()).hasSize(occurrences(bytes, "\"Message\":"));
      assertThat(parsed.value()).allMatch(m -> m.utc() != null && m.at() != null);
      assertThat(parsed.value()).isSortedAccordingTo((a, b) -> a.at() - b.at());
    });
  }

  @TestFactory List<DynamicTest> weather_has_a_sample_a_line() throws IOException {
    return each(Topic.WEATHER, (bytes, file) -> {
      var parsed = WeatherStream.parse(new ByteArrayInputStream(bytes));
      assertThat(parsed.undecodable() + parsed.odd()).isZero();
      assertThat(parsed.value()).hasSize(occurrences(bytes, "\"AirTemp\":"));
      assertThat(parsed.value()).allMatch(w -> w.airTemperature() > 5 && w.trackTemperature() < 70 && w.pressure() > 700 && w.rain() != null
          && w.windDirection() <= 360 && w.humidity() <= 100 && w.windSpeed() < 20);
    });
  }

  @TestFactory List<DynamicTest> statuses_begin_and_end() throws IOException {
    return each(Topic.SESSION_STATUS, (bytes, file) -> {
      var parsed = StatusStream.parse(new ByteArrayInputStream(bytes));
      assertThat(parsed.undecodable()).isZero();
      // those that end under a red flag are never "Finished"
      assertThat(parsed.value()).extracting("status").startsWith("Inactive", "Started").endsWith("Finalised", "Ends");
    });
  }

  @TestFactory List<DynamicTest> the_track_has_known_statuses() throws IOException {
    return each(Topic.TRACK_STATUS, (bytes, file) -> {
      var parsed = StatusStream.parse(new ByteArrayInputStream(bytes));
      assertThat(parsed.undecodable()).isZero();
      assertThat(parsed.value()).isNotEmpty().allMatch(s -> "124567".contains(s.status()) && !s.message().isEmpty());
    });
  }

  @TestFactory List<DynamicTest> a_session_is_where_it_says() throws IOException {
    return each(Topic.SESSION_INFO, (bytes, file) -> {
      var info = SessionInfoStream.parse(new ByteArrayInputStream(bytes)).value().orElseThrow();
      assertThat(file).startsWith(info.path());
      assertThat(info.code()).isPresent();
      assertThat(Duration.between(info.startsAt(), info.endsAt())).isBetween(Duration.ofMinutes(30), Duration.ofHours(3));
      assertThat(info.circuitKey()).isPositive();
    });
  }

  @TestFactory List<DynamicTest> entrants_are_twenty_or_so_with_name_team_and_colour() throws IOException {
    return each(Topic.DRIVER_LIST, (bytes, file) -> {
      var parsed = EntrantsStream.parse(new ByteArrayInputStream(bytes));
      assertThat(parsed.undecodable() + parsed.odd()).isZero();
      assertThat(parsed.value()).hasSizeBetween(19, 22)
          .allMatch(e -> e.code().length() == 3 && !e.lastName().isEmpty() && !e.team().isEmpty() && !e.colour().isEmpty());
    });
  }

  @Test void a_support_series_after_the_session_takes_nobodys_number() throws IOException {
    var entrants = EntrantsStream.parse(new ByteArrayInputStream(Files.readAllBytes(
        STATIC.resolve("2023/2023-07-23_Hungarian_Grand_Prix/2023-07-21_Practice_1/DriverList.jsonStream")))).value();
    assertThat(entrants).hasSize(20).contains(new Entrant(1, "VER", "Max", "Verstappen", "Red Bull Racing", "3671C6"));
  }

  /** A stream begins within two hours before the session does, and messages bunched at its start do not mislead the clock. */
  @TestFactory List<DynamicTest> session_time_begins_before_the_session() throws IOException {
    return each(Topic.RACE_CONTROL, (bytes, file) -> {
      var info = STATIC.resolve(file).resolveSibling(Topic.SESSION_INFO.file());
      if (!Files.exists(info)) return;
      var starts = SessionInfoStream.parse(new ByteArrayInputStream(Files.readAllBytes(info))).value().orElseThrow().startsAt();
      var began = SessionClock.began(List.of(), RaceControlStream.parse(new ByteArrayInputStream(bytes)).value()).orElseThrow();
      assertThat(Duration.between(began, starts)).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(125));
    });
  }

  @Test void a_live_feed_merges_over_its_snapshot() throws IOException {
    assumeTrue(Files.isDirectory(SIGNALR), "no recorded feed at " + SIGNALR);
    var json = new ObjectMapper();
    Map<String, DeltaMerge> topics = new HashMap<>();
    for (var topic : json.readTree(Files.readString(SIGNALR.resolve("2024_Imola_Qualifying_subscribe.txt"))).properties()) {
      if (topic.getValue() instanceof ObjectNode state) merge(topics, topic.getKey(), state);
    }
    for (var line : Files.readAllLines(SIGNALR.resolve("2024_Imola_Qualifying_live.txt"))) {
      var message = json.readTree(line).path("A");
      if (message.path(1) instanceof ObjectNode delta) merge(topics, message.path(0).asText(), delta);
    }
    var control = topics.get("RaceControlMessages").state().path("Messages");
    assertThat(control.isArray()).isTrue();
    assertThat(control).hasSize(27).noneMatch(JsonNode::isNull);
    assertThat(Values.elements(topics.get("TimingData").state().path("Lines"))).hasSize(20);
    assertThat(topics.get("TimingData").state().at("/Lines/1/Sectors").isArray()).isTrue();
    assertThat(topics.values()).allMatch(merge -> merge.refused() == 0 && merge.size() < 20_000);
    for (var merge : topics.values()) {
      var before = merge.state().deepCopy();
      merge.apply(before.deepCopy());
      assertThat(merge.state()).isEqualTo(before);
    }
  }

  private static void merge(Map<String, DeltaMerge> topics, String topic, ObjectNode delta) {
    topics.computeIfAbsent(topic, none -> new DeltaMerge()).apply(delta);
  }

  /** Lines broken on purpose; quotes are the only thing that makes them JSON or not. */
  @Test void broken_lines_are_counted_not_thrown() throws IOException {
    assumeTrue(Files.isDirectory(SIGNALR), "no recorded feed at " + SIGNALR);
    Map<String, StringBuilder> streams = new TreeMap<>();
    for (var line : Files.readAllLines(SIGNALR.resolve("broken-lines.txt"))) {
      var parts = line.split("'", 3);
      if (parts.length < 3) continue;
      var body = parts[2].replaceFirst("^, ", "").replaceFirst(", '[^']*'\\]?$|\\]$", "").replace('\'', '"').replace("True", "true")
          .replace("False", "false");
      streams.computeIfAbsent(parts[1], none -> new StringBuilder()).append("00:00:01.000").append(body).append('\n');
    }
    var messages = RaceControlStream.parse(in(streams, "RaceControlMessages"));
    assertThat(messages.value()).isNotEmpty();
    assertThat(messages.undecodable()).isPositive();
    assertThat(WeatherStream.parse(in(streams, "WeatherData")).value()).hasSize(1);
    assertThat(SessionDataStream.parse(in(streams, "SessionData")).value()).hasSize(1);
    assertThat(SessionDataStream.parse(in(streams, "SessionData")).undecodable()).isPositive();
  }

  private static ByteArrayInputStream in(Map<String, StringBuilder> streams, String topic) {
    return new ByteArrayInputStream(streams.get(topic).toString().getBytes(StandardCharsets.UTF_8));
  }

  private static List<DynamicTest> each(Topic topic, Check check) throws IOException {
    try (var files = Files.walk(STATIC)) {
      return files.filter(file -> file.getFileName().toString().equals(topic.file())).sorted().map(file -> {
        var name = STATIC.relativize(file).toString();
        return DynamicTest.dynamicTest(name, () -> check.of(Files.readAllBytes(file), name));
      }).toList();
    }
  }

  private static int occurrences(byte[] bytes, String what) {
    return new String(bytes, StandardCharsets.UTF_8).split(what, -1).length - 1;
  }
}

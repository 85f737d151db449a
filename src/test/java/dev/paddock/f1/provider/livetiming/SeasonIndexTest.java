package dev.paddock.f1.provider.livetiming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.f1.provider.Malformed;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.session.SessionName;
import dev.paddock.f1.rules.session.SessionPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeasonIndexTest {
  static final Path STATIC = Path.of("../shared/recordings/livetiming.formula1.com/static");
  static final Path SCHEDULES = Path.of("../shared/recordings/raw.githubusercontent.com/theOehrly/f1schedule/master");

  @Test void meetings_have_sessions() throws IOException, Malformed {
    var index = index("""
        {"Year":2023,"Meetings":[
          {"Key":1200,"Number":1,"Name":"Pre-Season Testing","Sessions":[{"Key":9000,"Type":"Practice","Number":1,"Name":"Practice 1",
            "StartDate":"2023-02-23T10:00:00","EndDate":"2023-02-23T19:30:00","GmtOffset":"03:00:00","Path":"2023/2023-02-25_Pre-Season_Testing/x/"}]},
          {"Key":1221,"Number":18,"Name":"Qatar Grand Prix","Location":"Lusail","Circuit":{"Key":150,"ShortName":"Lusail"},"Sessions":[
            {"Key":9214,"Type":"Practice","Number":1,"Name":"Practice 1","StartDate":"2023-10-06T16:30:00","EndDate":"2023-10-06T17:30:00","GmtOffset":"03:00:00"},
            {"Key":-1,"Type":"Race","StartDate":"2023-10-07T20:30:00","EndDate":"2023-10-07T21:30:00","GmtOffset":"03:00:00"},
            {"Key":9220,"Type":"Race","Number":-1,"Name":"Sprint","StartDate":"2023-10-07T20:30:00","EndDate":"2023-10-07T21:30:00","GmtOffset":"03:00:00","Path":"2023/2023-10-08_Qatar_Grand_Prix/2023-10-07_Sprint/"},
            {"Key":-1,"Type":"Race","Name":"Race","StartDate":"2023-10-08T20:00:00","EndDate":"2023-10-08T22:00:00","GmtOffset":"03:00:00","Path":"2023/2023-10-08_Qatar_Grand_Prix/2023-10-08_Race/"},
            {"Key":9215,"Type":"Qualifying","Name":"Qualifying","StartDate":"soon","GmtOffset":"03:00:00"}]},
          {"Name":"no key"}]}
        """);
    assertThat(index.year()).isEqualTo(2023);
    assertThat(index.odd()).describedAs("a qualifying without a time, a meeting without a key").isEqualTo(2);
    assertThat(index.meetings()).singleElement().satisfies(meeting -> {
      assertThat(meeting.name()).isEqualTo("Qatar Grand Prix");
      assertThat(meeting.circuitKey()).isEqualTo(150);
      assertThat(meeting.sessions()).extracting(SeasonIndex.Session::code).containsExactly(SessionCode.FP1, SessionCode.S, SessionCode.R);
      assertThat(meeting.session(SessionCode.FP1).orElseThrow().path()).describedAs("not archived").isEmpty();
      assertThat(meeting.session(SessionCode.R).orElseThrow().path()).describedAs("has no key").isEmpty();
      assertThat(meeting.session(SessionCode.S)).contains(new SeasonIndex.Session(9220, SessionCode.S,
          Instant.parse("2023-10-07T17:30:00Z"), Instant.parse("2023-10-07T18:30:00Z"), LocalDate.parse("2023-10-07"),
          Optional.of("2023/2023-10-08_Qatar_Grand_Prix/2023-10-07_Sprint/")));
    });
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"<html>403</html>", "{\"Year\":2023}", "[]", "{\"Year\":\"x\",\"Meetings\":[]}",
      "{\"Year\":2023,\"Meetings\":[", "''"})
  void what_is_no_index_is_refused(String text) {
    assertThatThrownBy(() -> index(text)).isInstanceOf(Malformed.class);
  }

  /** Counted by hand: testing, a track test (2021) and three nameless sessions (2023) are none of ours. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
      // year, weekends, sessions, archived, sprints, FP3
      "2019, 21, 105, 104, 0, 21",
      "2020, 17,  83,  83, 0, 16",
      "2021, 22, 110, 109, 3, 19",
      "2022, 22, 110, 110, 3, 19",
      "2023, 22, 110, 110, 6, 16"})
  void recorded_indexes_are_read_whole(int year, int weekends, int sessions, int archived, int sprints, int fp3)
      throws IOException, Malformed {
    assumeTrue(Files.isDirectory(STATIC), "no recorded indexes at " + STATIC);
    var index = recorded(year);
    var all = index.meetings().stream().flatMap(meeting -> meeting.sessions().stream()).toList();
    assertThat(index.odd()).isZero();
    assertThat(index.meetings()).hasSize(weekends);
    assertThat(all).hasSize(sessions);
    assertThat(all.stream().filter(session -> session.path().isPresent())).hasSize(archived);
    assertThat(all.stream().filter(session -> session.code() == SessionCode.S)).hasSize(sprints);
    assertThat(all.stream().filter(session -> session.code() == SessionCode.FP3)).hasSize(fp3);
    assertThat(all.stream().filter(session -> session.code() == SessionCode.R)).hasSize(weekends);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"2019", "2020", "2021", "2022", "2023"})
  void recorded_paths_follow_the_rule(int year) throws IOException, Malformed {
    assumeTrue(Files.isDirectory(STATIC), "no recorded indexes at " + STATIC);
    for (var meeting : recorded(year).meetings()) {
      var race = meeting.session(SessionCode.R).orElseThrow().day();
      for (var session : meeting.sessions()) {
        session.path().ifPresent(path ->
            assertThat(SessionPath.of(year, meeting.name(), race, session.day(), session.code())).isEqualTo(path));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"2019", "2020", "2021", "2022", "2023"})
  void recorded_paths_follow_from_the_schedule(int year) throws IOException, Malformed {
    assumeTrue(Files.isDirectory(STATIC) && Files.isDirectory(SCHEDULES), "no recorded indexes and schedules");
    var scheduled = scheduled(year).values();
    var archived = recorded(year).meetings().stream().flatMap(meeting -> meeting.sessions().stream())
        .flatMap(session -> session.path().stream()).toList();
    assertThat(archived.stream().filter(path -> !scheduled.contains(path))).isEmpty();
  }

  @Test void recorded_folders_are_where_the_schedule_says() throws IOException {
    assumeTrue(Files.isDirectory(STATIC) && Files.isDirectory(SCHEDULES), "no recorded sessions and schedules");
    var scheduled = new ArrayList<String>();
    for (int year = 2018; year <= 2026; year++) scheduled.addAll(scheduled(year).values());
    try (var walk = Files.walk(STATIC, 3)) {
      var folders = walk.filter(path -> STATIC.relativize(path).getNameCount() == 3 && Files.isDirectory(path))
          .map(path -> STATIC.relativize(path) + "/").toList();
      assertThat(folders).hasSize(35);
      assertThat(folders.stream().filter(folder -> !scheduled.contains(folder))).isEmpty();
    }
  }

  /** Paths by round and code. */
  private static Map<String, String> scheduled(int year) throws IOException {
    var schedule = new ObjectMapper().readTree(Files.readAllBytes(SCHEDULES.resolve("schedule_" + year + ".json")));
    var paths = new TreeMap<String, String>();
    for (var row : (Iterable<String>) () -> schedule.path("event_name").fieldNames()) {
      if (!schedule.path("event_format").path(row).asText().equals("testing")) paths.putAll(weekend(year, schedule, row));
    }
    return paths;
  }

  private static Map<String, String> weekend(int year, JsonNode schedule, String row) {
    var paths = new HashMap<String, String>();
    var event = schedule.path("event_name").path(row).asText();
    var race = day(schedule, "session5_date", row);
    for (int n = 1; n <= 5; n++) {
      var code = SessionName.code(event, "", schedule.path("session" + n).path(row).asText());
      int session = n;
      code.ifPresent(c -> paths.put(row + c, SessionPath.of(year, event, race, day(schedule, "session" + session + "_date", row), c)));
    }
    return paths;
  }

  private static LocalDate day(JsonNode schedule, String field, String row) {
    return LocalDateTime.parse(schedule.path(field).path(row).asText()).toLocalDate();
  }

  private static SeasonIndex recorded(int year) throws IOException, Malformed {
    try (var in = Files.newInputStream(STATIC.resolve(year + "/Index.json"))) {
      return SeasonIndex.parse(in);
    }
  }

  private static SeasonIndex index(String json) throws IOException, Malformed {
    return SeasonIndex.parse(new ByteArrayInputStream(("\uFEFF" + json).getBytes(StandardCharsets.UTF_8)));
  }
}

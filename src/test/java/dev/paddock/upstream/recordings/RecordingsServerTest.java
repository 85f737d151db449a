package dev.paddock.upstream.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder of answers, made here, over real HTTP. */
class RecordingsServerTest {
  static final Instant NOON = Instant.parse("2026-03-08T12:00:00Z");
  static final String RACE = "livetiming.formula1.com/static/2025/2025-03-16_Australian_Grand_Prix/2025-03-16_Race/";
  static final String STREAM = "\uFEFF00:00:01.000{\"Status\":\"1\"}\r\n";

  @TempDir Path outside;
  Path folder;
  final Vertx vertx = Vertx.vertx();
  final WebClient client = WebClient.create(vertx, new WebClientOptions().setDecompressionSupported(false));
  RecordingsServer server;
  int port;

  @BeforeEach void serve() throws IOException {
    folder = outside.resolve("recordings");
    put(RACE + "TrackStatus.jsonStream", STREAM);
    put("api.jolpi.ca/ergast/f1/2024.json", jolpica("2024", 24));
    put("api.jolpi.ca/ergast/f1/2020/results@limit_30.json", jolpica("2020, thirty", 340));
    put("api.jolpi.ca/ergast/f1/2022/results.json", jolpica("2022", 440));
    put("api.multiviewer.app/api/v1/circuits/39/2020.json", "{\"year\":2020}");
    put("api.multiviewer.app/api/v1/circuits/0/2020.json", "Circuit not found\n");
    put("multiviewer-circuits/39-2024.json", "{\"year\":2024}");
    put("multiviewer-circuits/139-2022.json", "{\"year\":2022}");
    put("api.openf1.org/2026_1287_spain/practice_2_11301/openf1_laps.json", "[{\"driver_number\":1,\"lap\":1}, {\"driver_number\":4}]");
    put("api.openf1.org/2026_1287_spain/practice_2_11301/openf1_starting_grid.json", "[]");
    put("api.openf1.org/2026_1287_spain/practice_2_11301/openf1_sessions.json", "[{\"session_key\":11301,\"year\":2026}]");
    put("api.openf1.org/2026_1287_spain/qualifying_11303/openf1_sessions.json", "[{\"session_key\":11303,\"year\":2026}]");
    put("raw.githubusercontent.com/theOehrly/f1schedule/master/schedule_2024.json", "{\"country\":{}}");
    Files.writeString(outside.resolve("secret.json"), "{\"secret\":1}");
    server = new RecordingsServer(vertx, folder, InstantSource.fixed(NOON));
    port = server.listen(0).await();
  }

  @AfterEach void close() {
    vertx.close().await();
  }

  @ParameterizedTest(name = "{0} has {1}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "api.jolpi.ca/ergast/f1/2024.json                          | 2024",
      "api.jolpi.ca/ergast/f1/2024.json?limit=100                | 2024",
      "api.jolpi.ca/ergast/f1/2024/races.json                    | 2024",
      "api.jolpi.ca/ergast/f1/2024/races/?limit=100              | 2024",
      "api.jolpi.ca/ergast/f1/2024/                              | 2024",
      "api.jolpi.ca/ergast/f1/2020/results.json?limit=30         | 2020, thirty",
      "api.multiviewer.app/api/v1/circuits/39/2020               | {\"year\":2020}",
      "api.multiviewer.app/api/v1/circuits/39/2024               | {\"year\":2024}",
      "api.multiviewer.app/api/v1/circuits/39/2018               | {\"year\":2020}",
      "api.multiviewer.app/api/v1/circuits/39/2022               | {\"year\":2020}",
      "api.multiviewer.app/api/v1/circuits/39/2023               | {\"year\":2024}",
      "raw.githubusercontent.com/theOehrly/f1schedule/master/schedule_2024.json | {\"country\":{}}",
      "api.openf1.org/v1/laps?session_key=11301                  | [{\"driver_number\":1,\"lap\":1}, {\"driver_number\":4}]",
      "api.openf1.org/v1/laps?session_key=11301&driver_number=4  | [{\"driver_number\":4}]",
      "api.openf1.org/v1/starting_grid?session_key=11301         | []",
      "api.openf1.org/v1/sessions?year=2026                      | 11301,\"year\":2026},{\"session_key\":11303",
  })
  void what_was_recorded_is_at_its_path(String path, String expected) {
    var answer = get("/" + path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(answer.bodyAsString()).contains(expected);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(delimiter = '|', value = {
      "/livetiming.formula1.com/static/2025/Index.json            | 403 | AccessDenied",
      "/livetiming.formula1.com/                                  | 404 | HOST/PATH",
      "/livetiming.formula1.com/static/2025                       | 403 | AccessDenied",   // a folder is no file
      "/api.jolpi.ca/ergast/f1/2019.json                          | 404 | Not found.",
      "/api.jolpi.ca/ergast/f1/2020/results.json                  | 404 | Not found.",
      "/api.multiviewer.app/api/v1/circuits/0/2020                | 404 | Circuit not found",
      "/api.multiviewer.app/api/v1/circuits/7/2020                | 404 | Circuit not found",
      "/api.multiviewer.app/api/v1/circuits/39/latest             | 404 | Circuit not found",
      "/api.openf1.org/v1/laps?session_key=1                      | 404 | No results found.",
      "/api.openf1.org/v1/laps?session_key=11301&driver_number=99 | 404 | No results found.",
      "/somewhere.else/a.json                                     | 404 | Not found.",
      "/                                                          | 404 | HOST/PATH",
  })
  void what_is_missing_is_refused_as_the_real_host_does(String path, int status, String body) {
    var answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.bodyAsString()).contains(body);
  }

  @Test void of_the_page_after_a_recorded_one_there_are_no_rows() {
    var data = get("/api.jolpi.ca/ergast/f1/2022/results.json?limit=100&offset=30").bodyAsJsonObject().getJsonObject("MRData");
    assertThat(data.getString("offset")).isEqualTo("30");
    assertThat(data.getString("total")).isEqualTo("440");
    assertThat(data.getJsonObject("RaceTable").getJsonArray("Races")).isEmpty();
  }

  @Test void bytes_are_sent_as_they_were_recorded_packed_for_who_asks_for_it() throws IOException {
    var plain = get("/" + RACE + "TrackStatus.jsonStream");
    assertThat(plain.body().getBytes()).isEqualTo(STREAM.getBytes(StandardCharsets.UTF_8));
    assertThat(plain.getHeader("Content-Encoding")).isNull();
    var packed = get("/" + RACE + "TrackStatus.jsonStream", "Accept-Encoding", "gzip");
    assertThat(packed.getHeader("Content-Encoding")).isEqualTo("gzip");
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed.body().getBytes()))) {
      assertThat(in.readAllBytes()).isEqualTo(STREAM.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test void a_large_file_comes_whole() throws IOException {
    var line = "00:00:01.000{\"Lines\":{}}\r\n";
    put(RACE + "CarData.z.jsonStream", line.repeat(200_000));
    var packed = get("/" + RACE + "CarData.z.jsonStream", "Accept-Encoding", "gzip");
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed.body().getBytes()))) {
      assertThat(in.readAllBytes()).hasSize(line.length() * 200_000);
    }
  }

  @Test void what_somebody_has_already_is_not_sent_until_it_changes() throws IOException {
    var path = "/api.jolpi.ca/ergast/f1/2024.json";
    var first = get(path);
    var tag = first.getHeader("ETag");
    var date = first.getHeader("Last-Modified");
    assertThat(get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(get(path, "If-None-Match", "\"other\", W/" + tag).statusCode()).isEqualTo(304);
    assertThat(get(path, "If-Modified-Since", date).statusCode()).isEqualTo(304);
    assertThat(get(path, "If-None-Match", "\"other\"", "If-Modified-Since", date).statusCode()).as("the tag").isEqualTo(200);
    assertThat(get(path, "If-Modified-Since", "yesterday").statusCode()).isEqualTo(200);
    var file = put("api.jolpi.ca/ergast/f1/2024.json", jolpica("2024", 25));
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(get(path, "If-None-Match", tag).statusCode()).isEqualTo(200);
    assertThat(get(path, "If-Modified-Since", date).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest @ValueSource(strings = {"/api.jolpi.ca/../../secret.json", "/../secret.json", "/api.jolpi.ca/%2e%2e/%2e%2e/secret.json",
      "/api.jolpi.ca/..%2f..%2fsecret.json", "/x/..\\..\\secret.json", "/api.jolpi.ca//..//..//secret.json", "/link/secret.json",
      "/api.jolpi.ca/%00/secret.json", "/api.jolpi.ca/%zz", "/multiviewer-circuits/../../secret.json"})
  void no_path_leaves_the_folder(String path) throws IOException {
    Files.createSymbolicLink(folder.resolve("link"), outside);
    assertThat(raw(path)).startsWith("HTTP/1.1 4").doesNotContain("\"secret\"");
  }

  @Test void every_request_is_in_the_ledger_until_it_is_emptied() {
    get("/api.jolpi.ca/ergast/f1/2024.json?limit=100");
    get("/livetiming.formula1.com/static/2025/Index.json");
    client.request(HttpMethod.POST, port, "127.0.0.1", "/api.jolpi.ca/x").send().await();
    assertThat(get("/ledger").bodyAsString().lines().map(JsonObject::new)).containsExactly(
        entry("GET", "/api.jolpi.ca/ergast/f1/2024.json?limit=100", 200),
        entry("GET", "/livetiming.formula1.com/static/2025/Index.json", 403),
        entry("POST", "/api.jolpi.ca/x", 405));
    assertThat(client.delete(port, "127.0.0.1", "/ledger").send().await().statusCode()).isEqualTo(204);
    assertThat(get("/ledger").body()).isNull();
    assertThat(server.ledger().entries()).isEmpty();
  }

  @Test void without_a_folder_there_is_nothing_to_serve() {
    assertThatThrownBy(() -> new RecordingsServer(vertx, outside.resolve("none"), InstantSource.fixed(NOON)))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("no folder of recordings");
  }

  private static JsonObject entry(String method, String path, int status) {
    return new JsonObject().put("at", NOON.toString()).put("method", method).put("path", path).put("status", status);
  }

  private static String jolpica(String name, int total) {
    return """
        {"MRData":{"limit":"30","offset":"0","total":"%d","RaceTable":{"season":"x","Races":[{"raceName":"%s"}]}}}
        """.formatted(total, name);
  }

  private Path put(String path, String body) throws IOException {
    var file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, body);
  }

  private HttpResponse<Buffer> get(String path, String... headers) {
    var request = client.get(port, "127.0.0.1", path);
    for (var i = 0; i < headers.length; i += 2) request.putHeader(headers[i], headers[i + 1]);
    return request.send().await();
  }

  /** As no well-behaved client would send it. */
  private String raw(String path) throws IOException {
    try (var socket = new Socket("127.0.0.1", port)) {
      var request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

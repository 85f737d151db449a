package dev.paddock.upstream.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real answers of the real hosts, where they are at hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedHostsTest {
  static final Path RECORDED = Path.of("../shared/recordings");

  Vertx vertx;
  int port;

  @BeforeAll void serve() {
    assumeTrue(Files.isDirectory(RECORDED), "no recordings at " + RECORDED);
    vertx = Vertx.vertx();
    port = new RecordingsServer(vertx, RECORDED, InstantSource.fixed(Instant.EPOCH)).listen(0).await();
  }

  @AfterAll void close() {
    if (vertx != null) vertx.close().await();
  }

  @ParameterizedTest(name = "{0} is {1} with {2}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "/livetiming.formula1.com/static/2023/Index.json                      | 200 | \"Meetings\"",
      "/livetiming.formula1.com/static/2025/Index.json                      | 403 | AccessDenied",
      "/api.jolpi.ca/ergast/f1/2024.json?limit=100                          | 200 | \"total\": \"24\"",
      "/api.jolpi.ca/ergast/f1/2024/races.json                              | 200 | \"total\": \"24\"",
      "/api.jolpi.ca/ergast/f1/2023/1/laps.json?limit=1200                  | 200 | \"total\": \"1055\"",
      "/api.jolpi.ca/ergast/f1/2018.json                                    | 404 | Not found",
      "/api.multiviewer.app/api/v1/circuits/39/2020                         | 200 | \"circuitKey\"",
      "/api.multiviewer.app/api/v1/circuits/0/2020                          | 404 | Circuit not found",
      "/api.multiviewer.app/api/v1/circuits/63/2023                         | 200 | \"x\"",
      "/api.openf1.org/v1/laps?session_key=11303                            | 200 | \"lap_duration\"",
      "/api.openf1.org/v1/sessions?year=2026                                | 200 | 11302",
      "/api.openf1.org/v1/sessions?year=2024                                | 404 | No results found",
      "/raw.githubusercontent.com/theOehrly/f1schedule/master/schedule_2024.json | 200 | \"session5_date\"",
  })
  void answers_as_it_did(String path, int status, String with) {
    var answer = WebClient.create(vertx).get(port, "127.0.0.1", path).send().await();
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.bodyAsString()).contains(with);
  }
}

package dev.paddock.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.season.SeasonFile;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamServerTest {
  final AtomicReference<Instant> clock = new AtomicReference<>(Instant.parse("2025-11-23T08:00:00Z"));
  Vertx vertx;
  UpstreamServer server;
  WebClient client;
  int port;

  @BeforeEach void start() {
    vertx = Vertx.vertx();
    server = new UpstreamServer(vertx, SeasonFile.bundled(2025), clock::get, Limits.JOLPICA);
    port = server.listen(0).await();
    client = WebClient.create(vertx);
  }

  @AfterEach void stop() {
    server.close().await();
    vertx.close().await();
  }

  @Test void answers_as_of_its_clock() {
    var answer = get("/ergast/f1/2025/22/results.json?limit=2");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(answer.getHeader("Cache-Control")).isEqualTo("max-age=600");
    assertThat(answer.getHeader("last-modified")).isEqualTo("Sun, 23 Nov 2025 07:45:00 GMT");
    var data = answer.bodyAsJsonObject().getJsonObject("MRData");
    assertThat(data.getString("url")).isEqualTo("http://127.0.0.1:" + port + "/ergast/f1/2025/22/results.json");
    assertThat(data.getString("limit") + " " + data.getString("total")).isEqualTo("2 20");
    assertThat(data.encode()).contains("\"driverId\":\"norris\"");
    clock.set(Instant.parse("2025-11-23T10:00:00Z"));
    assertThat(get("/ergast/f1/2025/22/results.json?limit=2").bodyAsString()).doesNotContain("norris");
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test void unchanged_since_is_304_without_a_body_until_the_next_version() {
    var since = get("/ergast/f1/2025/22/results.json").getHeader("last-modified");
    var again = get("/ergast/f1/2025/22/results.json", since);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isNull();
    clock.set(Instant.parse("2025-11-23T09:45:00Z"));
    var corrected = get("/ergast/f1/2025/22/results.json", since);
    assertThat(corrected.statusCode()).isEqualTo(200);
  }

  @Test void a_date_that_is_none_is_ignored() {
    assertThat(get("/ergast/f1/2025.json", "yesterday").statusCode()).isEqualTo(200);
  }

  @Test void the_fifth_request_of_a_second_is_throttled() {
    for (int i = 0; i < 4; i++) assertThat(get("/ergast/f1/2025.json").statusCode()).isEqualTo(200);
    var refused = get("/ergast/f1/2025.json");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.bodyAsString()).isEqualTo("{\"detail\":\"Request was throttled.\"}");
    assertThat(refused.getHeader("Retry-After")).isNull();
    clock.set(clock.get().plusSeconds(1));
    assertThat(get("/ergast/f1/2025.json").statusCode()).isEqualTo(200);
    assertThat(server.requests()).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/ergast/f1/2025/weather.json", "/ergast/f1/2025", "/rest/results/race/x", "/rest/results/race/23"})
  void unknown_or_not_yet_is_404(String path) {
    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  @Test void a_result_that_is_not_yet_published_is_an_empty_list_for_jolpica() {
    var data = get("/ergast/f1/2025/23/results.json").bodyAsJsonObject().getJsonObject("MRData");
    assertThat(data.getString("total")).isEqualTo("0");
    assertThat(data.getJsonObject("RaceTable")).isEqualTo(new JsonObject("{\"season\":\"2025\",\"round\":\"23\",\"Races\":[]}"));
  }

  @Test void the_rest_shape() {
    assertThat(get("/rest/results/race/22").bodyAsJsonObject().getJsonArray("results")).hasSize(20);
  }

  @Test void only_get() {
    assertThat(client.post(port, "127.0.0.1", "/ergast/f1/2025.json").send().await().statusCode()).isEqualTo(405);
  }

  private HttpResponse<Buffer> get(String path, String since) {
    return client.get(port, "127.0.0.1", path).putHeader("If-Modified-Since", since).send().await();
  }

  private HttpResponse<Buffer> get(String path) {
    return client.get(port, "127.0.0.1", path).send().await();
  }
}

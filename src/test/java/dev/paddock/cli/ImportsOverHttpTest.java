package dev.paddock.cli;

import static dev.paddock.cli.SmallSeason.RACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole house that runs, asked over HTTP for an import, and a command beside it. */
class ImportsOverHttpTest {
  static final String TOKEN = "the admin token of this test";

  @TempDir Path folder;
  final Vertx vertx = Vertx.vertx();
  final WebClient client = WebClient.create(vertx);
  SmallSeason season;
  SmallSeason.House house;

  @BeforeEach void open() {
    season = new SmallSeason(folder);
    house = season.house("--set", "admin.token=" + TOKEN, "--set", "f1.season=2023", "--set", "f1.import.enabled=false");
  }

  @AfterEach void close() throws InterruptedException {
    house.close();
    season.close();
    vertx.close().await();
  }

  @Test void an_import_is_ordered_looked_at_and_the_only_one_of_its_season() {
    var held = season.hold(RACE + "TrackStatus.jsonStream");
    assertThat(ask(HttpMethod.POST, "/imports", Optional.of("{\"year\": 2023}"), "").statusCode()).isEqualTo(401);
    var order = Optional.of("{\"year\": 2023, \"session\": \"R\"}");
    var begun = ask(HttpMethod.POST, "/imports", order, TOKEN);
    assertThat(begun.statusCode()).isEqualTo(202);
    assertThat(begun.getHeader("Location")).isEqualTo("/api/v1/imports/2023-1");

    until(() -> season.asked.contains(RACE + "TrackStatus.jsonStream"));
    assertThat(get("/imports/2023-1").getString("state")).isEqualTo("running");
    var second = ask(HttpMethod.POST, "/imports", order, TOKEN);
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.bodyAsJsonObject().getString("detail")).contains("2023-1");
    var beside = season.say("import", "--year", "2023");
    assertThat(beside.code()).isEqualTo(1);
    assertThat(beside.err()).contains("import 2023-1 of 2023 is running already");

    held.complete(null);
    until(() -> get("/imports/2023-1").getString("state").equals("completed"));
    assertThat(get("/imports/2023-1").getJsonObject("summary").getJsonArray("extracted").encode()).contains("track_status");
    assertThat(get("/imports").getJsonArray("imports")).hasSize(1);
    assertThat(ask(HttpMethod.DELETE, "/imports/2023-1", Optional.empty(), TOKEN).statusCode()).isEqualTo(204);
    assertThat(get("/gaps?year=2023&round=1").getJsonArray("sessions").encode()).doesNotContain("2023-azerbaijan-R");
    assertThat(get("/disagreements?subject=2023").getJsonArray("disagreements")).isEmpty();
  }

  @Test void an_import_is_stopped_and_says_what_remains() {
    season.hold(RACE + "TrackStatus.jsonStream");
    ask(HttpMethod.POST, "/imports", Optional.of("{\"year\": 2023, \"session\": \"R\"}"), TOKEN);
    until(() -> season.asked.contains(RACE + "TrackStatus.jsonStream"));
    assertThat(ask(HttpMethod.DELETE, "/imports/2023-1", Optional.empty(), TOKEN).statusCode()).isEqualTo(204);
    season.hold(RACE + "TrackStatus.jsonStream").complete(null);
    until(() -> get("/imports/2023-1").getString("state").equals("stopped"));
    assertThat(get("/imports/2023-1").getJsonObject("summary").getJsonArray("remaining")).isNotEmpty();
    assertThat(ask(HttpMethod.DELETE, "/imports/2023-9", Optional.empty(), TOKEN).statusCode()).isEqualTo(404);
  }

  private JsonObject get(String path) {
    var response = ask(HttpMethod.GET, path, Optional.empty(), "");
    assertThat(response.statusCode()).as(path).isEqualTo(200);
    return response.bodyAsJsonObject();
  }

  private HttpResponse<Buffer> ask(HttpMethod method, String path, Optional<String> body, String token) {
    var request = client.request(method, house.port(), "127.0.0.1", "/api/v1" + path);
    if (!token.isEmpty()) request.bearerTokenAuthentication(token);
    return (body.isPresent() ? request.sendJsonObject(new JsonObject(body.get())) : request.send()).await();
  }

  private static void until(BooleanSupplier isSo) {
    var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!isSo.getAsBoolean() && System.nanoTime() < deadline) LockSupport.parkNanos(5_000_000);
    assertThat(isSo.getAsBoolean()).as("within 30 s").isTrue();
  }
}

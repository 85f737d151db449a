package dev.paddock.upstream.horses;

import dev.paddock.upstream.horses.HorseServer.Bodies;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** One day of races, served over HTTP at noon. */
abstract class ServedDay {
  static final LocalDate DATE = LocalDate.parse("2026-03-14");
  static final RaceDay DAY = RaceDay.of(DATE, 7);
  static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");
  static final String EVENTS = "/tabnz/affiliates/v1/racing/events/";
  static final String MEETINGS = "/tabnz/affiliates/v1/racing/meetings";

  final AtomicReference<Instant> clock = new AtomicReference<>(NOON);
  final Vertx vertx = Vertx.vertx();
  final HorseServer server = new HorseServer(vertx, new RaceDays(List.of(DAY)), Bodies.WHOLE, clock::get, () -> Instant.EPOCH, 1);
  WebClient client;
  int port;

  @BeforeEach void start() {
    port = server.listen(0).await();
    client = WebClient.create(vertx);
  }

  @AfterEach void stop() {
    server.close().await();
    vertx.close().await();
  }

  Race settled() {
    return DAY.races().filter(race -> race.fate().abandoned().isEmpty() && race.fate().moved().isEmpty()).findFirst().orElseThrow();
  }

  JsonObject event(Race race) {
    return get(EVENTS + race.id()).bodyAsJsonObject().getJsonObject("data");
  }

  List<String> names(String path) {
    return get(path).bodyAsJsonObject().getJsonObject("data").getJsonArray("meetings").stream()
        .map(m -> ((JsonObject) m).getString("name")).toList();
  }

  HttpResponse<Buffer> get(String path) {
    clock.set(clock.get().plusNanos(1));
    return identified(path).send().await();
  }

  HttpRequest<Buffer> identified(String path) {
    return client.get(port, "127.0.0.1", path).putHeader("From", "me@example.org").putHeader("X-Partner", "me")
        .putHeader("X-Partner-ID", "me");
  }
}

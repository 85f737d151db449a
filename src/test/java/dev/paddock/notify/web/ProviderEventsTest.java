package dev.paddock.notify.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.bus.Bus;
import dev.paddock.horse.contract.Horses;
import dev.paddock.horse.contract.Horses.Taken;
import dev.paddock.horse.contract.Horses.Told;
import dev.paddock.notify.rules.Signature;
import dev.paddock.notify.store.Received;
import dev.paddock.web.PartOfSite;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a provider pushes over HTTP, up to the question that horse racing is asked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderEventsTest {
  @RegisterExtension static final TestDatabase DB = new TestDatabase();

  static final Instant NOON = Instant.parse("2025-03-16T12:00:00Z");
  static final String SECRET = "the provider's secret";

  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.of(vertx);
  final WebClient client = WebClient.create(vertx);
  final List<Told> told = new CopyOnWriteArrayList<>();
  volatile Future<Taken> answer;
  int port;

  @BeforeAll void serve() {
    bus.answer(Horses.TOLD, ask -> {
      told.add(ask);
      return answer;
    }).await();
    var events = new ProviderEvents(bus, () -> NOON, new Received(DB.pools().reads()), Map.of("tabnz", SECRET));
    port = PartOfSite.serve(vertx, events.list()).await();
  }

  @BeforeEach void nothing_was_told() {
    told.clear();
    answer = Future.succeededFuture(new Taken.Applied(true));
    DB.pools().transactions().query("delete from webhook_received").execute().await();
  }

  @AfterAll void close() {
    vertx.close().await();
  }

  @Test void an_event_with_a_body_is_applied_and_one_without_is_looked_at() {
    var applied = push("{\"id\":\"e1\",\"raceId\":\"r1\",\"race\":{\"status\":\"Final\"}}");
    assertThat(applied.statusCode()).isEqualTo(202);
    assertThat(applied.bodyAsJsonObject().getMap()).isEqualTo(Map.of("id", "e1", "outcome", "applied"));
    answer = Future.succeededFuture(new Taken.PolledNow());
    assertThat(push("{\"id\":\"e2\",\"raceId\":\"r2\"}").bodyAsJsonObject().getString("outcome")).isEqualTo("polled");
    answer = Future.succeededFuture(new Taken.Applied(false));
    assertThat(push("{\"id\":\"e3\",\"raceId\":\"r1\",\"race\":{\"status\":\"Final\"}}").bodyAsJsonObject().getString("outcome"))
        .isEqualTo("unchanged");
    assertThat(told).containsExactly(new Told("tabnz", "r1", Optional.of("{\"status\":\"Final\"}")),
        new Told("tabnz", "r2", Optional.empty()), new Told("tabnz", "r1", Optional.of("{\"status\":\"Final\"}")));
  }

  @Test void the_same_event_again_is_taken_already() {
    push("{\"id\":\"e1\",\"raceId\":\"r1\"}");
    var again = push("{\"id\":\"e1\",\"raceId\":\"r1\"}");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.bodyAsJsonObject().getString("outcome")).isEqualTo("already-taken");
    assertThat(told).hasSize(1);
  }

  @Test void an_event_that_was_not_taken_may_come_again() {
    answer = Future.succeededFuture(new Taken.NoSuchRace());
    assertThat(push("{\"id\":\"e1\",\"raceId\":\"r1\"}").statusCode()).isEqualTo(404);
    answer = Future.succeededFuture(new Taken.Malformed("no status"));
    var malformed = push("{\"id\":\"e1\",\"raceId\":\"r1\",\"race\":{}}");
    assertThat(malformed.statusCode()).isEqualTo(422);
    assertThat(malformed.bodyAsJsonObject().getJsonArray("errors").getJsonObject(0).getMap())
        .isEqualTo(Map.of("pointer", "/race", "code", "invalid", "message", "no status"));
    answer = Future.succeededFuture(new Taken.PolledNow());
    assertThat(push("{\"id\":\"e1\",\"raceId\":\"r1\"}").statusCode()).isEqualTo(202);
  }

  @Test void what_breaks_behind_it_is_not_taken_either() {
    answer = Future.failedFuture("the database is away");
    var broken = push("{\"id\":\"e1\",\"raceId\":\"r1\"}");
    assertThat(broken.statusCode()).isEqualTo(503);
    assertThat(broken.bodyAsString()).doesNotContain("database");
    answer = Future.succeededFuture(new Taken.PolledNow());
    assertThat(push("{\"id\":\"e1\",\"raceId\":\"r1\"}").statusCode()).isEqualTo(202);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(delimiter = '|', value = {
      "cut off           | {\"id\":\"e1\",\"raceId\":         | ''",
      "a list            | [1]                                | ''",
      "a word            | \"hello\"                          | ''",
      "nothing           | ''                                 | ''",
      "no id             | {\"raceId\":\"r1\"}                | /id",
      "a number for one  | {\"id\":1,\"raceId\":\"r1\"}       | /id",
      "a blank           | {\"id\":\" \",\"raceId\":\"r1\"}   | /id",
      "no race           | {\"id\":\"e1\"}                    | /raceId",
      "a race of letters | {\"id\":\"e1\",\"raceId\":\"r1\",\"race\":\"x\"} | /race",
  })
  void a_body_that_makes_no_sense_is_refused_with_what_and_where(String what, String body, String pointer) {
    var refused = push(body);
    assertThat(refused.statusCode()).as(refused.bodyAsString()).isEqualTo(422);
    assertThat(refused.bodyAsJsonObject().getString("type")).isEqualTo("/api/v1/problems/invalid");
    assertThat(refused.bodyAsJsonObject().getJsonArray("errors").getJsonObject(0).getString("pointer")).isEqualTo(pointer);
    assertThat(told).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"without, false, 0", "of another secret, true, 0", "of six minutes ago, false, -360", "of the future, false, 360"})
  void a_signature(String what, boolean otherSecret, long seconds) {
    var body = Buffer.buffer("{\"id\":\"e1\",\"raceId\":\"r1\"}");
    var signature = what.equals("without") ? "" : Signature.of(otherSecret ? "guessed" : SECRET, NOON.plusSeconds(seconds), body.getBytes());
    assertThat(send("tabnz", signature, body).statusCode()).isEqualTo(401);
    assertThat(told).isEmpty();
  }

  @Test void who_may_not_push_is_not_known() {
    assertThat(send("betfair", "", Buffer.buffer("{}")).statusCode()).isEqualTo(404);
    assertThat(send("nobody", "", Buffer.buffer("{}")).statusCode()).isEqualTo(404);
  }

  @Test void a_large_one_is_taken_and_a_larger_one_is_not() {
    var filler = "x".repeat(200 * 1024);
    assertThat(push(new JsonObject().put("id", "big").put("raceId", "r1").put("race", new JsonObject().put("form", filler)).encode())
        .statusCode()).isEqualTo(202);
    assertThat(push(new JsonObject().put("id", "bigger").put("raceId", "r1").put("race", new JsonObject().put("form", filler + filler))
        .encode()).statusCode()).isEqualTo(413);
  }

  private HttpResponse<Buffer> push(String body) {
    var bytes = Buffer.buffer(body);
    return send("tabnz", Signature.of(SECRET, NOON.minusSeconds(20), bytes.getBytes()), bytes);
  }

  private HttpResponse<Buffer> send(String provider, String signature, Buffer body) {
    return client.post(port, "127.0.0.1", "/api/v1/horse/providers/" + provider + "/events").putHeader("Content-Type", "application/json")
        .putHeader("X-Paddock-Signature", signature).sendBuffer(body).await();
  }
}

package dev.paddock.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a request that is wrong in several ways. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReceptionTest {
  private static final String OPERATOR = "the-operator-of-this-test";

  private final Vertx vertx = Vertx.vertx();
  private ContractClient api;
  private int port;

  @BeforeAll void serve() {
    port = PartOfSite.serve(vertx, List.of(
        new Operation("createWebhook", request -> Future.succeededFuture(Answer.refused(Problem.Kind.CONFLICT, "it was reached")))),
        new AdminToken(Optional.of(OPERATOR)).before(token -> Future.succeededFuture(token.equals("user-7")
            ? new Gate.Admission.Known(new Caller(7, Optional.empty(), false))
            : new Gate.Admission.Refused(Problem.of(Problem.Kind.UNAUTHENTICATED, "not known"))))).await();
    api = ContractClient.of(vertx, port);
  }

  @AfterAll void close() {
    vertx.close().await();
  }

  @ParameterizedTest(name = "{0} with {1} of {2} and {3} bytes more: {4} {5}")
  @CsvSource(nullValues = "-", delimiter = '|', value = {
      "-       | {}                                          | text/xml         | 66000 | 401 | unauthenticated",   // a stranger learns nothing
      "guess   | {                                           | application/json | 0     | 401 | unauthenticated",
      "user-7  | {                                           | application/json | 66000 | 403 | forbidden",
      "admin   | {                                           | text/xml         | 66000 | 413 | too-large",
      "admin   | {                                           | text/xml         | 0     | 415 | unsupported-media",
      "admin   | {}                                          | -                | 0     | 415 | unsupported-media",
      "admin   | {                                           | application/json | 0     | 400 | malformed",
      "admin   | -                                           | application/json | 0     | 400 | malformed",
      "admin   | {\"url\":\"https://e.org\",\"events\":[\"*\"]} | application/json | 0     | 409 | conflict",
  })
  void the_first_thing_wrong_is_said(String who, String body, String mediaType, int more, int status, String problem) {
    var asking = who == null ? api : api.as(who.equals("admin") ? OPERATOR : who);
    var request = asking.ask("createWebhook").anyway();
    if (body != null) request.body(mediaType == null ? "" : mediaType, Buffer.buffer(body + " ".repeat(more)));
    request.answer().expect(status, problem);
  }

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource(delimiter = '|', value = {
      "{\"url\":\"https://e.org\",\"events\":[\"*\"],\"secret\":\"mine\"} | /secret   | Nothing of that name is expected here.",
      "{\"url\":\"https://e.org\",\"events\":[\"*\",\"horse.won\"]}     | /events/1 | Expected one of ",
      "{\"url\":7,\"events\":[\"*\"]}                                 | /url      | Expected text, not a number.",
      "{\"url\":\"https://e.org\"}                                 | ''        | events is missing.",
  })
  void a_fault_in_a_body_is_pointed_at(String body, String pointer, String message) {
    var faults = api.as(OPERATOR).ask("createWebhook").body(new JsonObject(body)).anyway().answer().expect(400, "malformed")
        .json().getJsonArray("errors");
    assertThat(faults).hasSize(1);
    assertThat(faults.getJsonObject(0).getString("pointer")).isEqualTo(pointer);
    assertThat(faults.getJsonObject(0).getString("message")).startsWith(message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', value = {
      "{\"url\":\"https://e.org\",\"url\":\"https://f.org\",\"events\":[\"*\"]} | names something twice: line 1",
      "{\"url\":\"https://e.org\",\"events\":[\"*\"]} {}                       | is no JSON",
      "{\"url\":\"https://e.org/\\u0000\",\"events\":[\"*\"]}              | no character U+0000",
      "{\"url\":\"https://e.org/\\ud800\",\"events\":[\"*\"]}              | no half of a pair",
      "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]     | more than 32 levels deep",
  })
  void json_that_means_two_things_is_refused(String body, String detail) {
    assertThat(api.as(OPERATOR).ask("createWebhook").body("application/json", Buffer.buffer(body)).anyway().answer().expect(400, "malformed")
        .json().getString("detail")).contains(detail);
  }

  @ParameterizedTest
  @CsvSource({"listPolls, limit", "listPolls, subject"})
  void a_parameter_is_given_once(String operation, String name) {
    var refused = api.ask(operation).with(name, List.of(1, 2)).anyway().answer().expect(400, "malformed").json().getJsonArray("errors");
    assertThat(refused.getJsonObject(0).getMap()).isEqualTo(Map.of("pointer", "#" + name, "code", "invalid", "message", "It is given more than once."));
  }

  @Test void a_body_without_a_length_is_cut_while_it_is_read() {
    var client = vertx.createHttpClient();
    var answer = client.request(HttpMethod.POST, port, "127.0.0.1", "/api/v1/webhooks").compose(request -> {
      request.setChunked(true).putHeader("Authorization", "Bearer " + OPERATOR).putHeader("Content-Type", "application/json");
      request.write(Buffer.buffer(" ".repeat(70_000)));
      return request.response().map(response -> response.statusCode()).onComplete(heard -> cut(request));
    }).await();
    assertThat(answer).isEqualTo(413);
  }

  private static void cut(HttpClientRequest request) {
    request.connection().close();
  }
}

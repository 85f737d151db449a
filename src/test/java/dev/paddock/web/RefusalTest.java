package dev.paddock.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be done is refused with a problem that says what was wrong, and with nothing of what is inside. */
class RefusalTest extends ServedExhibit {
  @ParameterizedTest(name = "{0} is {1} {2}")
  @CsvSource({
      "/api/v1/races/2025-atlantis,                            404, not-found",
      "/api/v1/races/2025-las-vegas/results?version=9,         404, not-found",
      "/api/v1/races/2025-qatar/results,                       404, not-found",
      "/api/v1/sessions/2025-miami-R/laps,                     404, not-found",
      "/api/v1/sessions/2025-miami/laps,                       400, malformed",
      "/api/v1/sessions/2025-miami-S/laps?lap=soon,            400, malformed",
      "/api/v1/sessions/2025-miami-S/laps?driver=Hamilton,     400, malformed",
      "/api/v1/sessions/2025-miami-S/weather?driver=HAM,       400, malformed",
      "/api/v1/sessions/2025-miami-S/telemetry?driver=HAM,     400, malformed",
      "/api/v1/sessions/2025-miami-S/telemetry?lap=2,          400, malformed",
      "/api/v1/sessions/2025-miami-S/telemetry?driver=HAM&lap=1-2, 400, malformed",
      "/api/v1/circuits/2025-atlantis,                         404, not-found",
      "/api/v1/circuits/monaco,                                400, malformed",
      "/api/v1/leaderboards/season-1999,                       404, not-found",
      "/api/v1/leaderboards/season-2025?snapshot=3,            410, snapshot-gone",
      "/api/v1/nothing/here,                                   404, not-found",
      "/nothing-here.js,                                       404, not-found",
      "/webjars/nothing/here.js,                               404, not-found",
      "/webjars/lit/../../../conf/paddock.yaml,                404, not-found",
      "/api/v1/seasons/soon,                                   400, malformed",
      "/api/v1/seasons/1066,                                   400, malformed",
      "/api/v1/races/Las%20Vegas,                              400, malformed",
      "/api/v1/races/2025-las-vegas/results?session=FP9,       400, malformed",
      "/api/v1/races/2025-las-vegas/results?sesion=Q,          400, malformed",
      "/api/v1/leaderboards/season-2025?limit=201,             400, malformed",
      "/api/v1/leaderboards/season-2025?limit=99999999999999999999, 400, malformed",
      "/api/v1/teams/0,                                        400, malformed",
      "/api/v1/polls?before=yesterday,                         400, malformed",
      "/api/v1/horse/races/99,                                 404, not-found",
      "/api/v1/horse/races/99/prices,                          404, not-found",
      "/api/v1/horse/races/99/revisions,                       404, not-found",
      "/api/v1/horse/races/las-vegas,                          400, malformed",
      "/api/v1/horse/races?status=running,                     400, malformed",
      "/api/v1/horse/races?cursor=1,                           400, malformed",
      "/api/v1/horse/races?date=2025-02-30,                    400, malformed",
      "/api/v1/horse/races/1/prices?cursor=~,                  400, malformed",
      "/api/v1/horse/meetings?type=camel,                      400, malformed",
      "/api/v1/imports/run-9,                                  404, not-found",
      "/api/v1/imports/..%2Fetc,                               400, malformed",
      "/api/v1/gaps,                                           400, malformed",
      "/api/v1/gaps?year=1066,                                 400, malformed",
      "/api/v1/disagreements?subject=everything,               400, malformed",
  })
  void refuses_with_a_problem(String path, int status, String slug) {
    assertProblem(get(path), status, slug);
  }

  @Test void an_import_that_has_begun_says_where_it_can_be_looked_at_and_one_in_the_way_which_it_is() {
    assertThat(order("{\"year\":2025}").getHeader("Location")).isEqualTo("/api/v1/imports/run-1");
    var refused = order("{\"year\":2024}").bodyAsJsonObject();
    assertThat(refused.getString("detail")).contains("run-2", "2024");
    assertThat(refused.getJsonArray("errors").getJsonObject(0).getString("message")).isEqualTo("run-2");
  }

  private HttpResponse<Buffer> order(String body) {
    return client.post(port, "127.0.0.1", "/api/v1/imports").putHeader("Authorization", "Bearer " + Exhibit.ADMIN)
        .sendJsonObject(new JsonObject(body)).await();
  }

  @Test void names_what_is_wrong() {
    var errors = get("/api/v1/leaderboards/season-2025?limit=201").bodyAsJsonObject().getJsonArray("errors");
    assertThat(errors.getJsonObject(0).getMap())
        .isEqualTo(Map.of("pointer", "#limit", "code", "invalid", "message", "Expected at most 200, not 201."));
  }

  @Test void another_method_is_refused_with_those_allowed() {
    var response = send(HttpMethod.DELETE, "/api/v1/status");
    assertProblem(response, 405, "method-not-allowed");
    assertThat(response.getHeader("Allow")).isEqualTo("GET");
  }

  @Test void a_body_of_another_media_type_is_not_called_malformed() {
    var response = client.put(port, "127.0.0.1", "/api/v1/users/3/notifications/9/read").putHeader("Content-Type", "text/xml")
        .sendBuffer(Buffer.buffer("<read/>")).await();
    assertProblem(response, 415, "unsupported-media");
  }

  @ParameterizedTest(name = "{0} {1} {2}: {3} {4}")
  @CsvSource(delimiter = '|', nullValues = "-", value = {
      "POST  | /imports              | {\"round\":6}                                                            | 400 | malformed",
      "POST  | /imports              | {\"year\":2025,\"parallel\":9}                                            | 400 | malformed",
      "POST  | /imports              | {\"year\":2025,\"parallel\":8}                                            | 400 | malformed",
      "POST  | /imports              | {\"year\":2025,\"session\":\"FP9\"}                                        | 400 | malformed",
      "POST  | /imports              | {\"year\":2024}                                                          | 409 | conflict",
      "DELETE | /imports/run-2       | -                                                                      | 409 | conflict",
      "DELETE | /imports/run-9       | -                                                                      | 404 | not-found",
      "POST  | /webhooks             | {\"url\":\"https://example.org/hook\"}                                    | 400 | malformed",
      "POST  | /webhooks             | {\"url\":\"https://example.org/hook\",\"events\":[\"horse.won\"]}           | 400 | malformed",
      "POST  | /webhooks             | {\"url\":\"https://example.org/hook\",\"events\":[]}                        | 400 | malformed",
      "POST  | /webhooks             | {\"url\":\"https://example.org/hook\",\"events\":[\"*\"],\"secret\":\"mine\"} | 400 | malformed",
      "POST  | /webhooks             | {\"url\":\"file:///etc/passwd\",\"events\":[\"*\"]}                         | 422 | invalid",
      "POST  | /webhooks             | {\"url\":\"https://me:pw@example.org/\",\"events\":[\"*\"]}                 | 422 | invalid",
      "POST  | /webhooks             | {\"url\":\"example.org/hook\",\"events\":[\"*\"]}                           | 422 | invalid",
      "POST  | /webhooks             | {\"url\":                                                               | 400 | malformed",
      "POST  | /webhooks             | -                                                                     | 400 | malformed",
      "PATCH | /webhooks/1           | {\"url\":\"gopher://example.org\"}                                        | 422 | invalid",
      "PATCH | /webhooks/2           | {\"active\":true}                                                       | 404 | not-found",
      "GET   | /webhooks/2           | -                                                                     | 404 | not-found",
      "GET   | /webhooks/1/deliveries?state=lost | -                                                         | 400 | malformed",
      "POST  | /webhooks/deliveries/8/replay     | -                                                         | 404 | not-found",
  })
  void a_webhook_that_makes_no_sense_is_refused(String method, String path, String body, int status, String slug) {
    var request = client.request(HttpMethod.valueOf(method), port, "127.0.0.1", "/api/v1" + path)
        .putHeader("Authorization", "Bearer " + Exhibit.ADMIN).putHeader("Content-Type", "application/json");
    assertProblem((body == null ? request.send() : request.sendBuffer(Buffer.buffer(body))).await(), status, slug);
  }

  @Test void a_body_over_64_kilobytes_is_refused() {
    var response = client.put(port, "127.0.0.1", "/api/v1/users/3/notifications/9/read").putHeader("Content-Type", "application/json")
        .sendBuffer(Buffer.buffer(new byte[65 * 1024])).await();
    assertProblem(response, 413, "too-large");
  }

  @ParameterizedTest(name = "{0} KB are answered {1}")
  @CsvSource({"255, 202", "257, 413"})
  void the_event_of_a_provider_may_be_larger(int kilobytes, int status) {
    var response = client.post(port, "127.0.0.1", "/api/v1/horse/providers/tabnz/events").putHeader("Content-Type", "application/json")
        .sendBuffer(Buffer.buffer(new byte[kilobytes * 1024])).await();
    assertThat(response.statusCode()).isEqualTo(status);
  }

  @Test void a_broken_part_does_not_show_itself() {
    var broken = PartOfSite.completed(exhibit.operations()).stream().filter(o -> !o.id().equals("getTeam") && !o.id().equals("getTeamScores"))
        .collect(Collectors.toList());
    broken.add(new Operation("getTeam", request -> Future.failedFuture(new IllegalStateException("password=secret"))));
    broken.add(new Operation("getTeamScores", request -> {
      throw new IllegalStateException("password=secret");
    }));
    // Another Vertx, because the free port is shared by all servers of one.
    var elsewhere = Vertx.vertx();
    try {
      var other = HttpVerticle.deploy(elsewhere, 1, new HttpVerticle.Site("127.0.0.1", 0, broken, Map.of())).await();
      for (var path : List.of("/api/v1/teams/3", "/api/v1/teams/3/scores")) {
        var response = client.get(other, "127.0.0.1", path).send().await();
        assertProblem(response, 500, "unexpected");
        assertThat(response.bodyAsString()).doesNotContain("secret");
      }
    } finally {
      elsewhere.close().await();
    }
  }
}

package dev.paddock.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is the operator's is done for the operator alone. */
class OperatorOnlyTest extends ServedExhibit {
  @ParameterizedTest(name = "{0}")
  @CsvSource(nullValues = "-", value = {"-", "Bearer", "Bearer the-other", "Basic dGhlIGV4aGliaXQncyBhZG1pbiB0b2tlbg=="})
  void what_is_the_operators_is_done_for_nobody_else(String authorization) {
    for (var path : List.of("/api/v1/webhooks", "/api/v1/webhooks/1/deliveries")) {
      assertProblem(authorization == null ? get(path) : get(path, "Authorization", authorization), 401, "unauthenticated");
    }
    assertThat(get("/api/v1/webhooks", "Authorization", "bearer " + Exhibit.ADMIN).statusCode()).isEqualTo(200);
  }

  @Test void without_an_admin_token_there_is_no_operator() {
    var elsewhere = Vertx.vertx();
    try {
      var other = HttpVerticle.deploy(elsewhere, 1, new HttpVerticle.Site("127.0.0.1", 0, PartOfSite.completed(exhibit.operations()), Map.of())).await();
      for (var token : List.of("", "null", Exhibit.ADMIN)) {
        assertProblem(client.get(other, "127.0.0.1", "/api/v1/webhooks").putHeader("Authorization", "Bearer " + token).send().await(),
            401, "unauthenticated");
      }
    } finally {
      elsewhere.close().await();
    }
  }

  @ParameterizedTest(name = "{0} to {1} by {2} is {3}")
  @CsvSource(delimiter = '|', value = {
      "now     | horse:2 |                    |        | 401 | unauthenticated",
      "now     | horse:2 |                    | guess  | 401 | unauthenticated",
      "pause   | horse:9 |                    | admin  | 404 | not-found",
      "profile | horse:2 | {\"profile\":\"fast\"} | admin  | 422 | invalid",
      "profile | horse:2 | {\"speed\":\"fast\"}   | admin  | 400 | malformed"})
  void only_an_operator_steers(String what, String subject, String body, String token, int status, String slug) {
    var request = client.post(port, "127.0.0.1", "/api/v1/schedule/" + subject + "/" + what);
    if (token != null) request.putHeader("Authorization", "Bearer " + (token.equals("admin") ? Exhibit.ADMIN : token));
    assertProblem((body == null ? request.send() : request.sendJsonObject(new JsonObject(body))).await(), status, slug);
  }
}

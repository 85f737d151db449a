package dev.paddock.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractTest {
  /** What is kept about somebody, part by part of the house; what an act of an administrator was about. */
  private static final List<String> FREE = List.of("Export/properties/data/", "Audit/properties/entries/items/properties/detail");

  /** How a test asks with {@link ContractClient}. */
  private static final Pattern ASK = Pattern.compile("\\bask\\(\"(\\w+)\"");

  private final Vertx vertx = Vertx.vertx();
  private final WebClient client = WebClient.create(vertx);
  private final Exhibit exhibit = new Exhibit();
  private Contract contract;
  private int port;

  @BeforeAll void serve() {
    contract = Contract.load(vertx).await();
    port = HttpVerticle.deploy(vertx, 2, exhibit.site(0)).await();
  }

  @AfterAll void close() {
    vertx.close().await();
  }

  private HttpResponse<Buffer> send(HttpMethod method, String path, String... headers) {
    var request = client.request(method, port, "127.0.0.1", path);
    for (var i = 0; i < headers.length; i += 2) request.putHeader(headers[i], headers[i + 1]);
    return request.send().await();
  }

  private HttpResponse<Buffer> get(String path, String... headers) {
    return send(HttpMethod.GET, path, headers);
  }

  private void assertProblem(HttpResponse<Buffer> response, int status, String slug) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.getHeader("Content-Type")).isEqualTo("application/problem+json");
    var body = response.bodyAsJsonObject();
    assertThat(body.getString("type")).isEqualTo("/api/v1/problems/" + slug);
    assertThat(body.getString("instance")).isEqualTo(response.getHeader("X-Request-Id"));
    assertThat(response.bodyAsString()).doesNotContain("Exception", "io.vertx", "dev.paddock");
    assertThat(get(body.getString("type")).bodyAsJsonObject().getInteger("status")).isEqualTo(status);
  }

  static Stream<String> operations() {
    return Stream.of(
        "listSeasons     /seasons",
        "getSeason       /seasons/2025",
        "getRace         /races/2025-las-vegas",
        "getRace         /races/2025-qatar",
        "getResults      /races/2025-las-vegas/results?session=R&version=1",
        "getResults      /races/2025-las-vegas/results",
        "listVersions    /races/2025-las-vegas/versions",
        "getDiff         /races/2025-las-vegas/versions/1/diff/2?session=R",
        "listCorrections /races/2025-las-vegas/corrections",
        "getCorrectionImpact /races/2025-las-vegas/corrections/2/impact?session=R&limit=1",
        "listLaps        /sessions/2025-miami-S/laps?driver=ham&lap=1-3",
        "listSessionResults /sessions/2025-miami-S/results",
        "listWeather     /sessions/2025-miami-S/weather",
        "listLapWeather  /sessions/2025-miami-S/lap-weather?driver=HAM&lap=2",
        "listRaceControl /sessions/2025-miami-S/race-control",
        "listStints      /sessions/2025-miami-S/stints?driver=44",
        "listPitStops    /sessions/2025-miami-S/pit-stops",
        "listPositions   /sessions/2025-miami-S/positions?driver=NOR",
        "listTrackStatus /sessions/2025-miami-S/track-status",
        "listRadio       /sessions/2025-miami-S/radio",
        "startImport     POST /imports {\"year\":2025,\"round\":6,\"session\":\"S\",\"parallel\":2}",
        "listImports     /imports",
        "getImport       /imports/run-1",
        "stopImport      DELETE /imports/run-1",
        "listGaps        /gaps?year=2025&round=6",
        "listDisagreements /disagreements?subject=2023-azerbaijan-S",
        "getTelemetry    /sessions/2025-miami-S/telemetry?driver=HAM&lap=2",
        "getCircuit      /circuits/2025-miami",
        "getCircuit      /circuits/151?year=2025",
        "getTeam         /teams/3",
        "getTeamScores   /teams/3/scores",
        "explainScore    /teams/3/scores/2025-las-vegas",
        "getLeaderboard  /leaderboards/season-2025?offset=5&limit=10",
        "getLeaderboard  /leaderboards/round-2025-las-vegas?snapshot=40",
        "getLeaderboard  /leaderboards/season-2025?around=3&limit=5",
        "exportLeaderboard /leaderboards/season-2025/export?format=ndjson",
        "getTeamRankHistory /teams/3/rank-history",
        "listUserNotifications /users/3/notifications",
        "markRead        PUT /users/3/notifications/9/read",
        "listWebhooks    /webhooks",
        "createWebhook   POST /webhooks {\"url\":\"https://example.org/hook\",\"events\":[\"horse.race.final\"]}",
        "getWebhook      /webhooks/1",
        "changeWebhook   PATCH /webhooks/1 {\"active\":false}",
        "deleteWebhook   DELETE /webhooks/1",
        "testWebhook     POST /webhooks/1/test",
        "listDeliveries  /webhooks/1/deliveries?state=dead",
        "replayDelivery  POST /webhooks/deliveries/7/replay",
        "takeProviderEvent POST /horse/providers/tabnz/events {\"id\":\"e1\",\"raceId\":\"r1\"}",
        "listHorseMeetings /horse/meetings?date=2025-11-25&country=nz&type=thoroughbred&provider=tabnz",
        "listHorseRaces  /horse/races?status=open&limit=2",
        "listNextToGo    /horse/next-to-go?limit=5",
        "getHorseRace    /horse/races/1",
        "listHorsePrices /horse/races/1/prices?runner=4",
        "listHorseRevisions /horse/races/1/revisions",
        "pollNow         POST /schedule/horse:2/now",
        "pausePlan       POST /schedule/horse:2/pause",
        "resumePlan      POST /schedule/horse:2/resume",
        "changeProfile   POST /schedule/horse:2/profile {\"profile\":\"horse-close\"}",
        "listPolls       /polls?limit=3",
        "getSchedule     /schedule",
        "listProviders   /providers",
        "getStatus       /status",
        "getProblem      /problems/not-found",
        "getPushContract /asyncapi.json",
        "getContract     /openapi.json");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void answers_as_the_contract_says(String line) {
    var words = line.split("\\s+");
    var request = client.request(words.length > 2 ? HttpMethod.valueOf(words[1]) : HttpMethod.GET, port, "127.0.0.1",
        "/api/v1" + words[words.length > 2 ? 2 : 1]).putHeader("Authorization", "Bearer " + Exhibit.ADMIN);
    var response = (words.length > 3 ? request.sendJsonObject(new JsonObject(words[3])) : request.send()).await();

    assertThat(response.statusCode()).isBetween(200, 204);
    var seen = response.body() == null ? ValidatableResponse.create(response.statusCode())
        : ValidatableResponse.create(response.statusCode(), response.body(), response.getHeader("Content-Type"));
    ResponseValidator.create(vertx, contract.routes()).validate(seen, words[0]).await();
  }

  @Test void every_operation_is_in_the_table_above_or_asked_by_a_test_of_its_own() throws IOException {
    var asked = operations().map(line -> line.split("\\s+")[0]).collect(Collectors.toCollection(HashSet::new));
    try (var files = Files.walk(Path.of("src/test/java"))) {
      for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        ASK.matcher(Files.readString(file)).results().forEach(found -> asked.add(found.group(1)));
      }
    }
    assertThat(asked).containsAll(contract.terms().keySet());
  }

  @Test void what_is_left_of_a_quota_is_counted_for_the_operator() {
    var jolpica = get("/api/v1/providers").bodyAsJsonObject().getJsonArray("providers").getJsonObject(0);
    assertThat(jolpica.getString("state")).isEqualTo("up");
    assertThat(jolpica.getJsonArray("quota").getJsonObject(0)).isEqualTo(new JsonObject().put("limit", "500/PT1H").put("calls", 350)
        .put("maximum", 500).put("remaining", 150).put("resets", "2025-11-25T06:11:00Z").put("status", "WARNING"));
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void every_object_is_closed(String name) {
    var schema = contract.document().getJsonObject("components").getJsonObject("schemas").getJsonObject(name);
    assertClosed(name, schema);
  }

  static Stream<String> schemas() {
    var vertx = Vertx.vertx();
    try {
      return List.copyOf(Contract.load(vertx).await().document().getJsonObject("components")
          .getJsonObject("schemas").fieldNames()).stream();
    } finally {
      vertx.close().await();
    }
  }

  private static void assertClosed(String path, JsonObject schema) {
    if (schema.getValue("type") instanceof String type && type.equals("object") && FREE.stream().noneMatch(path::startsWith)) assertThat(schema.getValue("additionalProperties")).as(path)
        .satisfiesAnyOf(closed -> assertThat(closed).isEqualTo(false), map -> assertThat(map).isInstanceOf(JsonObject.class));
    schema.forEach(e -> {
      if (e.getValue() instanceof JsonObject inner) assertClosed(path + "/" + e.getKey(), inner);
    });
  }

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

  @ParameterizedTest
  @CsvSource({"/api/v1/leaderboards/season-2025?limit=10, 200", "/api/v1/races/2025-atlantis, 404", "/, 200"})
  void a_head_is_a_get_without_the_body(String path, int status) {
    var head = send(HttpMethod.HEAD, path);
    assertThat(head.statusCode()).isEqualTo(status).isEqualTo(get(path).statusCode());
    assertThat(head.getHeader("ETag")).isEqualTo(get(path).getHeader("ETag"));
    assertThat(head.getHeader("Content-Type")).isEqualTo(get(path).getHeader("Content-Type"));
    assertThat(head.body()).isNull();
    assertThat(get(path).body().length()).isPositive();
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

  @Test void an_unchanged_answer_is_not_sent_twice() {
    var first = get("/api/v1/seasons/2025");
    var etag = first.getHeader("ETag");
    assertThat(etag).matches("\"[0-9a-f]{32}\"");

    var second = get("/api/v1/seasons/2025", "If-None-Match", "\"other\", " + etag);
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isNull();
    assertThat(second.getHeader("ETag")).isEqualTo(etag);

    exhibit.move(Duration.ofMinutes(1));
    var status = get("/api/v1/status");
    exhibit.move(Duration.ofMinutes(1));
    assertThat(get("/api/v1/status", "If-None-Match", status.getHeader("ETag")).statusCode()).isEqualTo(200);
  }

  @Test void compressed_bodies_have_an_etag_of_their_own() {
    var plain = get("/api/v1/seasons/2025");
    var packed = get("/api/v1/seasons/2025", "Accept-Encoding", "gzip");
    assertThat(packed.getHeader("Content-Encoding")).isEqualTo("gzip");
    assertThat(packed.getHeader("Vary")).containsIgnoringCase("accept-encoding");
    assertThat(packed.body().length()).isLessThan(plain.body().length() / 2);
    assertThat(packed.getHeader("ETag")).isNotEqualTo(plain.getHeader("ETag"));
    assertThat(get("/api/v1/seasons/2025", "Accept-Encoding", "gzip", "If-None-Match", packed.getHeader("ETag"))
        .statusCode()).isEqualTo(304);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
      "/api/v1/races/2025-las-vegas,                         no-cache",
      "/api/v1/races/2025-las-vegas/versions/1/diff/2,       'public, max-age=86400'",
      "/api/v1/leaderboards/season-2025?snapshot=40,         'public, max-age=86400'",
      "/api/v1/users/3/notifications,                        'private, no-store'",
      "/,                                                    no-cache",
      "/webjars/lit/index.js,                                'public, max-age=86400'",
  })
  void says_who_may_keep_it(String path, String caching) {
    assertThat(get(path).getHeader("Cache-Control")).isEqualTo(caching);
  }

  @Test void status_fits_a_kilobyte() {
    assertThat(get("/api/v1/status").body().length()).isLessThan(1024);
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

  @Test void an_operation_that_nobody_answers_fails_the_start() {
    var incomplete = PartOfSite.completed(exhibit.operations()).stream().filter(o -> !o.id().equals("getTeam")).toList();
    assertThatThrownBy(() -> HttpVerticle.deploy(vertx, 1, new HttpVerticle.Site("127.0.0.1", 0, incomplete, Map.of())).await())
        .hasMessageContaining("nobody answers [getTeam]");
  }

  @Test void the_page_may_run_nothing_inline() {
    var policy = get("/").getHeader("Content-Security-Policy");
    assertThat(policy).contains("script-src 'self' 'sha256-", "default-src 'none'", "connect-src 'self' ws:").doesNotContain("unsafe");
    assertThat(get("/").getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
  }
}

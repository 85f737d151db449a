package dev.paddock.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is answered is what the contract says: each operation, each object. */
class ContractTest extends ServedExhibit {
  /** What is kept about somebody, part by part of the house; what an act of an administrator was about. */
  private static final List<String> FREE = List.of("Export/properties/data/", "Audit/properties/entries/items/properties/detail");

  /** How a test asks with {@link ContractClient}. */
  private static final Pattern ASK = Pattern.compile("\\bask\\(\"(\\w+)\"");

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

  @Test void an_operation_that_nobody_answers_fails_the_start() {
    var incomplete = PartOfSite.completed(exhibit.operations()).stream().filter(o -> !o.id().equals("getTeam")).toList();
    assertThatThrownBy(() -> HttpVerticle.deploy(vertx, 1, new HttpVerticle.Site("127.0.0.1", 0, incomplete, Map.of())).await())
        .hasMessageContaining("nobody answers [getTeam]");
  }
}

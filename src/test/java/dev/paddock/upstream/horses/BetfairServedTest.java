package dev.paddock.upstream.horses;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.Test;

/** What Betfair tells of a day, to whom has a session. */
class BetfairServedTest extends ServedDay {
  static final String BOOK = "/betfair/exchange/betting/rest/v1.0/listMarketBook/";

  @Test void betfair_wants_a_session_first() {
    assertThat(post(BOOK, null, new JsonObject().put("marketIds", new JsonArray().add("1.1"))).bodyAsString()).contains("NO_SESSION");
    var login = client.post(port, "127.0.0.1", "/betfair/api/login").putHeader("X-Application", "key")
        .putHeader("Content-Type", "application/x-www-form-urlencoded").sendBuffer(Buffer.buffer("username=me&password=secret")).await();
    assertThat(login.bodyAsJsonObject().getString("status")).isEqualTo("SUCCESS");
    clock.set(NOON.plusSeconds(9 * 3_600));
    assertThat(post(BOOK, login.bodyAsJsonObject().getString("token"), new JsonObject().put("marketIds", new JsonArray().add("1.1")))
        .bodyAsString()).contains("INVALID_SESSION_INFORMATION");
  }

  @Test void betfair_refuses_too_much_data_and_leaves_out_what_it_does_not_know() {
    var session = session();
    var ids = DAY.races().limit(41).map(Race::marketId).toList();
    var best = new JsonObject().put("priceData", new JsonArray().add("EX_BEST_OFFERS"));
    assertThat(post(BOOK, session, new JsonObject().put("marketIds", new JsonArray(ids)).put("priceProjection", best)).bodyAsString())
        .contains("TOO_MUCH_DATA");
    var forty = new JsonArray(ids.subList(0, 39)).copy().add("1.99");
    assertThat(post(BOOK, session, new JsonObject().put("marketIds", forty).put("priceProjection", best)).bodyAsJsonArray()).hasSize(39);
    var hundred = DAY.races().limit(100).map(Race::marketId).toList();
    assertThat(post(BOOK, session, new JsonObject().put("marketIds", new JsonArray(hundred))).bodyAsJsonArray()).hasSize(100);
  }

  @Test void betfair_by_json_rpc_lists_the_markets_to_come_and_the_stages_of_british_races() {
    var filter = new JsonObject().put("eventTypeIds", new JsonArray().add("7")).put("marketCountries", new JsonArray().add("GB"));
    var catalogue = rpc("SportsAPING/v1.0/listMarketCatalogue", new JsonObject().put("filter", filter).put("maxResults", 100)
        .put("marketProjection", new JsonArray().add("EVENT").add("RUNNER_METADATA").add("MARKET_START_TIME").add("MARKET_DESCRIPTION")));
    assertThat(catalogue.getJsonArray("result")).isNotEmpty().allSatisfy(market -> {
      var race = DAY.market(((JsonObject) market).getString("marketId")).orElseThrow();
      assertThat(((JsonObject) market).getString("marketStartTime")).isEqualTo(race.advertised(NOON).toString().replace("Z", ".000Z"));
      assertThat(((JsonObject) market).getJsonArray("runners")).hasSize(race.runners().size());
    });
    assertThat(rpc("ScoresAPING/v1.0/listRaceDetails", new JsonObject()).getJsonArray("result")).hasSizeGreaterThan(100);
    assertThat(rpc("SportsAPING/v1.0/listNothing", new JsonObject()).getJsonObject("error").getInteger("code")).isEqualTo(-32099);
  }

  @Test void betfair_shows_the_winner_once_the_market_is_closed() {
    var race = DAY.races().filter(r -> r.fate().abandoned().isEmpty()).findFirst().orElseThrow();
    clock.set(DAY.over());
    var book = post(BOOK, session(), new JsonObject().put("marketIds", new JsonArray().add(race.marketId()))).bodyAsJsonArray()
        .getJsonObject(0);
    assertThat(book.getString("status")).isEqualTo("CLOSED");
    var winners = book.getJsonArray("runners").stream().map(JsonObject.class::cast).filter(r -> r.getString("status").equals("WINNER"))
        .map(r -> r.getLong("selectionId")).sorted().toList();
    assertThat(winners).isEqualTo(race.fate().settled().stream().filter(p -> p.place() == 1)
        .map(p -> race.runner(p.number()).selection()).sorted().toList());
  }

  private String session() {
    return client.post(port, "127.0.0.1", "/betfair/api/login").putHeader("X-Application", "key")
        .sendBuffer(Buffer.buffer("username=me&password=secret")).await().bodyAsJsonObject().getString("token");
  }

  private JsonObject rpc(String method, JsonObject params) {
    return post("/betfair/exchange/betting/json-rpc/v1", session(),
        new JsonObject().put("jsonrpc", "2.0").put("method", method).put("params", params).put("id", 1)).bodyAsJsonObject();
  }

  private HttpResponse<Buffer> post(String path, String session, JsonObject body) {
    var request = client.post(port, "127.0.0.1", path).putHeader("X-Application", "key").putHeader("Content-Type", "application/json");
    if (session != null) request.putHeader("X-Authentication", session);
    return request.sendBuffer(body.toBuffer()).await();
  }
}

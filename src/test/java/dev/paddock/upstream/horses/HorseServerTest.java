package dev.paddock.upstream.horses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.upstream.horses.HorseServer.Bodies;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HorseServerTest {
  static final LocalDate DATE = LocalDate.parse("2026-03-14");
  static final RaceDay DAY = RaceDay.of(DATE, 7);
  static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");
  static final String EVENTS = "/tabnz/affiliates/v1/racing/events/";
  static final String MEETINGS = "/tabnz/affiliates/v1/racing/meetings";
  static final String BOOK = "/betfair/exchange/betting/rest/v1.0/listMarketBook/";

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

  @Test void lists_the_meetings_of_a_day_with_the_status_of_each_race() {
    var answer = get(MEETINGS + "?date_from=2026-03-14&date_to=2026-03-14&limit=200").bodyAsJsonObject();
    var meetings = answer.getJsonObject("data").getJsonArray("meetings");
    assertThat(meetings).hasSize(73);
    meetings.stream().map(JsonObject.class::cast).forEach(meeting -> meeting.getJsonArray("races").stream().map(JsonObject.class::cast)
        .forEach(row -> assertThat(row.getString("status")).isEqualTo(DAY.race(row.getString("id")).orElseThrow().at(NOON).status().word)));
    assertThat(get(MEETINGS + "?date_from=2026-03-15").bodyAsJsonObject().getJsonObject("data").getJsonArray("meetings")).isEmpty();
  }

  @Test void lists_a_page_or_the_meetings_that_are_named() {
    assertThat(names(MEETINGS + "?date_from=2026-03-14&limit=50&offset=50")).hasSize(23);
    var two = DAY.meetings().subList(3, 5).stream().map(Meeting::id).toList();
    assertThat(names(MEETINGS + "?date_from=2026-03-14&ids=" + String.join(",", two) + ",no-such")).hasSize(2);
    assertThat(names(MEETINGS + "/" + two.getFirst())).containsExactly(DAY.meetings().get(3).name());
    assertThat(names(MEETINGS + "?date_from=2026-03-14&category=H&country=NZ")).hasSize(2);
  }

  @Test void a_body_about_one_race_is_long_and_mostly_form() {
    var sizes = DAY.races().skip(200).limit(15).mapToInt(race -> get(EVENTS + race.id()).body().length()).summaryStatistics();
    assertThat(sizes.getAverage()).isBetween(130_000.0, 260_000.0);
    var race = DAY.races().findFirst().orElseThrow();
    var runner = get(EVENTS + race.id()).bodyAsJsonObject().getJsonObject("data").getJsonArray("runners").getJsonObject(0);
    assertThat(runner.getJsonArray("last_starts").encode().length() / (double) runner.encode().length()).isGreaterThan(0.6);
  }

  @Test void tells_the_start_in_seconds_and_in_words_and_the_actual_one_once_it_is_off() {
    var race = settled();
    clock.set(race.fate().off().minusSeconds(1));
    var before = event(race).getJsonObject("race");
    assertThat(before.getLong("advertised_start")).isEqualTo(before.getLong("actual_start")).isEqualTo(race.start().getEpochSecond());
    clock.set(race.fate().off());
    var after = event(race).getJsonObject("race");
    assertThat(after.getLong("actual_start")).isEqualTo(race.fate().off().getEpochSecond());
    assertThat(after.getString("status")).isEqualTo("Closed");
  }

  @Test void a_final_race_has_its_dividends_twice_under_different_ids() {
    var race = settled();
    clock.set(DAY.over());
    var dividends = event(race).getJsonArray("dividends");
    assertThat(dividends.stream().map(d -> ((JsonObject) d).getString("id"))).doesNotHaveDuplicates();
    assertThat(dividends.stream().map(d -> ((JsonObject) d).getString("status"))).contains("Interim", "Final");
    assertThat(event(race).getJsonArray("results")).hasSize(race.fate().order().size());
  }

  @Test void lists_come_in_another_order_each_time_and_the_time_of_making_changes() {
    var race = settled();
    Set<String> orders = new HashSet<>();
    Set<String> times = new HashSet<>();
    Set<String> contents = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      var body = get(EVENTS + race.id()).bodyAsJsonObject();
      var numbers = body.getJsonObject("data").getJsonArray("runners").stream().map(r -> ((JsonObject) r).getInteger("runner_number"))
          .toList();
      orders.add(numbers.toString());
      contents.add(numbers.stream().sorted().toList().toString());
      times.add(body.getJsonObject("header").getString("generated_time"));
    }
    assertThat(orders).hasSizeGreaterThan(2);
    assertThat(times).hasSize(5);
    assertThat(contents).hasSize(1);
  }

  @Test void who_does_not_say_who_he_is_is_sent_away() {
    assertThat(client.get(port, "127.0.0.1", MEETINGS).putHeader("From", "me@example.org").send().await().statusCode()).isEqualTo(403);
    assertThat(get("/tabnz/affiliates/v1/racing/events/none").statusCode()).isEqualTo(404);
    assertThat(get("/elsewhere/affiliates/v1/racing/meetings").statusCode()).isEqualTo(404);
  }

  @Test void ladbrokes_answers_with_all_races_of_the_meetings_in_one_body() {
    var body = get("/ladbrokes/affiliates/v1/racing/meetings-events/all?date_from=2026-03-14&date_to=2026-03-14&limit=3")
        .bodyAsJsonObject();
    var meetings = body.getJsonObject("data").getJsonArray("meetings_races");
    assertThat(meetings).hasSize(3);
    assertThat(meetings.getJsonObject(0).getJsonArray("races").getJsonObject(0).fieldNames())
        .contains("race", "results", "runners", "error");
  }

  @Test void compresses_when_asked() {
    var race = settled();
    var plain = get(EVENTS + race.id()).body().length();
    var zipped = identified(EVENTS + race.id()).putHeader("Accept-Encoding", "gzip").send().await();
    assertThat(zipped.getHeader("content-encoding")).isEqualTo("gzip");
    assertThat(zipped.body().length()).isLessThan(plain / 3);
  }

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

  @ParameterizedTest(name = "{0}") @CsvSource({"throttled, 429", "unavailable, 503"})
  void a_fault_answers_with_its_status(String kind, int status) {
    switchOn(fault(kind).put("after", "PT30S"));
    var answer = get(EVENTS + settled().id());
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.getHeader("Retry-After")).isEqualTo(status == 429 ? "30" : null);
    switchOn(fault(kind));
    assertThat(get(EVENTS + settled().id()).getHeader("Retry-After")).isNull();
  }

  @Test void a_fault_lasts_from_until_and_strikes_only_its_path() {
    switchOn(fault("unavailable").put("path", "/tabnz/.*/meetings"));
    assertThat(get(MEETINGS).statusCode()).isEqualTo(503);
    assertThat(get(EVENTS + settled().id()).statusCode()).isEqualTo(200);
    clock.set(NOON.plusSeconds(3_600));
    assertThat(get(MEETINGS).statusCode()).isEqualTo(200);
  }

  @Test void a_fault_of_one_half_strikes_about_the_half_and_the_same_at_the_same_instant() {
    switchOn(fault("unavailable").put("probability", 0.5));
    var struck = IntStream.range(0, 100).filter(i -> {
      clock.set(NOON.plusSeconds(i));
      var status = get(MEETINGS + "?limit=1").statusCode();
      assertThat(get(MEETINGS + "?limit=1").statusCode()).isEqualTo(status);
      return status == 503;
    }).count();
    assertThat(struck).isBetween(30L, 70L);
  }

  @Test void an_error_comes_inside_a_200() {
    switchOn(fault("error_in_200"));
    var answer = get(EVENTS + settled().id());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.bodyAsJsonObject().getJsonObject("header").getString("error")).isNotEmpty();
  }

  @Test void lists_are_empty_or_lack_the_half() {
    switchOn(fault("empty"));
    assertThat(names(MEETINGS + "?date_from=2026-03-14")).isEmpty();
    switchOn(fault("partial"));
    assertThat(names(MEETINGS + "?date_from=2026-03-14")).hasSizeBetween(20, 55);
  }

  @Test void a_body_is_cut_off_or_never_comes() {
    switchOn(fault("truncated"));
    assertThat(get(EVENTS + settled().id()).bodyAsString()).startsWith("{").doesNotEndWith("}");
    switchOn(fault("reset"));
    assertThat(identified(MEETINGS).send().otherwise((HttpResponse<Buffer>) null).await()).isNull();
    assertThat(server.ledger().entries().getLast().status()).isZero();
  }

  @Test void a_slow_body_keeps_one_waiting() {
    switchOn(fault("slow").put("after", "PT0.4S"));
    assertThat(identified(MEETINGS).timeout(100).send().map(answered -> "in time").otherwise("too late").await()).isEqualTo("too late");
    assertThat(get(MEETINGS).statusCode()).isEqualTo(200);
  }

  @Test void a_frozen_provider_shows_the_same_bytes_of_the_beginning() {
    var race = DAY.races().filter(r -> r.start().isAfter(NOON) && r.start().isBefore(NOON.plusSeconds(1_200))).findFirst().orElseThrow();
    switchOn(fault("frozen").put("until", NOON.plusSeconds(3 * 3_600).toString()));
    var body = get(EVENTS + race.id()).body();
    clock.set(NOON.plusSeconds(2 * 3_600));
    assertThat(get(EVENTS + race.id()).body()).isEqualTo(body);
    clock.set(NOON.plusSeconds(3 * 3_600));
    assertThat(event(race).getJsonObject("race").getString("status")).isNotEqualTo("Open");
  }

  @Test void words_and_fields_appear_that_nobody_has_heard_of() {
    switchOn(fault("unknown_status"), fault("unknown_fields"), fault("shuffled"));
    var data = event(settled());
    assertThat(data.getJsonObject("race").getString("status")).isEqualTo("Under Review");
    assertThat(data.getJsonObject("race").containsKey("x_revision")).isTrue();
  }

  @ParameterizedTest @ValueSource(strings = {"{}",
      "[{\"kind\":\"sunspots\",\"from\":\"2026-03-14T12:00:00Z\",\"until\":\"2026-03-14T13:00:00Z\"}]",
      "[{\"kind\":\"slow\"}]", "[{\"kind\":\"slow\",\"from\":\"2026-03-14T12:00:00Z\",\"until\":\"2026-03-14T11:00:00Z\"}]", "nonsense"})
  void a_switch_that_does_not_exist_is_refused_with_the_reason(String body) {
    var answer = client.put(port, "127.0.0.1", "/faults").sendBuffer(Buffer.buffer(body)).await();
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.bodyAsJsonObject().getString("error")).isNotEmpty();
  }

  @Test void the_ledger_has_every_request_with_both_clocks_its_ids_and_what_it_got() {
    var race = settled();
    get(EVENTS + race.id());
    get(MEETINGS + "?ids=a,b");
    get("/faults");
    assertThat(server.ledger().entries()).extracting(Ledger.Entry::ids).containsExactly(race.id(), "a,b");
    assertThat(server.ledger().calls()).containsExactly(Map.entry("tabnz", 2));
    var lines = client.get(port, "127.0.0.1", "/ledger?from=1").send().await().bodyAsString().lines().map(JsonObject::new).toList();
    assertThat(lines).singleElement().satisfies(line -> {
      assertThat(line.getString("at")).startsWith("2026-03-14T12:00:00.");
      assertThat(line.getString("wall")).isEqualTo(Instant.EPOCH.toString());
      assertThat(line.getInteger("status")).isEqualTo(200);
      assertThat(line.getInteger("bytes")).isPositive();
    });
  }

  private Race settled() {
    return DAY.races().filter(race -> race.fate().abandoned().isEmpty() && race.fate().moved().isEmpty()).findFirst().orElseThrow();
  }

  private JsonObject event(Race race) {
    return get(EVENTS + race.id()).bodyAsJsonObject().getJsonObject("data");
  }

  private List<String> names(String path) {
    return get(path).bodyAsJsonObject().getJsonObject("data").getJsonArray("meetings").stream()
        .map(m -> ((JsonObject) m).getString("name")).toList();
  }

  private JsonObject fault(String kind) {
    return new JsonObject().put("kind", kind).put("from", NOON.toString()).put("until", NOON.plusSeconds(1_800).toString());
  }

  private void switchOn(JsonObject... faults) {
    var answer = client.put(port, "127.0.0.1", "/faults").sendBuffer(new JsonArray(List.of(faults)).toBuffer()).await();
    assertThat(answer.statusCode()).isEqualTo(200);
    clock.set(clock.get().plusSeconds(1));
  }

  private HttpResponse<Buffer> get(String path) {
    clock.set(clock.get().plusNanos(1));
    return identified(path).send().await();
  }

  private HttpRequest<Buffer> identified(String path) {
    return client.get(port, "127.0.0.1", path).putHeader("From", "me@example.org").putHeader("X-Partner", "me")
        .putHeader("X-Partner-ID", "me");
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

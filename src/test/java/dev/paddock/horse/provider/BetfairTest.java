package dev.paddock.horse.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.fetch.contract.Fetching.Call;
import dev.paddock.fetch.contract.Fetching.Fetched;
import dev.paddock.horse.provider.HorseSource.Listed;
import dev.paddock.horse.provider.HorseSource.Look;
import dev.paddock.horse.provider.HorseSource.Wanted;
import dev.paddock.horse.rules.RaceCard;
import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.horse.rules.Seen;
import dev.paddock.horse.rules.Sighting;
import dev.paddock.horse.rules.Sighting.Placing;
import dev.paddock.horse.rules.Sighting.Price;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Betfair is asked for, and what is made of its markets. */
class BetfairTest {
  static final ObjectMapper JSON = new ObjectMapper();
  static final Instant START = Instant.parse("2017-06-14T18:55:00Z");
  static final Instant NOW = START.minusSeconds(120);
  static final String BETTING = "/exchange/betting/json-rpc/v1";
  static final String SCORES = "/exchange/scores/json-rpc/v1";

  final FakeFetch fetch = new FakeFetch(NOW).open();
  final Betfair betfair = new Betfair(List.of("7"), List.of("GB"), fetch.bus, fetch.parsing, fetch.timers, fetch.unknown);
  String catalogue = result(market("1.1", "2m4f Hrd", "GB"));
  String books = "";
  String stages = result();

  @BeforeEach void answers() {
    fetch.answers(BETTING, call -> method(call).endsWith("listMarketBook") ? books : catalogue);
    fetch.answers(SCORES, call -> stages);
  }

  @AfterEach void close() {
    fetch.close();
  }

  static JsonNode json(Call call) {
    try {
      return JSON.readTree(call.post().orElseThrow().body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static String method(Call call) {
    return json(call).path("method").asText();
  }

  static String result(String... rows) {
    return "{\"jsonrpc\":\"2.0\",\"result\":[" + String.join(",", rows) + "],\"id\":1}";
  }

  static String market(String id, String name, String country) {
    return """
        {"marketId":"%s","marketName":"%s","marketStartTime":"2017-06-14T18:55:00.000Z","totalMatched":0.0,
         "eventType":{"id":"7","name":"Horse Racing"},
         "event":{"id":"28270094","name":"Ham 14th Jun","venue":"Hamilton","countryCode":"%s","timezone":"Europe/London",
                  "openDate":"2017-06-14T16:55:00.000Z"},
         "runners":[
           {"selectionId":101,"runnerName":"Match My Fire","handicap":0.0,"sortPriority":1,
            "metadata":{"CLOTH_NUMBER":"3","STALL_DRAW":"5","JOCKEY_NAME":"J. Fanning","WEIGHT_VALUE":"126","WEIGHT_UNITS":"pounds"}},
           {"selectionId":102,"runnerName":"2. Sandgate","handicap":0.0,"sortPriority":2,"metadata":{"CLOTH_NUMBER":null}},
           {"selectionId":103,"runnerName":"Symbolic Star","handicap":0.0,"sortPriority":4}]}""".formatted(id, name, country);
  }

  static String book(String id, String status, boolean inPlay, String... runners) {
    return "{\"marketId\":\"" + id + "\",\"status\":\"" + status + "\",\"inplay\":" + inPlay + ",\"version\":1,\"runners\":["
        + String.join(",", runners) + "]}";
  }

  static String runner(int selection, String status) {
    return "{\"selectionId\":" + selection + ",\"status\":\"" + status + "\"" + (status.equals("REMOVED")
        ? ",\"removalDate\":\"2017-06-14T07:00:00.000Z\"}" : "}");
  }

  static Wanted wanted(String id) {
    return new Wanted(id, "28270094", START, START.plusSeconds(15), Seen.NOTHING);
  }

  Sighting seen() {
    return ((Look.Seen) betfair.one(wanted("1.1")).await().races().get("1.1")).sighting();
  }

  @Test void a_race_before_its_start() {
    books = result(book("1.1", "OPEN", false, """
        {"selectionId":101,"status":"ACTIVE","lastPriceTraded":3.35,"ex":{"availableToBack":[{"price":3.3,"size":20.5},
         {"price":3.25,"size":2}],"availableToLay":[{"price":3.4,"size":9}],"tradedVolume":[]}}"""));
    var race = seen();
    assertThat(race.status()).isEqualTo(RaceStatus.OPEN);
    assertThat(race.runners().orElseThrow()).singleElement().satisfies(it -> {
      assertThat(it.called()).isEqualTo("3 Match My Fire");
      assertThat(it.barrier()).isEqualTo(5);
      assertThat(it.weight()).isEqualTo(57_153);
      assertThat(it.prices()).containsExactly(new Price("back", 3300), new Price("lay", 3400), new Price("traded", 3350));
    });
  }

  @ParameterizedTest @CsvSource({"INACTIVE,false,SCHEDULED", "OPEN,false,OPEN", "SUSPENDED,false,CLOSED", "OPEN,true,LIVE",
      "SUSPENDED,true,INTERIM", "HIBERNATING,false,UNKNOWN"})
  void where_a_market_stands(String status, boolean inPlay, RaceStatus expected) {
    books = result(book("1.1", status, inPlay, runner(101, "ACTIVE")));
    assertThat(seen().status()).isEqualTo(expected);
  }

  @Test void a_closed_market_has_its_winner_and_two_are_a_dead_heat() {
    books = result(book("1.1", "CLOSED", true, runner(101, "WINNER"), runner(102, "LOSER"), runner(103, "WINNER")));
    var race = seen();
    assertThat(race.status()).isEqualTo(RaceStatus.FINAL);
    assertThat(race.results().orElseThrow())
        .containsExactly(new Placing(1, 3, "Match My Fire", ""), new Placing(1, 4, "Symbolic Star", ""));
  }

  @Test void a_removed_runner_is_scratched_and_without_any_the_race_is_off() {
    books = result(book("1.1", "OPEN", false, runner(101, "ACTIVE"), runner(102, "REMOVED")));
    var sandgate = seen().runners().orElseThrow().getFirst();
    assertThat(sandgate.called()).as("the number is in the name").isEqualTo("2 Sandgate");
    assertThat(sandgate.scratchedAt()).contains(Instant.parse("2017-06-14T07:00:00Z"));
    books = result(book("1.1", "CLOSED", false, runner(101, "REMOVED"), runner(102, "REMOVED")));
    assertThat(seen().status()).isEqualTo(RaceStatus.ABANDONED);
    assertThat(seen().runners()).as("they would have run").isEmpty();
  }

  @ParameterizedTest @CsvSource({"DORMANT,OPEN", "PARADING,OPEN", "ATTHEPOST,OPEN", "OFF,LIVE", "FINISHED,INTERIM", "PHOTOGRAPH,INTERIM",
      "WEIGHEDIN,FINAL", "FINALRESULT,FINAL", "ABANDONED,ABANDONED", "RACEVOID,ABANDONED"})
  void the_race_itself_is_told_in_some_countries(String word, RaceStatus expected) {
    books = result(book("1.1", "OPEN", false, runner(101, "ACTIVE")));
    stages = result("{\"meetingId\":\"28270094\",\"raceId\":\"28270094.1855\",\"raceStatus\":\"" + word + "\",\"responseCode\":\"OK\"}");
    assertThat(seen().status()).isEqualTo(expected);
    assertThat(seen().statusWord()).isEqualTo(word);
  }

  @Test void what_a_race_was_told_to_be_stays_when_its_answer_fails_and_the_market_may_be_further_on() {
    books = result(book("1.1", "OPEN", false, runner(101, "ACTIVE")));
    stages = result("{\"raceId\":\"28270094.1855\",\"raceStatus\":\"ATTHEPOST\",\"responseCode\":\"OK\"}");
    seen();
    fetch.answers(SCORES, FakeFetch.called(new Fetched.Unavailable("503"), 503));
    assertThat(seen().statusWord()).isEqualTo("ATTHEPOST");
    books = result(book("1.1", "OPEN", true, runner(101, "ACTIVE")));
    assertThat(seen().status()).isEqualTo(RaceStatus.LIVE);
    assertThat(seen().statusWord()).isEqualTo("OPEN in play");
  }

  @Test void elsewhere_the_race_status_is_not_asked_for() {
    catalogue = result(market("1.1", "R3 1200m Mdn", "AU"));
    books = result(book("1.1", "OPEN", false, runner(101, "ACTIVE")));
    seen();
    assertThat(fetch.resources()).containsExactly(BETTING, BETTING);
  }

  @Test void forty_races_are_one_question_and_who_runs_is_asked_once() {
    assertThat(betfair.batchAtMost()).isEqualTo(40);
    var ids = IntStream.rangeClosed(1, 40).mapToObj(n -> "1." + n).toList();
    catalogue = result(ids.stream().map(id -> market(id, "5f Hcap", "US")).toArray(String[]::new));
    books = result(ids.stream().skip(1).map(id -> book(id, "OPEN", false, runner(101, "ACTIVE"))).toArray(String[]::new));
    var looks = betfair.many(ids.stream().map(BetfairTest::wanted).toList()).await().races();
    assertThat(looks).hasSize(40);
    assertThat(looks.get("1.1")).as("left out").isInstanceOf(Look.Missing.class);
    assertThat(looks.get("1.40")).isInstanceOf(Look.Seen.class);
    betfair.many(ids.stream().map(BetfairTest::wanted).toList()).await();
    assertThat(fetch.asked()).extracting(BetfairTest::method, Call::weight).containsExactly(
        tuple("SportsAPING/v1.0/listMarketCatalogue", 40),
        tuple("SportsAPING/v1.0/listMarketBook", 200),
        tuple("SportsAPING/v1.0/listMarketBook", 200));
  }

  @Test void without_the_catalogue_where_it_stands_is_told_all_the_same() {
    catalogue = "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32099,\"message\":\"ANGX-0006\"},\"id\":1}";
    books = result(book("1.1", "OPEN", false, runner(101, "ACTIVE")));
    assertThat(seen().status()).isEqualTo(RaceStatus.OPEN);
    assertThat(seen().runners()).isEmpty();
  }

  @ParameterizedTest @CsvSource(delimiter = '|', value = {
      "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32099,\"message\":\"ANGX-0001\",\"data\":{\"exceptionname\":\"APINGException\","
          + "\"APINGException\":{\"errorCode\":\"TOO_MUCH_DATA\"}}},\"id\":1} | error: TOO_MUCH_DATA",
      "{\"error\":\"An error..\"} | error: An error..",
      "{\"jsonrpc\":\"2.0\",\"id\":1} | no list result",
      "{\"result\":[{\"marketId\":\"1.1\",\"sta | cut off after 33 characters"})
  void an_error_in_an_answer_is_one_whatever_its_http_status(String body, String why) {
    books = body;
    assertThat(((Look.Failed) betfair.one(wanted("1.1")).await().races().get("1.1")).why()).isEqualTo(BETTING + ": " + why);
  }

  @Test void a_day_is_its_markets_by_event() {
    catalogue = result(market("1.1", "2m4f Hrd", "GB"), market("1.2", "R7 1200m Mdn", "GB"));
    var card = ((Listed.Card) betfair.card(LocalDate.parse("2017-06-14")).await()).card();
    assertThat(card.meetings()).singleElement().satisfies(it -> {
      assertThat(it.name()).isEqualTo("Hamilton");
      assertThat(it.date()).isEqualTo(LocalDate.parse("2017-06-14"));
      assertThat(it.races()).extracting(RaceCard.Race::raceId, RaceCard.Race::number, RaceCard.Race::distance).containsExactly(
          tuple("1.1", 0, 4023), tuple("1.2", 7, 1200));
    });
    var params = json(fetch.asked().getFirst()).path("params");
    assertThat(params.path("maxResults").asInt()).isEqualTo(1000);
    assertThat(params.at("/filter/marketStartTime/to").asText()).isEqualTo("2017-06-14T23:59:59Z");
  }

  @Test void a_full_page_goes_on_from_its_last_start() {
    var asked = new ArrayList<String>();
    var page = IntStream.range(0, 1000).mapToObj(n -> market("1." + n, "5f", "GB")).toArray(String[]::new);
    fetch.answers(BETTING, call -> {
      asked.add(json(call).at("/params/filter/marketStartTime/from").asText());
      return asked.size() == 1 ? result(page) : result(market("1.999", "5f", "GB"), market("1.1000", "5f", "GB"));
    });
    var card = ((Listed.Card) betfair.card(LocalDate.parse("2017-06-14")).await()).card();
    assertThat(card.meetings().getFirst().races()).hasSize(1001);
    assertThat(asked).containsExactly("2017-06-14T00:00:00Z", "2017-06-14T18:55:00Z");
  }

  @Test void an_empty_day_is_a_failure() {
    catalogue = result();
    assertThat(betfair.card(LocalDate.parse("2017-06-14")).await()).isInstanceOf(Listed.Failed.class);
  }
}

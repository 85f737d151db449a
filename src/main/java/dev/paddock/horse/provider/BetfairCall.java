package dev.paddock.horse.provider;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * A call of Betfair's JSON-RPC, and its answer's frame {@code {"jsonrpc":"2.0","result":[…]|"error":{…},"id":1}}.
 *
 * @param resource path below the provider's base URL
 * @param weight   of its projections times the markets it asks for: at most {@value #WEIGHT_AT_MOST}, or the answer is TOO_MUCH_DATA
 */
record BetfairCall(String resource, String json, int weight) {
  static final int WEIGHT_AT_MOST = 200;
  /** The three best prices to either side. */
  static final int BOOK_WEIGHT = 5;
  /** Numbers, draw, jockey and trainer of runners. */
  static final int RUNNERS_WEIGHT = 1;
  static final int MARKETS_AT_MOST = 1000;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BETTING = "/exchange/betting/json-rpc/v1";
  private static final String SCORES = "/exchange/scores/json-rpc/v1";

  /** A day's markets to win, the earliest first, from an instant on. Weighs nothing, and is sent as the least. */
  static BetfairCall markets(List<String> eventTypes, List<String> countries, Instant from, LocalDate day) {
    var params = JSON.createObjectNode();
    var filter = params.putObject("filter");
    filter.set("eventTypeIds", texts(eventTypes));
    if (!countries.isEmpty()) filter.set("marketCountries", texts(countries));
    filter.set("marketTypeCodes", texts(List.of("WIN")));
    filter.putObject("marketStartTime").put("from", from.toString())
        .put("to", day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusSeconds(1).toString());
    params.put("maxResults", MARKETS_AT_MOST).put("sort", "FIRST_TO_START");
    params.set("marketProjection", texts(List.of("EVENT", "EVENT_TYPE", "MARKET_START_TIME")));
    return of(BETTING, "SportsAPING/v1.0/listMarketCatalogue", params, 1);
  }

  /** Who runs. */
  static BetfairCall runners(Collection<String> markets) {
    var params = JSON.createObjectNode();
    params.putObject("filter").set("marketIds", texts(markets));
    params.put("maxResults", markets.size());
    params.set("marketProjection", texts(List.of("EVENT", "EVENT_TYPE", "MARKET_START_TIME", "RUNNER_METADATA")));
    return of(BETTING, "SportsAPING/v1.0/listMarketCatalogue", params, RUNNERS_WEIGHT * markets.size());
  }

  static BetfairCall books(Collection<String> markets) {
    var params = JSON.createObjectNode();
    params.set("marketIds", texts(markets));
    params.putObject("priceProjection").set("priceData", texts(List.of("EX_BEST_OFFERS")));
    return of(BETTING, "SportsAPING/v1.0/listMarketBook", params, BOOK_WEIGHT * markets.size());
  }

  /** Where the races of these meetings stand, all in one answer. */
  static BetfairCall stages(Collection<String> meetings) {
    var params = JSON.createObjectNode();
    params.set("meetingIds", texts(meetings));
    return of(SCORES, "ScoresAPING/v1.0/listRaceDetails", params, 1);
  }

  private static BetfairCall of(String resource, String method, ObjectNode params, int weight) {
    var call = JSON.createObjectNode().put("jsonrpc", "2.0").put("method", method);
    call.set("params", params);
    return new BetfairCall(resource, call.put("id", 1).toString(), weight);
  }

  private static ArrayNode texts(Collection<String> texts) {
    var array = JSON.createArrayNode();
    Stream.of(texts.toArray(String[]::new)).distinct().forEach(array::add);
    return array;
  }

  /** Reads the list {@code result}; an error in its place is one, whatever the HTTP status. */
  static void result(Body body, int atMost, Body.Element element) throws IOException, Malformed {
    var seen = new Object() {
      boolean result;
      String error = "";
    };
    body.object(name -> {
      switch (name) {
        case "result" -> seen.result = body.list(atMost, element);
        case "error" -> seen.error = body.isNull() ? "" : error(body);
        default -> body.skip();
      }
    });
    if (!seen.error.isEmpty()) throw new Malformed("error: " + seen.error);
    if (!seen.result) throw new Malformed("no list result");
  }

  /** {@code TOO_MUCH_DATA} says more than {@code ANGX-0001}; where it stands differs. */
  private static String error(Body body) throws IOException, Malformed {
    if (!body.isObject()) return body.text(1000);
    var words = new Object() {
      String code = "";
      String message = "an error without a message";
    };
    body.object(name -> {
      switch (name) {
        case "message" -> words.message = body.text(1000);
        case "data" -> words.code = body.isObject() ? code(body) : words.code;
        default -> body.skip();
      }
    });
    return words.code.isEmpty() ? words.message : words.code;
  }

  private static String code(Body body) throws IOException, Malformed {
    var found = new Object() {
      String code = "";
    };
    body.object(name -> {
      if (name.equals("errorCode")) found.code = body.text(1000);
      else if (body.isObject()) found.code = code(body);
      else body.skip();
    });
    return found.code;
  }
}

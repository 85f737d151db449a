package dev.paddock.upstream.horses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Betfair's calls, by JSON-RPC and by REST: {@code listMarketCatalogue}, {@code listMarketBook}, {@code listRaceDetails}. A call
 * whose weight times its markets is above 200 is refused as TOO_MUCH_DATA; markets that nobody knows are left out. Event loop only.
 */
final class BetfairApi {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MOST_DATA = 200;
  private static final int MOST_RESULTS = 1_000;
  /** Without a keep-alive. */
  private static final Duration SESSION = Duration.ofHours(8);
  private static final Map<String, Integer> BOOK_WEIGHTS =
      Map.of("SP_AVAILABLE", 3, "SP_TRADED", 7, "EX_BEST_OFFERS", 5, "EX_ALL_OFFERS", 17, "EX_TRADED", 17);
  private static final Map<String, String> FAULTS = Map.of("TOO_MUCH_DATA", "ANGX-0001", "INVALID_INPUT_DATA", "ANGX-0002",
      "INVALID_SESSION_INFORMATION", "ANGX-0003", "NO_APP_KEY", "ANGX-0004", "NO_SESSION", "ANGX-0005",
      "UNEXPECTED_ERROR", "ANGX-0006", "TOO_MANY_REQUESTS", "ANGX-0008");

  private final RaceDays days;
  private final Map<String, Instant> sessions = new HashMap<>();
  private long logins;

  BetfairApi(RaceDays days) {
    this.days = days;
  }

  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;

    private Refused(String code) {
      super(code, null, false, false);
      this.code = code;
    }
  }

  /** @param application the key, null: none was sent; @param session its token, null: none */
  record Caller(String application, String session) {}

  /** Any name and password will do, if there are both. @param certified by a certificate: the same in other words */
  HorseAnswer login(Map<String, String> form, Caller caller, boolean certified, Instant now) {
    boolean known = caller.application() != null
        && !form.getOrDefault("username", "").isEmpty() && !form.getOrDefault("password", "").isEmpty();
    var token = known ? new Draw(logins++).on("session").uuid().replace("-", "") : "";
    if (known) sessions.put(token, now.plus(SESSION));
    var word = known ? "SUCCESS" : certified ? "INVALID_USERNAME_OR_PASSWORD" : "FAIL";
    if (certified) return new HorseAnswer(200, JSON.objectNode().put("sessionToken", token).put("loginStatus", word));
    return new HorseAnswer(200, status(token, word, known ? "" : "INVALID_USERNAME_OR_PASSWORD"));
  }

  HorseAnswer keepAlive(Caller caller, Instant now) {
    if (!alive(caller, now)) return new HorseAnswer(200, status("", "FAIL", "NO_SESSION"));
    sessions.put(caller.session(), now.plus(SESSION));
    return new HorseAnswer(200, status(caller.session(), "SUCCESS", ""));
  }

  private static ObjectNode status(String token, String status, String error) {
    return JSON.objectNode().put("token", token).put("product", "").put("status", status).put("error", error);
  }

  /** A call, or several in an array. */
  HorseAnswer rpc(JsonNode question, Caller caller, Instant now, Draw disorder) {
    if (question instanceof ArrayNode several) {
      var answers = JSON.arrayNode();
      several.forEach(one -> answers.add(rpc(one, caller, now, disorder).body()));
      return new HorseAnswer(200, answers);
    }
    var answer = JSON.objectNode().put("jsonrpc", "2.0");
    try {
      answer.set("result", call(question.path("method").asText().replaceFirst("^.*/", ""), question.path("params"), caller, now, disorder));
    } catch (Refused refused) {
      answer.putObject("error").put("code", -32099).put("message", FAULTS.get(refused.code)).set("data", detail(refused.code));
    }
    return new HorseAnswer(200, answer.set("id", question.path("id")));
  }

  HorseAnswer rest(String operation, JsonNode params, Caller caller, Instant now, Draw disorder) {
    try {
      return new HorseAnswer(200, call(operation, params, caller, now, disorder));
    } catch (Refused refused) {
      return refused(refused.code);
    }
  }

  static HorseAnswer refused(String code) {
    return new HorseAnswer(400, JSON.objectNode().put("faultcode", "Client").put("faultstring", FAULTS.get(code))
        .set("detail", detail(code)));
  }

  private static ObjectNode detail(String code) {
    var detail = JSON.objectNode();
    detail.putObject("APINGException").put("requestUUID", "stand-in").put("errorCode", code).put("errorDetails", "");
    return detail.put("exceptionname", "APINGException");
  }

  private ArrayNode call(String operation, JsonNode params, Caller caller, Instant now, Draw disorder) {
    if (caller.application() == null) throw new Refused("NO_APP_KEY");
    if (caller.session() == null) throw new Refused("NO_SESSION");
    if (!alive(caller, now)) throw new Refused("INVALID_SESSION_INFORMATION");
    return switch (operation) {
      case "listMarketCatalogue" -> catalogue(params, now);
      case "listMarketBook" -> books(params, now, disorder);
      case "listRaceDetails" -> stages(params, now, disorder);
      default -> throw new Refused("INVALID_INPUT_DATA");
    };
  }

  private boolean alive(Caller caller, Instant now) {
    return caller.application() != null && caller.session() != null
        && now.isBefore(sessions.getOrDefault(caller.session(), Instant.MIN));
  }

  private ArrayNode catalogue(JsonNode params, Instant now) {
    int most = params.path("maxResults").asInt();
    var parts = words(params.path("marketProjection"));
    int weight = (parts.contains("MARKET_DESCRIPTION") ? 1 : 0) + (parts.contains("RUNNER_METADATA") ? 1 : 0);
    if (most < 1 || most > MOST_RESULTS) throw new Refused("INVALID_INPUT_DATA");
    if (weight * most > MOST_DATA) throw new Refused("TOO_MUCH_DATA");
    var filter = params.path("filter");
    var countries = words(filter.path("marketCountries"));
    var types = words(filter.path("eventTypeIds"));
    var events = words(filter.path("eventIds"));
    var markets = words(filter.path("marketIds"));
    var from = instant(filter.path("marketStartTime").path("from"), Instant.MIN);
    var to = instant(filter.path("marketStartTime").path("to"), Instant.MAX);
    var list = JSON.arrayNode();
    days.races().map(race -> race.at(now)).filter(state -> !BetfairMarkets.closed(state))
        .filter(state -> !state.advertised().isBefore(from) && !state.advertised().isAfter(to))
        .filter(state -> any(markets, state.race().marketId()))
        .sorted(Comparator.comparing(RaceState::advertised))
        .filter(state -> {
          var meeting = meeting(state.race());
          return any(countries, BetfairMarkets.country(meeting)) && any(types, BetfairMarkets.eventType(meeting))
              && any(events, meeting.eventId());
        })
        .limit(most).forEach(state -> list.add(BetfairMarkets.catalogue(meeting(state.race()), state, parts)));
    return list;
  }

  private ArrayNode books(JsonNode params, Instant now, Draw disorder) {
    var ids = words(params.path("marketIds"));
    var prices = words(params.path("priceProjection").path("priceData"));
    if (ids.isEmpty()) throw new Refused("INVALID_INPUT_DATA");
    int depth = params.path("priceProjection").path("exBestOffersOverrides").path("bestPricesDepth").asInt(3);
    if (weight(prices, depth) * ids.size() > MOST_DATA) throw new Refused("TOO_MUCH_DATA");
    boolean offers = prices.stream().anyMatch(part -> part.startsWith("EX_"));
    var list = JSON.arrayNode();
    for (var id : disorder.shuffled(List.copyOf(ids))) {
      days.race(id).ifPresent(race -> list.add(BetfairMarkets.book(meeting(race), race.at(now), offers, disorder)));
    }
    return list;
  }

  /** Offers and traded volumes together weigh two less than each alone; more than the three best prices weigh in proportion. */
  private static double weight(Set<String> prices, int depth) {
    if (prices.isEmpty()) return 2;
    double weight = 0;
    for (var part : prices) {
      int one = BOOK_WEIGHTS.getOrDefault(part, 0);
      weight += part.equals("EX_BEST_OFFERS") ? one * Math.max(1, depth / 3.0) : one;
    }
    boolean both = prices.contains("EX_TRADED") && (prices.contains("EX_BEST_OFFERS") || prices.contains("EX_ALL_OFFERS"));
    return both ? weight - 2 : weight;
  }

  private ArrayNode stages(JsonNode params, Instant now, Draw disorder) {
    var meetings = words(params.path("meetingIds"));
    var races = words(params.path("raceIds"));
    var list = JSON.arrayNode();
    for (var race : disorder.shuffled(days.races().toList())) {
      var meeting = meeting(race);
      if (BetfairMarkets.staged(meeting) && any(meetings, meeting.eventId()) && any(races, BetfairMarkets.raceId(meeting, race))) {
        list.add(BetfairMarkets.stage(meeting, race.at(now)));
      }
    }
    return list;
  }

  private Meeting meeting(Race race) {
    return days.meeting(race.meetingId()).orElseThrow();
  }

  /** Nothing asked for means all. */
  private static boolean any(Set<String> wanted, String value) {
    return wanted.isEmpty() || wanted.contains(value);
  }

  private static Set<String> words(JsonNode array) {
    var words = new HashSet<String>();
    array.forEach(word -> words.add(word.asText()));
    return words;
  }

  private static Instant instant(JsonNode text, Instant otherwise) {
    try {
      return text.isTextual() ? Instant.parse(text.asText()) : otherwise;
    } catch (DateTimeParseException e) {
      throw new Refused("INVALID_INPUT_DATA");
    }
  }
}

package dev.paddock.upstream.horses;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.paddock.upstream.Limits;
import dev.paddock.upstream.Throttle;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Hands a question to the provider it is for, if the one who asks says who he is and does not ask too often. Event loop only. */
final class Desk {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern REST = Pattern.compile("/exchange/(?:betting|scores)/rest/v1(?:\\.0)?/(\\w+)/?");
  private static final Pattern RPC = Pattern.compile("/exchange/(?:betting|scores)/json-rpc/v1/?");
  private static final Limits AFFILIATES = new Limits(20, Integer.MAX_VALUE);
  private static final Limits BETFAIR = new Limits(20, Integer.MAX_VALUE);
  private static final Map<String, List<String>> IDENTIFIED = Map.of("tabnz", List.of("from", "x-partner", "x-partner-id"),
      "ladbrokes", List.of("from", "x-partner"), "neds", List.of("from", "x-partner"));

  private final AffiliatePages affiliates;
  private final BetfairApi betfair;
  private final Map<String, Throttle> throttles = Map.of("tabnz", new Throttle(AFFILIATES), "ladbrokes", new Throttle(AFFILIATES),
      "neds", new Throttle(AFFILIATES), "betfair", new Throttle(BETFAIR));

  Desk(RaceDays days, HorseServer.Bodies bodies) {
    this.affiliates = new AffiliatePages(days, bodies);
    this.betfair = new BetfairApi(days);
  }

  /** @param seen the instant whose races are shown; @param now the instant of the question: the same, unless the provider hangs */
  HorseAnswer answer(Asked asked, Instant seen, Instant now, Draw disorder) {
    var throttle = throttles.get(asked.provider());
    if (throttle == null) return refused(asked, 404, "not found", now, disorder);
    if (!throttle.admits(now)) return refused(asked, 429, "too many requests", now, disorder);
    if (asked.provider().equals("betfair")) return betfair(asked, seen, now, disorder);
    if (!IDENTIFIED.get(asked.provider()).stream().allMatch(name -> !asked.headers().getOrDefault(name, "").isBlank())) {
      return refused(asked, 403, "set your identification headers", now, disorder);
    }
    return affiliates.page(asked.path(), asked.query(), seen, disorder);
  }

  /** In the provider's own words. */
  HorseAnswer refused(Asked asked, int status, String error, Instant now, Draw disorder) {
    if (!asked.provider().equals("betfair")) return AffiliatePages.refused(status, error, asked.path(), now, disorder);
    return status == 429 ? new HorseAnswer(429, BetfairApi.refused("TOO_MANY_REQUESTS").body())
        : new HorseAnswer(status, JsonNodeFactory.instance.objectNode().put("error", error));
  }

  private HorseAnswer betfair(Asked asked, Instant seen, Instant now, Draw disorder) {
    var caller = new BetfairApi.Caller(asked.headers().get("x-application"), asked.headers().get("x-authentication"));
    var rest = REST.matcher(asked.path());
    if (rest.matches()) return betfair.rest(rest.group(1), json(asked.body()), caller, seen, disorder);
    if (RPC.matcher(asked.path()).matches()) return betfair.rpc(json(asked.body()), caller, seen, disorder);
    return switch (asked.path()) {
      case "/api/login", "/api/login/" -> betfair.login(asked.form(), caller, false, now);
      case "/api/certlogin", "/api/certlogin/" -> betfair.login(asked.form(), caller, true, now);
      case "/api/keepAlive", "/api/keepAlive/" -> betfair.keepAlive(caller, now);
      default -> refused(asked, 404, "not found", now, disorder);
    };
  }

  /** A body that is no JSON asks for nothing, and is refused as that. */
  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}

package dev.paddock.upstream.horses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.upstream.horses.Fate.Placing;
import dev.paddock.upstream.horses.Meeting.Category;
import dev.paddock.upstream.horses.RaceState.Status;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Races as Betfair's exchange shows them: a catalogue of markets, their books, and the stages of a race. */
final class BetfairMarkets {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter HHMM = DateTimeFormatter.ofPattern("HHmm").withZone(ZoneOffset.UTC);
  private static final Map<String, String> COUNTRIES = Map.ofEntries(Map.entry("UK", "GB"), Map.entry("IRE", "IE"), Map.entry("AUS", "AU"),
      Map.entry("USA", "US"), Map.entry("SAF", "ZA"), Map.entry("TUR", "TR"), Map.entry("JPN", "JP"), Map.entry("CHI", "CL"),
      Map.entry("ARG", "AR"));

  private BetfairMarkets() {}

  static String country(Meeting meeting) {
    return COUNTRIES.getOrDefault(meeting.country(), meeting.country());
  }

  /** 7 horses, 4339 greyhounds. */
  static String eventType(Meeting meeting) {
    return meeting.category() == Category.G ? "4339" : "7";
  }

  static boolean closed(RaceState state) {
    return state.status() == Status.FINAL || state.status() == Status.ABANDONED;
  }

  /** @param parts the projections asked for */
  static ObjectNode catalogue(Meeting meeting, RaceState state, Set<String> parts) {
    var race = state.race();
    var start = MILLIS.format(state.advertised());
    var node = JSON.objectNode().put("marketId", race.marketId())
        .put("marketName", "R" + race.number() + " " + race.distance() + "m " + (race.number() % 2 == 0 ? "Hcap" : "Mdn"));
    if (parts.contains("MARKET_START_TIME")) node.put("marketStartTime", start);
    if (parts.contains("MARKET_DESCRIPTION")) {
      node.putObject("description").put("marketTime", start).put("suspendTime", start).put("bettingType", "ODDS").put("marketType", "WIN")
          .put("turnInPlayEnabled", meeting.category() == Category.T).put("bspMarket", true).put("persistenceEnabled", true);
    }
    node.put("totalMatched", AffiliateEvent.decimal(state.market().pool()));
    boolean metadata = parts.contains("RUNNER_METADATA");
    if (metadata || parts.contains("RUNNER_DESCRIPTION")) node.set("runners", runners(race, metadata));
    if (parts.contains("EVENT_TYPE")) {
      node.putObject("eventType").put("id", eventType(meeting))
          .put("name", meeting.category() == Category.G ? "Greyhound Racing" : "Horse Racing");
    }
    if (parts.contains("EVENT")) {
      node.putObject("event").put("id", meeting.eventId()).put("name", meeting.name() + " (" + country(meeting) + ")")
          .put("countryCode", country(meeting)).put("timezone", "UTC").put("venue", meeting.name())
          .put("openDate", MILLIS.format(meeting.races().getFirst().start()));
    }
    return node;
  }

  private static ArrayNode runners(Race race, boolean metadata) {
    var runners = JSON.arrayNode();
    for (var runner : race.runners()) {
      var node = JSON.objectNode().put("selectionId", runner.selection()).put("runnerName", runner.number() + ". " + runner.name())
          .put("handicap", 0.0).put("sortPriority", runner.number());
      if (metadata) {
        node.putObject("metadata").put("runnerId", String.valueOf(runner.selection())).put("CLOTH_NUMBER", String.valueOf(runner.number()))
            .put("STALL_DRAW", String.valueOf(runner.barrier())).put("JOCKEY_NAME", runner.jockey()).put("TRAINER_NAME", runner.trainer())
            .put("WEIGHT_VALUE", String.valueOf(runner.weight() / 100)).put("WEIGHT_UNITS", "kilograms");
      }
      runners.add(node);
    }
    return runners;
  }

  /** @param offers with prices and sizes */
  static ObjectNode book(Meeting meeting, RaceState state, boolean offers, Draw disorder) {
    var race = state.race();
    boolean running = state.status() == Status.CLOSED || state.status() == Status.INTERIM;
    int active = (int) race.runners().stream().filter(runner -> !runner.scratched(state.at())).count();
    var node = JSON.objectNode().put("marketId", race.marketId()).put("isMarketDataDelayed", true).put("status", word(meeting, state))
        .put("betDelay", 0).put("bspReconciled", state.started()).put("complete", true)
        .put("inplay", running && meeting.category() == Category.T).put("numberOfWinners", 1)
        .put("numberOfRunners", race.runners().size()).put("numberOfActiveRunners", closed(state) ? 0 : active)
        .put("totalMatched", AffiliateEvent.decimal(state.market().pool())).put("crossMatching", true).put("runnersVoidable", false)
        .put("version", 5_000_000_000L + state.at().getEpochSecond() / Market.TICK);
    var runners = node.putArray("runners");
    disorder.shuffled(race.runners()).forEach(runner -> runners.add(runner(state, runner, offers)));
    return node;
  }

  /** Thoroughbreds are bet on in running until they are in; the others are suspended at the start. */
  private static String word(Meeting meeting, RaceState state) {
    return switch (state.status()) {
      case OPEN -> "OPEN";
      case CLOSED -> meeting.category() == Category.T ? "OPEN" : "SUSPENDED";
      case INTERIM -> "SUSPENDED";
      case FINAL, ABANDONED -> "CLOSED";
    };
  }

  private static ObjectNode runner(RaceState state, Runner runner, boolean offers) {
    var market = state.market();
    int price = market.prices(runner).fixedWin();
    boolean out = runner.scratched(state.at()) || state.status() == Status.ABANDONED;
    var node = JSON.objectNode().put("selectionId", runner.selection()).put("handicap", 0.0)
        .put("status", out ? "REMOVED" : standing(state, runner))
        .put("adjustmentFactor", AffiliateEvent.decimal(1_000_000 / price));
    if (out) return node.put("removalDate", MILLIS.format(runner.scratched(state.at())
        ? runner.scratching().orElseThrow().at() : state.race().fate().abandoned().orElseThrow()));
    node.put("lastPriceTraded", AffiliateEvent.decimal(price)).put("totalMatched", AffiliateEvent.decimal(market.pool() / runner.number()));
    if (!offers || closed(state)) return node;
    var exchange = node.putObject("ex");
    exchange.set("availableToBack", ladder(price, -1, market.pool()));
    exchange.set("availableToLay", ladder(price + step(price), 1, market.pool()));
    exchange.putArray("tradedVolume");
    return node;
  }

  private static String standing(RaceState state, Runner runner) {
    if (state.status() != Status.FINAL) return "ACTIVE";
    return state.placings().contains(new Placing(1, runner.number())) ? "WINNER" : "LOSER";
  }

  /** Three prices away from the middle. */
  private static ArrayNode ladder(int best, int direction, long pool) {
    var ladder = JSON.arrayNode();
    for (int i = 0; i < 3; i++) {
      ladder.add(JSON.objectNode().put("price", AffiliateEvent.decimal(Math.max(101, best + direction * i * step(best))))
          .put("size", AffiliateEvent.decimal(pool / (7 + i))));
    }
    return ladder;
  }

  private static int step(int price) {
    return price < 300 ? 2 : price < 1_000 ? 10 : 50;
  }

  /** Told of races in Britain, Ireland and South Africa. */
  static boolean staged(Meeting meeting) {
    return List.of("UK", "IRE", "SAF").contains(meeting.country());
  }

  static ObjectNode stage(Meeting meeting, RaceState state) {
    return JSON.objectNode().put("meetingId", meeting.eventId()).put("raceId", raceId(meeting, state.race()))
        .put("raceStatus", stage(meeting.category(), state)).put("lastUpdated", MILLIS.format(state.at())).put("responseCode", "OK");
  }

  /** The start is Greenwich's, as it was first advertised. */
  static String raceId(Meeting meeting, Race race) {
    return meeting.eventId() + "." + HHMM.format(race.start());
  }

  private static String stage(Category category, RaceState state) {
    boolean dogs = category == Category.G;
    var fate = state.race().fate();
    return switch (state.status()) {
      case ABANDONED -> "ABANDONED";
      case CLOSED -> state.at().isBefore(fate.interim().minusSeconds(30)) ? "OFF" : "FINISHED";
      case INTERIM -> deadHeat(fate.order()) ? "PHOTOGRAPH" : "RESULT";
      case FINAL -> dogs ? "FINALRESULT" : "WEIGHEDIN";
      case OPEN -> before(Duration.between(state.at(), state.advertised()).toSeconds(), dogs);
    };
  }

  private static String before(long seconds, boolean dogs) {
    if (seconds > 600) return "DORMANT";
    if (seconds > 300) return dogs ? "APPROACHING" : "PARADING";
    if (seconds > 120) return dogs ? "APPROACHING" : "GOINGDOWN";
    if (seconds > -180) return dogs ? "GOINGINTRAPS" : "ATTHEPOST";
    return "DELAYED";
  }

  private static boolean deadHeat(List<Placing> order) {
    return order.stream().map(Placing::place).distinct().count() < order.size();
  }
}

package dev.paddock.upstream.horses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.upstream.horses.Fate.Placing;
import dev.paddock.upstream.horses.RaceState.Status;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** All about one race, as the affiliates' API of TAB NZ and of Ladbrokes tells it. Lists that it keeps in no order come in none. */
final class AffiliateEvent {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final ZoneId NEW_ZEALAND = ZoneId.of("Pacific/Auckland");
  private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss '+0000 UTC'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("HH:mm:ss zzz", Locale.ENGLISH).withZone(NEW_ZEALAND);
  private static final DateTimeFormatter NANOS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final List<String> MARGINS = List.of("NSE", "HD", "1/2 HD", "NK", "LG NK", "1/2L", "3/4L", "1L", "1-3/4L", "2L");

  private final Meeting meeting;
  private final RaceState state;
  private final Market market;
  private final boolean form;
  private final Draw disorder;

  /** @param form with the form guide; @param disorder in which the lists come */
  AffiliateEvent(Meeting meeting, RaceState state, boolean form, Draw disorder) {
    this.meeting = meeting;
    this.state = state;
    this.market = state.market();
    this.form = form;
    this.disorder = disorder;
  }

  /** @param moneyTracker it was asked for too */
  ObjectNode data(boolean moneyTracker) {
    var data = JSON.objectNode();
    data.set("race", race());
    data.set("results", state.placings().isEmpty() ? JSON.nullNode() : results());
    data.set("dividends", state.dividends().isEmpty() ? JSON.nullNode() : list(state.dividends().stream().map(this::dividend).toList()));
    data.putNull("substitutions");
    var starters = state.race().runners().stream().filter(runner -> !runner.scratched(state.at()))
        .sorted(Comparator.comparingInt(runner -> market.prices(runner).fixedWin())).toList();
    data.set("favourite", runner(starters.getFirst()));
    data.set("mover", runner(starters.get(1)));
    data.set("runners", list(state.race().runners().stream().map(this::runner).toList()));
    data.putNull("derivatives").putNull("big_bets").putNull("live_bets").putNull("biggest_bet");
    data.set("money_tracker", moneyTracker ? moneyTracker() : JSON.nullNode());
    data.set("tote_pools", pools());
    return data.put("error", "");
  }

  private ObjectNode race() {
    var race = state.race();
    var node = JSON.objectNode().put("event_id", race.id()).put("meeting_name", meeting.name()).put("display_meeting_name", meeting.name())
        .put("meeting_id", meeting.id()).put("status", state.status().word).put("description", race.name())
        .put("advertised_start", state.advertised().getEpochSecond()).put("actual_start", state.actual().getEpochSecond())
        .put("advertised_start_string", LONG.format(state.advertised())).put("actual_start_string", LONG.format(state.actual()))
        .put("race_date_nz", state.advertised().atZone(NEW_ZEALAND).toLocalDate().toString())
        .put("start_time_nz", LOCAL.format(state.advertised())).put("race_number", race.number()).put("type", meeting.category().name())
        .put("country", meeting.country()).put("state", meeting.state()).put("distance", race.distance()).put("weather", meeting.weather())
        .put("track_condition", meeting.condition()).put("track_direction", "Left").put("track_surface", "Turf")
        .put("rail_position", "True").put("entrant_count", race.runners().size())
        .put("field_size", (int) race.runners().stream().filter(runner -> !runner.scratched(state.at())).count()).put("positions_paid", 3);
    if (state.protest().isPresent()) node.put("protest", true).put("protest_reason", state.protestReason());
    node.set("prize_monies", JSON.objectNode().put("total_value", 17_000));
    return node;
  }

  private ArrayNode results() {
    var results = JSON.arrayNode();
    for (var placing : state.placings()) {
      var runner = state.race().runner(placing.number());
      var row = JSON.objectNode().put("position", placing.place()).put("name", runner.name()).put("barrier", runner.barrier())
          .put("runner_number", runner.number()).put("margin_length", placing.place() - 1).put("entrant_id", runner.entrantId());
      var time = decimal(state.race().distance() * 6L);
      if (placing.place() == 1) row.put("winning_time", time).put("time_ran", time);
      else row.put("positional_margin", MARGINS.get(Math.floorMod(runner.selection(), MARGINS.size())));
      results.add(row);
    }
    return results;
  }

  private ObjectNode dividend(Dividend dividend) {
    var positions = JSON.arrayNode();
    for (Placing p : dividend.placings()) positions.add(JSON.objectNode().put("runner_number", p.number()).put("position", p.place()));
    var id = new Draw(state.race().seed()).on(dividend.product()).on(dividend.description()).on(dividend.status()).uuid();
    return JSON.objectNode().put("id", id).put("tote", "NZ").put("product_name", dividend.product()).put("status", dividend.status())
        .put("dividend", decimal(dividend.hundredths())).put("pool_size", decimal(market.pool())).put("jackpot_size", 0)
        .put("description", dividend.description()).set("positions", positions);
  }

  private ObjectNode runner(Runner runner) {
    boolean out = runner.scratched(state.at());
    var prices = out ? new Market.Prices(0, 0, 0, 0) : market.prices(runner);
    var node = JSON.objectNode().put("entrant_id", runner.entrantId()).put("market_name", "Final Field").put("primary_market", true)
        .put("name", runner.name()).put("is_scratched", out).put("is_late_scratched", out && runner.scratching().orElseThrow().late())
        .put("is_emergency", false);
    node.set("odds", JSON.objectNode().put("fixed_win", decimal(prices.fixedWin())).put("fixed_place", decimal(prices.fixedPlace()))
        .put("pool_win", decimal(prices.poolWin())).put("pool_place", decimal(prices.poolPlace())));
    node.put("scratch_time", out ? runner.scratching().orElseThrow().at().getEpochSecond() : 0).put("barrier", runner.barrier())
        .put("runner_number", runner.number()).put("jockey", runner.jockey()).put("trainer_name", runner.trainer());
    var weight = runner.weight() == 0 ? "" : decimal(runner.weight()).stripTrailingZeros().toPlainString();
    node.set("weight", JSON.objectNode().put("allocated", weight).put("total", weight));
    node.put("scr_time", out ? runner.scratching().orElseThrow().at().toString() : null);
    flucs(node, out ? List.of() : market.moves(runner, 6).reversed());
    if (form) node.setAll(Form.of(runner));
    return node;
  }

  private static void flucs(ObjectNode node, List<Market.Move> moves) {
    var flucs = node.putArray("flucs");
    moves.forEach(move -> flucs.add(decimal(move.win())));
    var stamped = node.putObject("flucs_with_timestamp");
    var six = stamped.putArray("last_six");
    moves.forEach(move -> six.add(fluc(move)));
    if (moves.isEmpty()) return;
    stamped.set("open", fluc(moves.getFirst()));
    stamped.set("high", fluc(moves.stream().max(Comparator.comparingInt(Market.Move::win)).orElseThrow()));
    stamped.set("low", fluc(moves.stream().min(Comparator.comparingInt(Market.Move::win)).orElseThrow()));
    stamped.set("nine_am", fluc(moves.getFirst()));
  }

  private static ObjectNode fluc(Market.Move move) {
    return JSON.objectNode().put("timestamp", nanos(move.at(), move.win())).put("fluc", decimal(move.win()));
  }

  /** Several rows a runner, in no order: shares of the money as they once were. */
  private ObjectNode moneyTracker() {
    var rows = state.race().runners().stream().flatMap(runner -> List.of(0, 1, 2, 3).stream().<ObjectNode>map(age ->
        JSON.objectNode().put("entrant_id", runner.entrantId()).put("hold_percentage", (runner.number() * 7 + age) % 40)
            .put("bet_percentage", (runner.number() * 5 + age) % 40))).toList();
    return JSON.objectNode().set("entrants", list(rows));
  }

  private ArrayNode pools() {
    boolean closed = state.status() != Status.OPEN;
    var pools = JSON.arrayNode();
    for (var product : List.of("Win", "Place", "Quinella", "Trifecta", "First4")) {
      pools.add(JSON.objectNode().put("product_type", product).put("total", decimal(market.pool() / (product.length() - 2)))
          .put("status", closed ? "CLOSED" : "OPEN").put("jackpot", 0).put("is_commingled", true)
          .put("is_final", state.status() == Status.FINAL));
    }
    return pools;
  }

  private ArrayNode list(List<ObjectNode> nodes) {
    return JSON.arrayNode().addAll(disorder.shuffled(nodes));
  }

  /** With nine digits, as Go writes them. */
  static String nanos(Instant at, long more) {
    return NANOS.format(at.plusNanos(Math.floorMod(more, 1_000_000L)));
  }

  static BigDecimal decimal(long hundredths) {
    return BigDecimal.valueOf(hundredths, 2);
  }
}

package dev.paddock.horse.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;

/** What happens to an answer of TAB NZ from one poll to the next: to its live part, or to all the rest. */
public enum Mutation {
  STATUS, START, JUMP, TRACK, WEATHER, PROTEST, REASON, ODDS, NO_ODDS, SCRATCHED, LATE, SCRATCH_TIME, JOCKEY, BARRIER, WEIGHT, NEW_RUNNER,
  RUNNER_LEFT_OUT, ORDER_OF_FINISH, DEAD_HEAT, NO_RESULTS, DIVIDEND, NEW_DIVIDEND, DIVIDEND_LEFT_OUT,
  FORM_TEXT, COMMENT, SHUFFLE, UNKNOWN_FIELD, UNKNOWN_OBJECT, GENERATED, MONEY_TRACKER, FLUCS, POOL_SIZE, DIVIDEND_ID, SAME_AGAIN;

  private static final String[] STATUSES = {"Open", "OPEN", "Closed", "Interim", "Final", "Abandoned", "Gone Fishing"};

  public void apply(ObjectNode body, Random random) {
    var data = (ObjectNode) body.get("data");
    var race = (ObjectNode) data.get("race");
    var runners = (ArrayNode) data.get("runners");
    var runner = (ObjectNode) runners.get(random.nextInt(runners.size()));
    var odds = (ObjectNode) runner.get("odds");
    switch (this) {
      case STATUS -> race.put("status", STATUSES[random.nextInt(STATUSES.length)]);
      case START -> race.put("advertised_start", race.get("advertised_start").asLong() + 60 * random.nextInt(-3, 4));
      case JUMP -> race.put("actual_start", race.get("advertised_start").asLong() + random.nextInt(3) * 68);
      case TRACK -> race.put("track_condition", random.nextBoolean() ? "Soft5" : "Good4");
      case WEATHER -> race.put("weather", random.nextBoolean() ? "Showery" : "Fine");
      case PROTEST -> race.put("protest", random.nextBoolean());
      case REASON -> race.put("protest_reason", "Protest UPHELD #" + random.nextInt(3));
      case ODDS -> odds.put(random.nextBoolean() ? "fixed_win" : "pool_place", 1 + random.nextInt(400) / 20.0);
      case NO_ODDS -> odds.put("fixed_place", 0);
      case SCRATCHED -> runner.put("is_scratched", random.nextBoolean());
      case LATE -> runner.put("is_late_scratched", random.nextBoolean());
      case SCRATCH_TIME -> runner.put("scratch_time", random.nextBoolean() ? 0 : 1_752_713_000 + random.nextInt(3));
      case JOCKEY -> runner.put("jockey", "Jockey " + random.nextInt(20));
      case BARRIER -> runner.put("barrier", random.nextInt(20));
      case WEIGHT -> ((ObjectNode) runner.get("weight")).put("total", random.nextInt(50, 62) + ".5");
      case NEW_RUNNER -> {
        int number = 1;
        for (var it : runners) number = Math.max(number, it.get("runner_number").asInt() + 1);
        runners.add(runner.deepCopy().put("runner_number", number).put("name", "Emergency " + number));
      }
      case RUNNER_LEFT_OUT -> {
        if (runners.size() > 1) runners.remove(random.nextInt(runners.size()));
      }
      case ORDER_OF_FINISH, DEAD_HEAT -> {
        if (data.get("results").size() < 2) return;
        var results = data.get("results");
        var one = (ObjectNode) results.get(random.nextInt(results.size()));
        var other = (ObjectNode) results.get(random.nextInt(results.size()));
        int place = one.get("position").asInt();
        one.put("position", other.get("position").asInt());
        if (this == ORDER_OF_FINISH) other.put("position", place);
      }
      case NO_RESULTS -> data.putNull("results");
      case DIVIDEND -> one(data.get("dividends"), random, row -> row.put("dividend", random.nextInt(10, 4000) / 10.0));
      case NEW_DIVIDEND -> TabBodies.dividend(body, "new" + random.nextInt(), "Pool Trifecta", "Final", random.nextInt(10, 999), 2, 4,
          random.nextInt(5, 8));
      case DIVIDEND_LEFT_OUT -> {
        if (data.get("dividends").size() > 1) ((ArrayNode) data.get("dividends")).remove(random.nextInt(data.get("dividends").size()));
      }
      case FORM_TEXT -> runner.put("form_comment", "text " + random.nextInt()).putArray("last_starts").add(random.nextInt());
      case COMMENT -> race.put("comment", "text " + random.nextInt()).put("rail_position", "out " + random.nextInt(9) + " m");
      case SHUFFLE -> {
        for (var list : new String[] {"runners", "results", "dividends"}) shuffle(data.get(list), random);
      }
      case UNKNOWN_FIELD -> {
        body.put("served_by", "node " + random.nextInt());
        race.put("hype", random.nextInt());
        runner.put("aura", random.nextDouble());
        odds.put("fixed_show", random.nextDouble());
      }
      case UNKNOWN_OBJECT -> runner.putObject("hologram").putArray("frames").addObject().put("name", "x").put("status", "Final");
      case GENERATED -> ((ObjectNode) body.get("header")).put("generated_time", "2025-07-17T00:%02d:07.5Z".formatted(random.nextInt(60)));
      case MONEY_TRACKER -> data.putObject("money_tracker").putArray("entrants").addObject().put("hold_percentage", random.nextInt(100));
      case FLUCS -> runner.putArray("flucs").add(random.nextInt(90)).add(random.nextInt(90));
      case POOL_SIZE -> one(data.get("dividends"), random, row -> row.put("pool_size", random.nextInt()));
      case DIVIDEND_ID -> one(data.get("dividends"), random, row -> row.put("id", "another " + random.nextInt()));
      case SAME_AGAIN -> { }
    }
  }

  private interface Change {
    void to(ObjectNode row);
  }

  private static void one(JsonNode list, Random random, Change change) {
    if (!list.isEmpty()) change.to((ObjectNode) list.get(random.nextInt(list.size())));
  }

  private static void shuffle(JsonNode list, Random random) {
    if (!(list instanceof ArrayNode array)) return;
    var elements = new ArrayList<JsonNode>();
    array.forEach(elements::add);
    Collections.shuffle(elements, random);
    array.removeAll().addAll(elements);
  }
}

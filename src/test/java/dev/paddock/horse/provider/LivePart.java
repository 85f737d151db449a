package dev.paddock.horse.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The oracle: what a race-goer would call live in an answer of TAB NZ, taken from the whole tree field by field, without a line of the
 * code that is tested. A fact is a path and a value; what is not told is no fact.
 */
public record LivePart(Map<String, String> race, Map<String, String> results, Map<String, String> dividends) {
  private static final Set<String> RUN = Set.of("live", "interim", "final");

  public static LivePart of(JsonNode body) {
    var data = body.path("data");
    return new LivePart(race(data), results(data.path("results")), dividends(data.path("dividends")));
  }

  /** Whether there is something in {@code now} that is not known. Results and dividends are told as a whole or not at all. */
  public boolean lacksAnyOf(LivePart now) {
    return !race.entrySet().containsAll(now.race.entrySet()) || !now.results.isEmpty() && !now.results.equals(results)
        || !now.dividends.isEmpty() && !now.dividends.equals(dividends);
  }

  private static Map<String, String> race(JsonNode data) {
    var facts = new TreeMap<String, String>();
    var race = data.path("race");
    var status = race.path("status").asText().toLowerCase(Locale.ROOT);
    facts.put("status", status);
    facts.put("start", race.path("advertised_start").asText());
    if (race.path("actual_start").asLong() != race.path("advertised_start").asLong() || RUN.contains(status))
      put(facts, "jump", race.path("actual_start").asText());
    put(facts, "track", race.path("track_condition").asText());
    put(facts, "weather", race.path("weather").asText());
    boolean protest = race.path("protest").asBoolean();
    facts.put("protest", protest + (protest ? race.path("protest_reason").asText("") : ""));
    for (var runner : data.path("runners")) runner(runner, facts);
    return facts;
  }

  private static void runner(JsonNode runner, Map<String, String> facts) {
    var at = "runner " + runner.path("runner_number").asInt() + " ";
    for (var field : new String[] {"name", "jockey", "trainer_name"}) put(facts, at + field, runner.path(field).asText());
    put(facts, at + "barrier", runner.path("barrier").asText());
    put(facts, at + "weight", runner.path("weight").path("total").asText());
    boolean scratched = runner.path("is_scratched").asBoolean();
    facts.put(at + "scratched", Boolean.toString(scratched));
    // how late and when it was are told or not told: a scratching once said to be late stays late, and keeps its time
    if (scratched && runner.path("is_late_scratched").asBoolean()) facts.put(at + "scratched late", "true");
    if (scratched) put(facts, at + "scratched at", runner.path("scratch_time").asText());
    for (var market : new String[] {"fixed_win", "fixed_place", "pool_win", "pool_place"})
      put(facts, at + market, amount(runner.path("odds").path(market)));
  }

  private static Map<String, String> results(JsonNode results) {
    var facts = new TreeMap<String, String>();
    for (var row : results) {
      facts.put(row.path("runner_number").asText(), row.path("position").asInt() + " " + row.path("name").asText() + " "
          + row.path("margin_length").asDouble());
    }
    return facts;
  }

  private static Map<String, String> dividends(JsonNode dividends) {
    var facts = new TreeMap<String, String>();
    for (var row : dividends) {
      var numbers = new TreeMap<Integer, String>();
      row.path("positions").forEach(it -> numbers.put(it.path("position").asInt(), it.path("runner_number").asText()));
      // one that is told twice is the better one
      facts.merge(row.path("product_name").asText() + numbers.values() + row.path("status").asText(), amount(row.path("dividend")),
          (a, b) -> new BigDecimal(a).compareTo(new BigDecimal(b)) >= 0 ? a : b);
    }
    return facts;
  }

  private static void put(Map<String, String> facts, String path, String value) {
    if (!value.isEmpty() && !value.equals("0")) facts.put(path, value);
  }

  private static String amount(JsonNode number) {
    var amount = new BigDecimal(number.asText("0")).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
    return amount.signum() == 0 ? "0" : amount.toPlainString();
  }
}

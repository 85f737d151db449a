package dev.paddock.horse.provider;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.horse.rules.Sighting;
import java.time.Instant;

/** Answers in the format of TAB NZ, made by hand: a race of eight horses and their form guide. */
public final class TabBodies {
  public static final ObjectMapper JSON = new ObjectMapper();
  public static final Instant START = Instant.parse("2025-07-17T00:50:00Z");
  public static final Instant GENERATED = Instant.parse("2025-07-17T00:45:00Z");

  private TabBodies() {}

  static ObjectNode envelope(ObjectNode data) {
    var body = JSON.createObjectNode();
    body.putObject("header").put("title", "made by hand").put("generated_time", "2025-07-17T00:45:00.18904298Z");
    body.putObject("params").put("enc", "json");
    body.set("data", data);
    return body;
  }

  public static ObjectNode event(String id, String status) {
    var data = JSON.createObjectNode();
    data.putObject("race").put("event_id", id).put("meeting_id", "m1").put("status", status).put("race_number", 1)
        .put("advertised_start", START.getEpochSecond()).put("actual_start", START.getEpochSecond())
        .put("advertised_start_string", "2025-07-17 00:50:00 +0000 UTC").put("comment", "a long text about form")
        .put("track_condition", "Good4").put("weather", "Fine").put("distance", 1700);
    data.putNull("results").putNull("dividends").putNull("money_tracker");
    var runners = data.putArray("runners");
    for (int n = 1; n <= 8; n++) runners.add(runner(n));
    data.put("error", "");
    return envelope(data);
  }

  private static ObjectNode runner(int n) {
    var runner = JSON.createObjectNode();
    runner.put("entrant_id", "e" + n).put("runner_number", n).put("barrier", 9 - n).put("name", "Horse " + n).put("jockey", "Jockey " + n)
        .put("trainer_name", "Trainer " + n).put("is_scratched", false).put("is_late_scratched", false).put("scratch_time", 0)
        .put("form_comment", "led all the way, weakened");
    runner.putObject("weight").put("allocated", "54.5").put("total", "54.5");
    runner.putObject("odds").put("fixed_win", 3.5 + n).put("fixed_place", 1.65).put("pool_win", 2.2 * n).put("pool_place", 1.9);
    runner.putArray("last_starts").addObject().put("finish", "5").put("stipes", "raced wide");
    return runner;
  }

  /** Such a race with so much form guide that its text is at least that long. */
  public static ObjectNode longForm(int length) {
    var event = run();
    for (int missing = length - event.toString().length(), start = 0; missing > 0; missing = length - event.toString().length()) {
      for (int n = 1; n <= 8; n++, start++) {
        ((ArrayNode) runner(event, n).get("last_starts")).addObject().put("barrier", "8").put("distance", "2140").put("jockey", "T. Davies")
            .put("limit_weight", "56.00").put("margin", "5.00").put("class", "Rating 56 HCP").put("winner", "Justaskpercy " + start)
            .put("stipes", "Raced wide without cover until improving to lead near the 1500m. Improved on to heels near the 800m.");
      }
    }
    return event;
  }

  public static ObjectNode race(ObjectNode event) {
    return (ObjectNode) event.at("/data/race");
  }

  /** From 1. */
  public static ObjectNode runner(ObjectNode event, int number) {
    for (var runner : event.at("/data/runners")) if (runner.path("runner_number").asInt() == number) return (ObjectNode) runner;
    throw new IllegalArgumentException("no runner " + number);
  }

  public static ArrayNode results(ObjectNode event, int[]... placeAndNumber) {
    var results = ((ObjectNode) event.get("data")).putArray("results");
    for (var it : placeAndNumber) results.addObject().put("position", it[0]).put("runner_number", it[1]).put("name", "Horse " + it[1])
        .put("margin_length", it[0] == 1 ? 0 : 1.5).put("entrant_id", "e" + it[1]);
    return results;
  }

  public static void dividend(ObjectNode event, String id, String product, String status, double paid, int... numbers) {
    var data = (ObjectNode) event.get("data");
    var list = data.get("dividends").isArray() ? (ArrayNode) data.get("dividends") : data.putArray("dividends");
    var row = list.addObject().put("id", id).put("tote", "NZ").put("product_name", product).put("status", status).put("dividend", paid)
        .put("pool_size", 3923.51);
    var positions = row.putArray("positions");
    for (int i = numbers.length; i > 0; i--) positions.addObject().put("runner_number", numbers[i - 1]).put("position", i);
  }

  public static ObjectNode meetings(ObjectNode... meetings) {
    var data = JSON.createObjectNode();
    var list = data.putArray("meetings");
    for (var meeting : meetings) list.add(meeting);
    return envelope(data);
  }

  /** @param races id, status, id, status… */
  public static ObjectNode meeting(String id, String... races) {
    var meeting = JSON.createObjectNode().put("meeting", id).put("name", "Awapuni").put("date", "2025-07-17T00:00:00Z")
        .put("category", "T").put("country", "nz");
    var list = meeting.putArray("races");
    for (int i = 0; i < races.length; i += 2) list.addObject().put("id", races[i]).put("race_number", i / 2 + 1)
        .put("name", "Handicap").put("start_time", "2025-07-17T00:50:00Z").put("track_condition", "Good4").put("weather", "Fine")
        .put("distance", 1700).put("status", races[i + 1]);
    return meeting;
  }

  /** What the answer says. */
  public static Sighting sighting(ObjectNode event) throws Exception {
    return sighting(event.toString());
  }

  public static Sighting sighting(String event) throws Exception {
    return Body.read(event, TabNz::event).sighting().orElseThrow();
  }

  /** A race that was run: a dead heat for second, dividends of either kind. */
  public static ObjectNode run() {
    var event = event("r1", "Final");
    results(event, new int[] {1, 2}, new int[] {2, 4}, new int[] {2, 7}, new int[] {4, 6});
    for (var status : new String[] {"Interim", "Final"}) {
      dividend(event, status + 1, "Pool Win", status, 6.6, 2);
      dividend(event, status + 2, "Pool Place", status, 1.7, 2);
      dividend(event, status + 3, "Pool Quinella", status, 13.7, 2, 4);
    }
    return event;
  }
}

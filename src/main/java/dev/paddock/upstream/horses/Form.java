package dev.paddock.upstream.horses;

import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.List;
import java.util.stream.IntStream;

/** What runners have done before: text that makes nine tenths of a body and never changes. Written once, shared by many runners. */
final class Form {
  private static final int VARIANTS = 48;
  private static final int STARTS = 16;
  private static final List<String> TALLIES = List.of("first_up", "second_up", "third_up", "fourth_up", "track", "distance",
      "track_distance",
      "good", "soft", "heavy", "turf", "synthetic", "overall", "left_handed", "right_handed", "hurdle", "steeple", "fresh_30", "fresh_90",
      "weight_for_age", "slow", "firm");
  private static final List<ObjectNode> FORMS = IntStream.range(0, VARIANTS).mapToObj(i -> form(new Draw(i))).toList();

  private Form() {}

  static ObjectNode of(Runner runner) {
    return FORMS.get(Math.floorMod(runner.selection(), VARIANTS));
  }

  private static ObjectNode form(Draw draw) {
    var form = JsonNodeFactory.instance.objectNode();
    form.put("gear", Names.prose(draw, 6)).put("age", draw.between(2, 9)).put("sex", draw.one(List.of("g", "m", "h", "f")))
        .put("colour", draw.one(List.of("b", "br", "ch", "gr"))).put("silk_colours", Names.prose(draw, 8))
        .put("owners", Names.person(draw) + " & " + Names.person(draw))
        .put("last_twenty_starts", String.valueOf(draw.between(10_000, 99_999)))
        .put("form_comment", Names.prose(draw, 40)).put("prize_money", String.valueOf(draw.between(500, 90_000)));
    for (var name : List.of("sire", "dam", "dam_dam", "dam_sire")) form.put(name, Names.runners(draw, 1).getFirst());
    for (var tally : TALLIES) form.putRawValue(tally, raw(tally(draw)));
    var starts = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < STARTS; i++) starts.add(start(draw));
    form.putRawValue("last_starts", raw(starts.toString()));
    return form;
  }

  private static RawValue raw(String json) {
    return new RawValue(new SerializedString(json));
  }

  private static String tally(Draw draw) {
    return JsonNodeFactory.instance.objectNode().put("number_of_starts", draw.between(5, 40)).put("number_of_wins", draw.between(0, 5))
        .put("number_of_placings", draw.between(0, 9)).put("number_of_seconds", draw.between(0, 5))
        .put("number_of_thirds", draw.between(0, 5)).put("winning_distance", draw.between(0, 9)).toString();
  }

  private static ObjectNode start(Draw draw) {
    var others = Names.runners(draw, 3);
    return JsonNodeFactory.instance.objectNode().put("barrier", text(draw, 16)).put("days_since", text(draw, 60))
        .put("distance", String.valueOf(1_000 + 50 * draw.between(0, 32))).put("finish", text(draw, 14)).put("jockey", Names.person(draw))
        .put("limit_weight", "58.00").put("margin", text(draw, 20) + ".30").put("number_of_runners", text(draw, 16))
        .put("class", "Rating " + draw.between(50, 80)).put("number", text(draw, 16))
        .put("prize_money", String.valueOf(draw.between(5_000, 40_000)))
        .put("winner", others.get(0)).put("second", others.get(1)).put("third", others.get(2))
        .put("starting_price", text(draw, 40) + ".00").put("time_ran", "2:08." + draw.between(10, 99))
        .put("margin_1st_2nd", "Neck").put("margin_2nd_3rd", "1.5 Lengths").put("margin_3rd_4th", "").put("minimum_handicap", "54.00")
        .put("gear", Names.prose(draw, 4)).put("track", Names.place(draw)).put("track_condition", "Good 4")
        .put("weight_carried", "58.0").put("date", "2025-0" + draw.between(1, 9) + "-1" + draw.between(0, 9))
        .put("last_600", "0.37." + draw.between(10, 99)).put("track_surface", "Grass").put("track_direction", "Left Handed")
        .put("run_rating", String.valueOf(draw.between(40, 99))).put("stipes", Names.prose(draw, 12));
  }

  private static String text(Draw draw, int most) {
    return String.valueOf(draw.between(1, most));
  }
}

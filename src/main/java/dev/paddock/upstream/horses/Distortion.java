package dev.paddock.upstream.horses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What faults do to a body that is otherwise right. Changes it in place. */
final class Distortion {
  /** The lists that a batch is made of. */
  private static final Set<String> BATCHES = Set.of("meetings", "meetings_races", "races", "result");
  /** What marks an object with a race's status. */
  private static final Set<String> RACES = Set.of("race_number", "marketId");

  private final Draw draw;

  Distortion(Draw draw) {
    this.draw = draw;
  }

  JsonNode apply(Fault.Kind kind, JsonNode body) {
    switch (kind) {
      case ERROR_IN_200 -> {
        return error(body);
      }
      case EMPTY -> lists(body, list -> List.of(), "runners");
      case PARTIAL -> lists(body, this::half, "");
      case SHUFFLED -> every(body, node -> {
        if (node instanceof ArrayNode list) replace(list, draw.shuffled(elements(list)));
      });
      case UNKNOWN_STATUS -> every(body, node -> {
        if (node instanceof ObjectNode race && race.has("status") && RACES.stream().anyMatch(race::has)) race.put("status", "Under Review");
        if (node instanceof ObjectNode race && race.has("raceStatus")) race.put("raceStatus", "UNDERREVIEW");
      });
      case UNKNOWN_FIELDS -> every(body, node -> {
        if (node instanceof ObjectNode object) object.put("x_revision", draw.between(1, 1_000_000)).putObject("x_extra").put("beta", true);
      });
      case THROTTLED, UNAVAILABLE, SLOW, RESET, TRUNCATED, FROZEN -> {}
    }
    return body;
  }

  private static JsonNode error(JsonNode body) {
    if (body.has("header")) {
      ((ObjectNode) body.path("header")).put("error", "upstream timed out").put("error_code", 500);
      ((ObjectNode) body).putNull("data");
      return body;
    }
    return BetfairApi.refused("UNEXPECTED_ERROR").body();
  }

  private List<JsonNode> half(List<JsonNode> elements) {
    return elements.stream().filter(element -> draw.chance(0.5)).toList();
  }

  /** Lists of a batch, the outer ones first, and the one more that is named. */
  private void lists(JsonNode body, UnaryOperator<List<JsonNode>> change, String more) {
    if (body instanceof ArrayNode list) replace(list, change.apply(elements(list)));
    every(body, node -> {
      if (!(node instanceof ObjectNode object)) return;
      object.properties().forEach(field -> {
        if (field.getValue() instanceof ArrayNode list && (BATCHES.contains(field.getKey()) || field.getKey().equals(more))) {
          replace(list, change.apply(elements(list)));
        }
      });
    });
  }

  private static List<JsonNode> elements(ArrayNode list) {
    var elements = new ArrayList<JsonNode>();
    list.forEach(elements::add);
    return elements;
  }

  private static void replace(ArrayNode list, List<JsonNode> elements) {
    var kept = List.copyOf(elements);
    list.removeAll();
    kept.forEach(list::add);
  }

  /** All that are in it before the first is changed. */
  private static void every(JsonNode node, Consumer<JsonNode> visit) {
    var all = new ArrayList<JsonNode>();
    collect(node, all);
    all.forEach(visit);
  }

  private static void collect(JsonNode node, List<JsonNode> all) {
    all.add(node);
    node.forEach(child -> collect(child, all));
  }
}

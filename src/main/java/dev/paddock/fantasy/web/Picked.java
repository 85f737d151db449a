package dev.paddock.fantasy.web;

import dev.paddock.fantasy.rules.Chip;
import dev.paddock.fantasy.rules.Lineup;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** A line-up as it was sent, in the order in which it was sent. */
record Picked(List<String> drivers, String captain, String viceCaptain, List<String> constructors, Optional<Chip> chip) {
  static Picked of(JsonObject body) {
    return new Picked(ids(body.getJsonArray("drivers")), body.getString("captain"), body.getString("viceCaptain"),
        ids(body.getJsonArray("constructors", new JsonArray())), Optional.ofNullable(body.getString("chip")).flatMap(Chip::of));
  }

  private static List<String> ids(JsonArray ids) {
    return ids.stream().map(Object::toString).toList();
  }

  Lineup lineup() {
    return new Lineup(drivers, captain, viceCaptain, constructors, chip, 0);
  }
}

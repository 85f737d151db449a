package dev.paddock.fantasy.web;

import dev.paddock.fantasy.rules.Lineup;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A line-up as it was sent, in the order in which it was sent. */
record Picked(List<String> drivers, String captain, String viceCaptain) {
  static Picked of(JsonObject body) {
    return new Picked(body.getJsonArray("drivers").stream().map(Object::toString).toList(), body.getString("captain"),
        body.getString("viceCaptain"));
  }

  Lineup lineup() {
    return new Lineup(drivers, captain, viceCaptain);
  }
}

package dev.paddock.upstream;

import dev.paddock.season.Classification;
import dev.paddock.season.Classification.Finish;
import dev.paddock.season.Classification.Kind;
import dev.paddock.season.Qualifying;
import dev.paddock.season.RaceTime;
import dev.paddock.season.Season;
import dev.paddock.season.Season.Race;
import dev.paddock.season.Version;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The objects inside Jolpica's pages, every value a string. Addresses of articles are made from names: close to
 * Jolpica's, not always equal.
 */
final class JolpicaRows {
  private static final String WIKI = "https://en.wikipedia.org/wiki/";

  private final Season season;
  private final Map<String, JsonObject> drivers = new HashMap<>();
  private final Map<String, JsonObject> constructors = new HashMap<>();
  private final Map<String, JsonObject> circuits = new HashMap<>();

  JolpicaRows(Season season) {
    this.season = season;
    season.drivers().forEach(d -> drivers.put(d.id(), new JsonObject().put("driverId", d.id())
        .put("permanentNumber", String.valueOf(d.number())).put("code", d.code())
        .put("url", article(d.name())).put("givenName", d.givenName()).put("familyName", d.familyName())
        .put("dateOfBirth", d.born().toString()).put("nationality", d.nationality())));
    season.constructors().forEach(c -> constructors.put(c.id(), new JsonObject().put("constructorId", c.id()).put("url", article(c.name()))
        .put("name", c.name()).put("nationality", c.nationality())));
    season.circuits().forEach(c -> circuits.put(c.id(), new JsonObject().put("circuitId", c.id()).put("url", article(c.name()))
        .put("circuitName", c.name()).put("Location", new JsonObject().put("lat", String.valueOf(c.latitude()))
            .put("long", String.valueOf(c.longitude())).put("locality", c.locality()).put("country", c.country()))));
  }

  private static String article(String name) {
    return WIKI + name.replace(' ', '_');
  }

  JsonObject driver(String id) {
    return drivers.get(id);
  }

  JsonObject constructor(String id) {
    return constructors.get(id);
  }

  JsonObject circuit(String id) {
    return circuits.get(id);
  }

  /** A race's head, new each time: pages add their sessions or results. */
  JsonObject race(Race race) {
    return new JsonObject().put("season", String.valueOf(season.year())).put("round", String.valueOf(race.round()))
        .put("url", article(season.year() + " " + race.name())).put("raceName", race.name()).put("Circuit", circuit(race.circuit()))
        .mergeIn(start(race.start()));
  }

  static JsonObject start(Instant start) {
    var text = start.toString();
    return new JsonObject().put("date", text.substring(0, 10)).put("time", text.substring(11));
  }

  List<JsonObject> of(Version version) {
    return switch (version) {
      case Classification result -> result.rows().stream().map(row -> finish(row, result)).toList();
      case Qualifying qualifying -> qualifying.rows().stream().map(this::times).toList();
    };
  }

  private JsonObject finish(Finish row, Classification result) {
    var json = new JsonObject().put("number", String.valueOf(row.number())).put("position", String.valueOf(row.position()))
        .put("positionText", positionText(row)).put("points", points(row.points()))
        .put("Driver", driver(row.driver())).put("Constructor", constructor(row.constructor()))
        .put("grid", String.valueOf(row.grid())).put("laps", String.valueOf(row.laps())).put("status", status(row, result));
    if (row.millis() != null) {
      json.put("Time", new JsonObject().put("millis", String.valueOf(row.millis())).put("time", time(row, result)));
    }
    if (row.fastest() != null) {
      json.put("FastestLap", new JsonObject().put("rank", String.valueOf(row.fastest().rank()))
          .put("lap", String.valueOf(row.fastest().lap())).put("Time", new JsonObject().put("time", RaceTime.lap(row.fastest().millis()))));
    }
    return json;
  }

  private JsonObject times(Qualifying.Times row) {
    var json = new JsonObject().put("number", String.valueOf(row.number())).put("position", String.valueOf(row.position()))
        .put("Driver", driver(row.driver())).put("Constructor", constructor(row.constructor()));
    if (row.q1() != null) json.put("Q1", RaceTime.lap(row.q1()));
    if (row.q2() != null) json.put("Q2", RaceTime.lap(row.q2()));
    if (row.q3() != null) json.put("Q3", RaceTime.lap(row.q3()));
    return json;
  }

  private static String positionText(Finish row) {
    return switch (row.kind()) {
      case CLASSIFIED -> String.valueOf(row.position());
      case RETIRED, NOT_CLASSIFIED -> "R";
      case DISQUALIFIED -> "D";
      case DID_NOT_START -> "W";
    };
  }

  static String status(Finish row, Classification result) {
    return switch (row.kind()) {
      case CLASSIFIED -> row.laps() < result.distance() ? "Lapped" : "Finished";
      case RETIRED -> "Retired";
      case NOT_CLASSIFIED -> "Lapped";
      case DISQUALIFIED -> "Disqualified";
      case DID_NOT_START -> "Did not start";
    };
  }

  /** The winner's total, everybody else's gap to it. */
  static String time(Finish row, Classification result) {
    return row.position() == 1 ? RaceTime.text(row.millis()) : RaceTime.gap(row.millis() - result.rows().getFirst().millis());
  }

  /** {@code 25}, {@code 12.5}. */
  private static String points(int hundredths) {
    return BigDecimal.valueOf(hundredths, 2).stripTrailingZeros().toPlainString();
  }
}

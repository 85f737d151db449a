package dev.paddock.upstream;

import dev.paddock.season.Classification;
import dev.paddock.season.Classification.Finish;
import dev.paddock.season.Classification.Kind;
import dev.paddock.season.RaceTime;
import dev.paddock.season.Season;
import dev.paddock.season.Season.Code;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * The plain REST shape of a race's result: {@code {"results":[…]}} with real numbers. {@code position} is 1..n for every
 * car, {@code dnf} says that it is not classified and {@code dnf_reason} why; {@code fastest_lap} is true for the holder
 * of the race's fastest lap; unknown times are null.
 */
final class RestPages {
  private final Season season;

  RestPages(Season season) {
    this.season = season;
  }

  /** Empty if the race is unknown or has no result yet. */
  Optional<JolpicaPages.Page> result(int round, Instant now) {
    return season.publishedBy(round, Code.R, now).map(Classification.class::cast).map(result -> {
      var rows = new JsonArray();
      result.rows().forEach(row -> rows.add(row(row, result)));
      return new JolpicaPages.Page(new JsonObject().put("results", rows), result.published());
    });
  }

  private JsonObject row(Finish row, Classification result) {
    var classified = row.kind() == Kind.CLASSIFIED;
    return new JsonObject()
        .put("driver", new JsonObject().put("name", season.driver(row.driver()).orElseThrow().name()).put("number", row.number()))
        .put("position", row.position()).put("grid_position", row.grid()).put("laps", row.laps()).put("points", points(row.points()))
        .put("fastest_lap", row.fastest() != null && row.fastest().rank() == 1)
        .put("fastest_lap_time", row.fastest() == null ? null : RaceTime.lap(row.fastest().millis()))
        .put("time", row.millis() == null ? null : JolpicaRows.time(row, result))
        .put("dnf", !classified).put("dnf_reason", classified ? null : JolpicaRows.status(row, result));
  }

  private static Number points(int hundredths) {
    return hundredths % 100 == 0 ? (Number) (hundredths / 100) : BigDecimal.valueOf(hundredths, 2).doubleValue();
  }
}

package dev.paddock.fantasy.web;

import static dev.paddock.fantasy.web.LineupSite.picks;

import dev.paddock.fantasy.FakeFormula1;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Three rounds to come, for which players make teams and save line-ups over HTTP. */
abstract class RoundsToCome {
  static final Instant LOCK = FakeFormula1.lock(1).lockAt();
  /** 10.0, 11.0, 12.0, 14.0 and 16.0. */
  static final JsonObject CHEAP = picks(20, 19, 18, 16, 14);

  LineupSite site;

  @BeforeEach void open() {
    site = new LineupSite(3);
  }

  @AfterEach void close() {
    site.close();
  }

  static JsonObject named(String name) {
    return new JsonObject().put("name", name).put("season", 2025);
  }
}

package dev.paddock.app;

import dev.paddock.f1.web.SeasonNames;
import dev.paddock.fantasy.web.DriverNames;
import dev.paddock.season.Season;
import io.vertx.core.Future;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What people call the drivers, for the game's pages. Sources list nobody before a season's first result: until then those have names
 * whom the bundled season enters.
 */
final class Roster implements DriverNames {
  private final SeasonNames names;
  private final Map<String, Name> bundled;

  Roster(SeasonNames names, Season bundled) {
    this.names = names;
    this.bundled = bundled.drivers().stream()
        .collect(Collectors.toUnmodifiableMap(Season.Driver::id, driver -> new Name(driver.name(), null)));
  }

  @Override public Future<Map<String, Name>> of(int season) {
    return names.of(season).map(all -> all.isEmpty() ? bundled : all.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> new Name(e.getValue().driver(), e.getValue().constructor()))));
  }

  @Override public String constructor(String constructorId) {
    return SeasonNames.constructor(constructorId);
  }
}

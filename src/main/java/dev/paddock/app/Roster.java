package dev.paddock.app;

import dev.paddock.f1.web.SeasonNames;
import dev.paddock.fantasy.web.DriverNames;
import io.vertx.core.Future;
import java.util.Map;
import java.util.stream.Collectors;

/** What people call the drivers, for the game's pages. */
final class Roster implements DriverNames {
  private final SeasonNames names;

  Roster(SeasonNames names) {
    this.names = names;
  }

  @Override public Future<Map<String, Name>> of(int season) {
    return names.of(season).map(all -> all.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> new Name(e.getValue().driver(), e.getValue().constructor()))));
  }

  @Override public String constructor(String constructorId) {
    return SeasonNames.constructor(constructorId);
  }
}

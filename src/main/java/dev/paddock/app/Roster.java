package dev.paddock.app;

import dev.paddock.f1.store.CalendarStore;
import dev.paddock.fantasy.web.DriverNames;
import io.vertx.core.Future;
import java.util.Map;
import java.util.stream.Collectors;

/** What people call the drivers, for the game's pages. */
final class Roster implements DriverNames {
  private final CalendarStore calendar;

  Roster(CalendarStore calendar) {
    this.calendar = calendar;
  }

  @Override public Future<Map<String, Name>> of(int season) {
    return calendar.roster(season).map(drivers -> drivers.stream()
        .collect(Collectors.toMap(driver -> driver.driverId(), driver -> new Name(driver.givenName() + " " + driver.familyName(), null))));
  }
}

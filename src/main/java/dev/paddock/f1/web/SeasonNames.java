package dev.paddock.f1.web;

import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.RaceReads;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What people call a season's drivers, and for whom each drives. */
public final class SeasonNames {
  /** @param constructor of the driver's latest result; null before the first */
  public record Name(String driver, String constructor) {}

  private final CalendarStore calendar;
  private final RaceReads reads;

  public SeasonNames(CalendarStore calendar, RaceReads reads) {
    this.calendar = calendar;
    this.reads = reads;
  }

  /** Such as "Red Bull" for {@code red_bull}. */
  public static String constructor(String constructorId) {
    return ResultRows.constructor(constructorId);
  }

  /** By driver id. */
  public Future<Map<String, Name>> of(int season) {
    return Future.all(calendar.roster(season), reads.constructors(season)).map(both -> {
      var roster = both.<List<Calendar.Driver>>resultAt(0).stream().collect(Collectors.toMap(Calendar.Driver::driverId, d -> d));
      Map<String, String> constructors = both.resultAt(1);
      return roster.keySet().stream().collect(Collectors.toMap(id -> id, id -> new Name(ResultRows.name(id, roster),
          Optional.ofNullable(constructors.get(id)).map(ResultRows::constructor).orElse(null))));
    });
  }
}

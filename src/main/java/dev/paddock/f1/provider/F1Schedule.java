package dev.paddock.f1.provider;

import dev.paddock.bus.Bus;
import dev.paddock.fetch.contract.Fetching;
import dev.paddock.fetch.contract.Fetching.Fetched;
import dev.paddock.fetch.contract.Fetching.GetPage;
import io.vertx.core.Future;
import java.time.Duration;

/** The schedules of the f1schedule repository, a file a season: every session with its start, but neither circuits nor drivers. */
public final class F1Schedule implements CalendarSource {
  public static final String NAME = "f1schedule";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Bus bus;

  public F1Schedule(Bus bus) {
    this.bus = bus;
  }

  /** Below the provider's base URL. */
  public static String resource(int year) {
    return "/theOehrly/f1schedule/master/schedule_" + year + ".json";
  }

  @Override public String name() {
    return NAME;
  }

  @Override public Future<Published> calendar(int year) {
    return bus.ask(Fetching.GET_PAGE, new GetPage(NAME, resource(year)), PATIENCE).map(fetched -> switch (fetched) {
      case Fetched.Fresh(var body, var at) -> read(body, year);
      case Fetched.Absent(var status) -> new Published.None();
      case Fetched.Deferred(var until, var why) -> new Published.Later(until, why);
      case Fetched.Unavailable(var why) -> new Published.Failed(why);
    });
  }

  private static Published read(String body, int year) {
    try {
      var schedule = F1SchedulePage.parse(body, year);
      return schedule.events().isEmpty() ? new Published.None() : new Published.Of(schedule.calendar());
    } catch (Malformed e) {
      return new Published.Failed(NAME + resource(year) + ": " + e.getMessage());
    }
  }
}

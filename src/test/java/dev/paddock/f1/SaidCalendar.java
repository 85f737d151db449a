package dev.paddock.f1;

import dev.paddock.f1.provider.CalendarSource;
import dev.paddock.f1.rules.Calendar;
import io.vertx.core.Future;
import java.util.List;

/** A source of calendars that says what the test wants. */
final class SaidCalendar implements CalendarSource {
  private final String name;
  Published answer = new Published.None();

  SaidCalendar(String name) {
    this.name = name;
  }

  void races(Calendar.Race... races) {
    answer = new Published.Of(new Calendar(2025, List.of(races), ScriptedSource.DRIVERS));
  }

  @Override public String name() {
    return name;
  }

  @Override public Future<Published> calendar(int year) {
    return Future.succeededFuture(answer);
  }
}

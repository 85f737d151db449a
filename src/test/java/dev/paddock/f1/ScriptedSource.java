package dev.paddock.f1;

import dev.paddock.f1.provider.CalendarSource;
import dev.paddock.f1.provider.ResultsSource;
import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.SessionCode;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A source that answers by the clock what the test wrote into its script, and remembers when it was asked. */
final class ScriptedSource implements ResultsSource, CalendarSource {
  static final List<Calendar.Driver> DRIVERS = ResultDiffTest.field(20).stream()
      .map(car -> new Calendar.Driver(car.driverId(), null, null, "Given", car.driverId(), null)).toList();

  final List<Instant> asked = new CopyOnWriteArrayList<>();
  private final InstantSource clock;
  private final TreeMap<Instant, Answer> script = new TreeMap<>();
  private Calendar calendar;

  ScriptedSource(InstantSource clock, Instant raceStart) {
    this.clock = clock;
    race(raceStart);
    from(Instant.EPOCH, new Answer.NotYet());
  }

  /** A season of one race, without qualifying. */
  void race(Instant start) {
    calendar = new Calendar(2025, List.of(new Calendar.Race(1, "Noon Grand Prix", "noon", "Noon Ring", "Noon", "Nowhere",
        List.of(new Calendar.Session(SessionCode.R, start)))), DRIVERS);
  }

  void noRace(Instant otherStart) {
    calendar = new Calendar(2025, List.of(new Calendar.Race(1, "Other Grand Prix", "other", "Other", "O", "O",
        List.of(new Calendar.Session(SessionCode.R, otherStart)))), DRIVERS);
  }

  void from(Instant at, Answer answer) {
    script.put(at, answer);
  }

  void publish(Instant at, List<CarResult> rows) {
    from(at, new Answer.Published(rows));
  }

  @Override public String name() {
    return "script";
  }

  @Override public boolean offers(SessionCode code) {
    return code.scored();
  }

  @Override public Future<Answer> result(int season, int round, SessionCode code, List<Calendar.Driver> roster) {
    asked.add(clock.instant());
    return Future.succeededFuture(script.floorEntry(clock.instant()).getValue());
  }

  @Override public Future<Published> calendar(int year) {
    return Future.succeededFuture(new Published.Of(calendar));
  }
}

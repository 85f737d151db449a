package dev.paddock.f1.provider.openf1;

import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.session.ComputedResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * {@code session_result}: a place has the best time in practice, the total in a race, a list of three in qualifying. Who did not start or
 * finish, or was disqualified, may have no position: they come last, more laps first.
 */
final class OpenF1Results {
  private static final int PLACES = 1000;

  private OpenF1Results() {}

  /** In the order of positions. */
  static List<ComputedResult> of(RowList rows, SessionCode code) {
    Map<Integer, ComputedResult> cars = new TreeMap<>();
    rows.each(row -> {
      var car = row.whole("driver_number");
      return car == null ? null : Objects.requireNonNullElse(cars.put(car, place(car, row, code)), row);
    });
    var ordered = cars.values().stream()
        .sorted(Comparator.comparing(ComputedResult::position).thenComparing(ComputedResult::laps, Comparator.reverseOrder())).toList();
    var places = new ArrayList<ComputedResult>();
    for (var place : ordered) {
      int position = place.position() == PLACES ? places.size() + 1 : place.position();
      places.add(new ComputedResult(position, place.car(), place.laps(), place.best(), place.total(), place.q1(), place.q2(), place.q3()));
    }
    return places;
  }

  private static ComputedResult place(int car, Row row, SessionCode code) {
    var position = row.whole("position");
    var laps = row.whole("number_of_laps");
    var duration = row.of().path("duration");
    var one = Row.millis(duration);
    boolean race = code == SessionCode.R || code == SessionCode.S;
    var q1 = Row.millis(duration.path(0));
    var q2 = Row.millis(duration.path(1));
    var q3 = Row.millis(duration.path(2));
    var best = Stream.of(q1, q2, q3).filter(Objects::nonNull).min(Comparator.naturalOrder()).orElse(race ? null : one);
    return new ComputedResult(position == null || position < 1 ? PLACES : position, car, laps == null ? 0 : laps, best, race ? one : null,
        q1, q2, q3);
  }
}

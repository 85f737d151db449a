package dev.paddock.f1.rules.laps;

import dev.paddock.f1.rules.session.ComputedResult;
import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.rules.session.Timing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The classification that follows from the laps alone. A lap time counts if the timekeepers took it as the car's best, which a
 * deleted lap is not: in- and out-laps may have times too, and those count for nothing.
 *
 * <ul>
 * <li>Practice: the best lap.
 * <li>Qualifying: the best lap of the third part, then of the second, then of the first. Who is not among the fastest of a part takes no
 *     part in the next, so that order is the sport's; 107 % decides who may start the race, not the order.
 * <li>Races: more laps first, of as many who ended them first. Penalties and exclusions are in no stream: they are the stewards'.
 * </ul>
 *
 * Without any time, who drove more laps is ahead, then the lower number.
 */
public final class Places {
  private static final Comparator<Integer> KNOWN_FIRST = Comparator.nullsLast(Comparator.naturalOrder());
  private static final Comparator<ComputedResult> NOTHING_ELSE =
      Comparator.comparingInt(ComputedResult::laps).reversed().thenComparingInt(ComputedResult::car);

  private Places() {}

  /** @param timing with the times at which the parts of a qualifying began; @param entered cars, also those without a lap; may be empty */
  public static List<ComputedResult> of(List<Lap> laps, Timing timing, Background background, Set<Integer> entered) {
    var clock = background.clock();
    var cars = new TreeMap<Integer, List<Lap>>();
    for (int car : entered) cars.put(car, new ArrayList<>());
    for (var lap : laps) cars.computeIfAbsent(lap.timed().car(), _ -> new ArrayList<>()).add(lap);
    var order = switch (background.code()) {
      case FP1, FP2, FP3 -> Comparator.comparing(ComputedResult::best, KNOWN_FIRST);
      case Q, SQ, SS -> Comparator.comparing(ComputedResult::q3, KNOWN_FIRST).thenComparing(ComputedResult::q2, KNOWN_FIRST)
          .thenComparing(ComputedResult::q1, KNOWN_FIRST);
      case R, S -> Comparator.comparingInt(ComputedResult::laps).reversed().thenComparing(ComputedResult::total, KNOWN_FIRST);
    };
    var rows = cars.entrySet().stream().map(car -> row(car, timing.parts(), clock)).sorted(order.thenComparing(NOTHING_ELSE)).toList();
    var places = new ArrayList<ComputedResult>();
    for (var row : rows) {
      places.add(new ComputedResult(places.size() + 1, row.car(), row.laps(), row.best(), row.total(), row.q1(), row.q2(), row.q3()));
    }
    return places;
  }

  private static ComputedResult row(Map.Entry<Integer, List<Lap>> car, List<Integer> parts, StartAndFinish clock) {
    var driven = car.getValue().stream().filter(lap -> !lap.generated() && clock.part(lap.start(), lap.timed().time())).toList();
    var end = driven.isEmpty() ? null : driven.getLast().timed().end();
    var total = clock.race() && clock.started().isPresent() && end != null ? (Integer) (end - clock.started().getAsInt()) : null;
    boolean qualifying = !parts.isEmpty();
    return new ComputedResult(0, car.getKey(), driven.size(), best(driven, 0, Integer.MAX_VALUE), total,
        qualifying ? best(driven, 0, from(parts, 1)) : null,
        qualifying ? best(driven, from(parts, 1), from(parts, 2)) : null,
        qualifying ? best(driven, from(parts, 2), Integer.MAX_VALUE) : null);
  }

  /** When a part began: parts that never did begin at the end of time. */
  private static int from(List<Integer> parts, int part) {
    return part <= parts.size() ? parts.get(part - 1) : Integer.MAX_VALUE;
  }

  private static Integer best(List<Lap> laps, int from, int until) {
    return laps.stream().filter(lap -> lap.timed().personalBest() && lap.timed().end() != null
            && lap.timed().end() >= from && lap.timed().end() < until)
        .map(lap -> lap.timed().time()).filter(Objects::nonNull).min(Comparator.naturalOrder()).orElse(null);
  }
}

package dev.paddock.f1.rules.laps;

import dev.paddock.f1.rules.session.TimedLap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The lap on which a car stopped out on the track: the stream has none, for it never came round. It ends with a red flag or when the car
 * stopped, whatever was first; if neither is known, in a race after 150 s. A car that came into the pits has none, nor one that saw the
 * chequered flag, nor any in a session whose end is not known.
 */
final class UnfinishedLaps {
  /** Longer than almost every lap. */
  private static final int ASSUMED = 150_000;
  /** What happened so long after the last lap was not on the next one. */
  private static final int LATEST = 600_000;

  private final StartAndFinish clock;
  private final Map<Integer, Integer> stopped;
  private final int chequered;

  /** @param laps of all cars */
  UnfinishedLaps(StartAndFinish clock, Map<Integer, Integer> stopped, List<TimedLap> laps) {
    this.clock = clock;
    this.stopped = stopped;
    int distance = laps.stream().mapToInt(TimedLap::number).max().orElse(0);
    this.chequered = !clock.race() ? Integer.MAX_VALUE : laps.stream().filter(lap -> lap.number() == distance && lap.end() != null)
        .mapToInt(TimedLap::end).min().orElse(Integer.MAX_VALUE);
  }

  /** @param laps of one car, at least one */
  Optional<TimedLap> after(List<TimedLap> laps) {
    var last = laps.getLast();
    if (last.end() == null || last.end() >= chequered || inThePits(laps)) return Optional.empty();
    return end(last.car(), last.end()).stream().mapToObj(end -> generated(last.car(), last.number() + 1, end, last.pitStops())).findFirst();
  }

  /** The only lap of a car that started a race and stopped on its first lap. */
  Optional<TimedLap> first(int car) {
    var at = stopped.get(car);
    if (!clock.race() || clock.started().isEmpty() || at == null || at < clock.started().getAsInt()) return Optional.empty();
    return end(car, clock.started().getAsInt()).stream().mapToObj(end -> generated(car, 1, end, 0)).findFirst();
  }

  private static boolean inThePits(List<TimedLap> laps) {
    var last = laps.getLast();
    if (last.pitIn() != null) return true;
    // The line crosses the pit lane before the box: the lap after the last one in began there and never left.
    return laps.size() > 1 && laps.get(laps.size() - 2).pitIn() != null && last.pitOut() == null;
  }

  private OptionalInt end(int car, int after) {
    if (clock.finished().isEmpty() || clock.finished().getAsInt() <= after) return OptionalInt.empty();
    var stop = stopped.getOrDefault(car, -1);
    var known = IntStream.concat(clock.redFlagNext(after).stream(), IntStream.of(stop))
        .filter(at -> at > after && at <= after + LATEST).min();
    return known.isPresent() || !clock.race() ? known : OptionalInt.of(after + ASSUMED);
  }

  private static TimedLap generated(int car, int number, int end, int pitStops) {
    return new TimedLap(car, number, null, null, null, null, end, null, null, null, null, null, pitStops, null, null, null, null, false);
  }
}

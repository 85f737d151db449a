package dev.paddock.f1.rules.laps;

import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.rules.session.PitLaneTime;
import dev.paddock.f1.rules.session.PitStop;
import dev.paddock.f1.rules.session.TimedLap;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Ways through the pit lane: each entry with the exit that follows it. In races those before the start and after the finish are none.
 */
public final class PitStops {
  private PitStops() {}

  /** In the order of car and number. @param lane times in the pit lane, as they were told; may be empty */
  public static List<PitStop> of(List<Lap> laps, StartAndFinish clock, List<PitLaneTime> lane) {
    var cars = new TreeMap<Integer, List<TimedLap>>();
    for (var lap : laps) cars.computeIfAbsent(lap.timed().car(), _ -> new ArrayList<>()).add(lap.timed());
    var stops = new ArrayList<PitStop>();
    for (var car : cars.entrySet()) {
      var entries = entries(car.getValue(), clock);
      for (int i = 0; i < entries.size(); i++) {
        int in = entries.get(i).at();
        int next = i + 1 < entries.size() ? entries.get(i + 1).at() : Integer.MAX_VALUE;
        var out = car.getValue().stream().map(TimedLap::pitOut).filter(at -> at != null && at > in && at <= next).findFirst().orElse(null);
        var told = lane.stream().filter(time -> time.car() == car.getKey() && time.at() > in && time.at() <= next).findFirst();
        stops.add(new PitStop(car.getKey(), i + 1, entries.get(i).lap(), in, out,
            told.map(PitLaneTime::lane).orElse(out == null ? null : (Integer) (out - in))));
      }
    }
    return stops;
  }

  /** Where one car came in. */
  static List<TyreSets.Entry> entries(List<TimedLap> laps, StartAndFinish clock) {
    int from = clock.race() ? clock.started().orElse(0) : 0;
    int to = clock.race() ? clock.finished().orElse(Integer.MAX_VALUE) : Integer.MAX_VALUE;
    return laps.stream().filter(lap -> lap.pitIn() != null && lap.pitIn() >= from && lap.pitIn() <= to)
        .map(lap -> new TyreSets.Entry(lap.pitIn(), lap.number())).toList();
  }
}

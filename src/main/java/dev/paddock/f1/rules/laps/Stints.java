package dev.paddock.f1.rules.laps;

import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.rules.session.Stint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sets of tyres in use, as laps tell them. */
public final class Stints {
  private Stints() {}

  /** In the order of car and number. @param background with the tyres of all cars: a set that did no lap is a stint too */
  public static List<Stint> of(List<Lap> laps, Background background) {
    var cars = new TreeMap<Integer, List<Lap>>();
    for (var message : background.tyres().messages()) cars.computeIfAbsent(message.car(), _ -> new ArrayList<>());
    for (var lap : laps) cars.computeIfAbsent(lap.timed().car(), _ -> new ArrayList<>()).add(lap);
    return cars.entrySet().stream().flatMap(car -> stints(car, background).stream()).toList();
  }

  private static List<Stint> stints(Map.Entry<Integer, List<Lap>> car, Background background) {
    var timed = car.getValue().stream().map(Lap::timed).toList();
    var sets = TyreSets.of(background.tyres().of(car.getKey()), PitStops.entries(timed, background.clock()));
    var stints = new ArrayList<Stint>();
    for (int i = 0; i < sets.size(); i++) {
      int number = i + 1;
      var on = car.getValue().stream().filter(lap -> Integer.valueOf(number).equals(lap.stint())).map(lap -> lap.timed().number()).toList();
      var set = sets.get(i);
      stints.add(new Stint(car.getKey(), number, set.compound(), set.fresh(), set.age(), on.isEmpty() ? null : on.getFirst(),
          on.isEmpty() ? null : on.getLast()));
    }
    return stints;
  }
}

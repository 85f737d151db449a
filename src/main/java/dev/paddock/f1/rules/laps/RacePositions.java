package dev.paddock.f1.rules.laps;

import dev.paddock.f1.rules.session.TimedLap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Positions in a race: who ended a lap of that number first is first. A lapped car has its place among those that did as many laps. */
final class RacePositions {
  record Key(int car, int lap) {}

  private RacePositions() {}

  /** @param laps of all cars; those that did not end have no place */
  static Map<Key, Integer> of(List<TimedLap> laps) {
    var byNumber = new TreeMap<Integer, List<TimedLap>>();
    for (var lap : laps) if (lap.end() != null) byNumber.computeIfAbsent(lap.number(), _ -> new ArrayList<>()).add(lap);
    var positions = new HashMap<Key, Integer>();
    for (var same : byNumber.values()) {
      same.sort(Comparator.comparingInt(TimedLap::end));
      for (int i = 0; i < same.size(); i++) positions.put(new Key(same.get(i).car(), same.get(i).number()), i + 1);
    }
    return positions;
  }
}

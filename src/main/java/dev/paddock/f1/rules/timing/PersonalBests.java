package dev.paddock.f1.rules.timing;

import java.util.ArrayList;
import java.util.List;

/**
 * Which laps were a car's fastest so far. The stream names the best lap whenever it changes; where a slower one follows, the faster
 * was deleted, and was none. Each part of a qualifying begins anew.
 */
final class PersonalBests {
  private PersonalBests() {}

  /** @param parts session times at which the parts after the first began */
  static void mark(List<Draft> laps, List<Integer> parts) {
    var part = new ArrayList<Draft>();
    int next = 0;
    for (var lap : laps) {
      while (next < parts.size() && lap.end >= parts.get(next)) {
        markPart(part);
        part.clear();
        next++;
      }
      part.add(lap);
    }
    markPart(part);
  }

  private static void markPart(List<Draft> laps) {
    int slowest = 0;
    for (int i = laps.size() - 1; i >= 0; i--) {
      var lap = laps.get(i);
      for (int best : lap.bests.reversed()) {
        if (best < slowest) continue;
        slowest = best;
        if (best == lap.time) lap.personalBest = true;
      }
    }
  }
}

package dev.paddock.f1.rules.timing;

import static dev.paddock.f1.rules.timing.Draft.NONE;

import java.util.List;

/**
 * When laps really ended. Messages can only be late, never early: the earliest end that any of them allows is the best. What the lap times
 * say of neighbours counts likewise.
 */
final class Ends {
  private Ends() {}

  static void correct(List<Draft> laps) {
    for (var lap : laps) {
      int rest = 0;
      for (int i = 2; i >= 0; i--) {
        if (lap.sectorsAt[i] != NONE) lap.end = earlier(lap.end, lap.sectorsAt[i] + rest);
        if (lap.sectors[i] == NONE) break;
        rest += lap.sectors[i];
      }
      if (lap.end == NONE) lap.end = lap.pitIn;
    }
    laps.removeIf(lap -> lap.end == NONE);
    for (int i = laps.size() - 1; i > 0; i--) {
      var lap = laps.get(i);
      var before = laps.get(i - 1);
      if (lap.time != NONE) before.end = Math.min(before.end, lap.end - lap.time);
    }
    for (int i = 1; i < laps.size(); i++) {
      var lap = laps.get(i);
      if (lap.time != NONE) lap.end = Math.min(lap.end, laps.get(i - 1).end + lap.time);
    }
    for (var lap : laps) {
      if (lap.time == NONE) continue;
      int at = lap.end - lap.time;
      for (int i = 0; i < 3 && lap.sectors[i] != NONE; i++) {
        at += lap.sectors[i];
        if (lap.sectorsAt[i] != NONE) lap.sectorsAt[i] = at;
      }
    }
  }

  private static int earlier(int end, int other) {
    return end == NONE ? other : Math.min(end, other);
  }
}

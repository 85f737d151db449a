package dev.paddock.f1.rules.timing;

import static dev.paddock.f1.rules.timing.Draft.NONE;

import java.util.List;

/**
 * When laps really ended, and with them their sectors. Messages can only be late, never early: the earliest end that any of them allows is
 * the best. What the lap times say of neighbours counts likewise.
 */
final class Ends {
  /** By how many ms messages are late at most. */
  private static final int LATEST = 30_000;

  private Ends() {}

  /** A lap whose end cannot be known ends with the entry into the pits; without one it is left out. */
  static void correct(List<Draft> laps) {
    for (var lap : laps) lap.end = earliest(lap);
    laps.removeIf(lap -> lap.end == NONE);
    for (int i = 1; i < laps.size(); i++) withoutLostHours(laps.get(i - 1), laps.get(i));
    for (int i = laps.size() - 1; i > 0; i--) {
      var lap = laps.get(i);
      var before = laps.get(i - 1);
      if (lap.time != NONE) before.end = Math.min(before.end, lap.end - lap.time);
    }
    for (int i = 1; i < laps.size(); i++) {
      var lap = laps.get(i);
      if (lap.time != NONE) lap.end = Math.min(lap.end, laps.get(i - 1).end + lap.time);
    }
    laps.forEach(Ends::correctSectors);
  }

  private static int earliest(Draft lap) {
    int end = lap.end;
    int rest = 0;
    for (int i = 2; i >= 0; i--) {
      if (lap.sectorsAt[i] != NONE) end = end == NONE ? lap.sectorsAt[i] + rest : Math.min(end, lap.sectorsAt[i] + rest);
      if (lap.sectors[i] == NONE) break;
      rest += lap.sectors[i];
    }
    return end == NONE ? lap.pitIn : end;
  }

  /** The stream writes 1:01:54.751 as 1:54.751: after a long break, a lap's time is much less than what lies between the ends. */
  private static void withoutLostHours(Draft before, Draft lap) {
    if (lap.time != NONE && lap.end - before.end - lap.time > LATEST) lap.time = NONE;
  }

  private static void correctSectors(Draft lap) {
    if (lap.time == NONE) return;
    int at = lap.end - lap.time;
    for (int i = 0; i < 3 && lap.sectors[i] != NONE; i++) {
      at += lap.sectors[i];
      if (lap.sectorsAt[i] != NONE) lap.sectorsAt[i] = at;
    }
  }
}

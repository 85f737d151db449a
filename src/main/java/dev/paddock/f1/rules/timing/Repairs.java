package dev.paddock.f1.rules.timing;

import static dev.paddock.f1.rules.timing.Draft.NONE;

import java.util.List;

/** What follows from the rest of a lap and from the lap before: the stream sends nothing for a value that is the same as the last. */
final class Repairs {
  private Repairs() {}

  static void repair(List<Draft> laps) {
    for (int i = 0; i < laps.size(); i++) {
      var lap = laps.get(i);
      int sum = lap.sum();
      if (lap.time != NONE && known(lap) > lap.time) lap.time = NONE;
      if (lap.time == NONE && lap.untimed) lap.time = sum;
      if (i > 0) repeat(lap, laps.get(i - 1), sum);
    }
  }

  private static void repeat(Draft lap, Draft before, int sum) {
    if (before.time == NONE) return;
    if (lap.time == NONE && sum == before.time) lap.time = sum;
    if (lap.time == NONE) return;
    int missing = -1;
    int known = 0;
    for (int i = 0; i < 3; i++) {
      if (lap.sectors[i] != NONE) known += lap.sectors[i];
      else if (missing >= 0) return;
      else missing = i;
    }
    if (missing >= 0 && before.sectors[missing] == lap.time - known) lap.sectors[missing] = before.sectors[missing];
  }

  /** The sum of the sectors that are known. */
  private static int known(Draft lap) {
    int sum = 0;
    for (int sector : lap.sectors) if (sector != NONE) sum += sector;
    return sum;
  }
}

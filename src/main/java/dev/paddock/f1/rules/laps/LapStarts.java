package dev.paddock.f1.rules.laps;

import dev.paddock.f1.rules.session.TimedLap;
import java.util.ArrayList;
import java.util.List;

/**
 * When each lap of a car began: where the one before ended. The first lap of a race began with the race, that of another session when
 * the car left the pits. After a red flag a race goes on with the restart (unless the lap has a time: then it was driven as usual), in
 * other sessions a car begins where it leaves the pits.
 */
final class LapStarts {
  private LapStarts() {}

  /** Session times in ms, one a lap; null: unknown. @param laps of one car, in order */
  static List<Integer> of(List<TimedLap> laps, StartAndFinish clock) {
    var starts = new ArrayList<Integer>();
    for (int i = 0; i < laps.size(); i++) {
      if (i > 0) starts.add(laps.get(i - 1).end());
      else starts.add(clock.race() && clock.started().isPresent() ? (Integer) clock.started().getAsInt() : null);
    }
    for (int restart : clock.restarts()) {
      int i = firstOut(laps, restart);
      if (i == laps.size()) continue;
      if (!clock.race()) starts.set(i, null);
      else if (laps.get(i).time() == null) starts.set(i, restart);
    }
    for (int i = 0; i < starts.size(); i++) if (starts.get(i) == null) starts.set(i, laps.get(i).pitOut());
    return starts;
  }

  private static int firstOut(List<TimedLap> laps, int after) {
    int i = 0;
    while (i < laps.size() && (laps.get(i).pitOut() == null || laps.get(i).pitOut() <= after)) i++;
    return i;
  }
}

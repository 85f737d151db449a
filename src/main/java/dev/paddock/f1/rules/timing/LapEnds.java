package dev.paddock.f1.rules.timing;

import static dev.paddock.f1.rules.timing.News.IN_PIT;
import static dev.paddock.f1.rules.timing.News.LAPS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the laps of a car end: at every line in which the number of laps rises, one lap each, however far it rises. What the stream counts
 * before the car first left the pits is no lap.
 *
 * @param lines what counts: lines from the past are left out, from a number of laps that is lower than one seen until it is reached again
 * @param laps  the lap that is run when a line comes, from 0, for each of them
 * @param ends  session times; the last lap has none
 */
record LapEnds(List<Delta> lines, int[] laps, int[] ends) {
  /** By how many ms, at most, messages that belong together come apart. */
  static final int LATE = 5000;
  /** More than any session has; a higher count is no count. */
  private static final int MOST = 1000;

  static LapEnds of(List<Delta> deltas) {
    var lines = new ArrayList<Delta>(deltas.size());
    var laps = new int[deltas.size()];
    var ends = new ArrayList<Integer>();
    int counted = 0;
    boolean past = false;
    boolean out = false;
    for (var delta : deltas) {
      int count = delta.has(LAPS) && delta.get(LAPS) <= MOST ? delta.get(LAPS) : -1;
      if (past && count == counted) past = false;
      else if (count >= 0 && (past || count < counted)) past = true;
      if (past) continue;
      if (delta.is(IN_PIT, false)) out = true;
      laps[lines.size()] = ends.size();
      lines.add(delta);
      if (count > counted) {
        counted = count;
        if (out) ends.add(delta.at());
      }
    }
    return new LapEnds(lines, Arrays.copyOf(laps, lines.size()), ends.stream().mapToInt(Integer::intValue).toArray());
  }

  /** How many laps, the unfinished last one included. */
  int count() {
    return ends.length + 1;
  }

  /** Session time at which a lap ended, or {@link Draft#NONE}. */
  int end(int lap) {
    return lap < ends.length ? ends[lap] : Draft.NONE;
  }
}

package dev.paddock.f1.rules.timing;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which laps were a car's fastest so far. The stream tells the best lap time whenever it changes. Where it becomes slower, the
 * faster ones were deleted and do not count, unless one is told again: it was reinstated. Each part of a qualifying begins anew.
 */
final class PersonalBests {
  private PersonalBests() {}

  /** @param parts session times at which the parts after the first began */
  static void mark(List<Delta> lines, List<Draft> laps, List<Integer> parts) {
    var told = lines.stream().filter(line -> line.has(News.BEST_LAP)).toList();
    int from = 0;
    for (int part = 0; part <= parts.size(); part++) {
      int to = from;
      while (to < told.size() && (part == parts.size() || told.get(to).at() < parts.get(part))) to++;
      markPart(told.subList(from, to), laps);
      from = to;
    }
  }

  private static void markPart(List<Delta> told, List<Draft> laps) {
    Map<Integer, Draft> bests = new HashMap<>();
    for (var line : told) bests.computeIfAbsent(line.get(News.BEST_LAP), time -> lap(laps, time, line.at()));
    for (int time : standing(told)) if (bests.get(time) != null) bests.get(time).personalBest = true;
  }

  /** The times after whose last telling no slower one was told. */
  private static Set<Integer> standing(List<Delta> told) {
    var standing = new HashSet<Integer>();
    int slowest = 0;
    for (int i = told.size() - 1; i >= 0; i--) {
      int time = told.get(i).get(News.BEST_LAP);
      if (time < slowest) continue;
      slowest = time;
      standing.add(time);
    }
    return standing;
  }

  /** The last lap of that time which had ended when it was told, or was about to; null if there is none. */
  private static Draft lap(List<Draft> laps, int time, int at) {
    Draft last = null;
    for (var lap : laps) if (lap.time == time && lap.end - at < LapEnds.LATE) last = lap;
    return last;
  }
}

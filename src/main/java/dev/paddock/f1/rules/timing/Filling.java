package dev.paddock.f1.rules.timing;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts what the lines say into the laps they speak of. A value that comes less than {@link LapEnds#LATE} ms after a lap's end belongs to
 * that lap, all but the speed on the straight; a car that leaves the pits so shortly before the end, to the next.
 */
final class Filling {
  /** What lasts longer is a break, not a lap. */
  private static final int LONGEST = 150_000;

  private final LapEnds ends;
  private final List<Draft> laps = new ArrayList<>();
  private boolean out;

  private Filling(LapEnds ends) {
    this.ends = ends;
    for (int i = 0; i < ends.count(); i++) {
      var lap = new Draft();
      lap.end = ends.end(i);
      laps.add(lap);
    }
  }

  /** The laps in order; a last one without an end is the one that the car was on. What begins before it drove is none. */
  static List<Draft> of(LapEnds ends) {
    var filling = new Filling(ends);
    for (int i = 0; i < ends.lines().size(); i++) filling.fill(ends.lines().get(i), ends.laps()[i]);
    var laps = filling.laps;
    if (!laps.getFirst().driven()) laps.removeFirst();
    if (!laps.isEmpty() && !laps.getLast().driven()) laps.removeLast();
    return laps;
  }

  private void fill(Delta line, int current) {
    var lap = laps.get(current);
    var late = current > 0 && line.at() - ends.end(current - 1) < LapEnds.LATE ? laps.get(current - 1) : lap;
    for (int i = 0; i < 3; i++) {
      var sector = News.SECTOR_1.plus(i);
      if (!line.has(sector)) continue;
      late.sectors[i] = line.get(sector);
      late.sectorsAt[i] = line.at();
    }
    if (line.get(News.LAP_TIME) == Delta.BLANK) late.untimed = true;
    else if (line.has(News.LAP_TIME) && line.get(News.LAP_TIME) < LONGEST) late.time = line.get(News.LAP_TIME);
    for (int i = 0; i < 3; i++) {
      var speed = News.SPEED_I1.plus(i);
      if (line.has(speed)) late.speeds[i] = line.get(speed);
    }
    if (line.has(News.SPEED_ST)) lap.speeds[3] = line.get(News.SPEED_ST);
    pits(line, current);
  }

  private void pits(Delta line, int current) {
    var lap = laps.get(current);
    if (line.is(News.IN_PIT, true) && out) {
      lap.pitIn = line.at();
    } else if (line.is(News.IN_PIT, false)) {
      out = true;
      lap.outs++;
      boolean next = ends.end(current) != Draft.NONE && ends.end(current) - line.at() < LapEnds.LATE;
      (next ? laps.get(current + 1) : lap).pitOut = line.at();
      // In and out again before the first lap, as on the way to the grid, is no stop.
      if (current == 0 && !next) lap.pitIn = Draft.NONE;
    }
  }
}

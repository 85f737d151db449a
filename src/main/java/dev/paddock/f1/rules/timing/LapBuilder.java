package dev.paddock.f1.rules.timing;

import dev.paddock.f1.rules.session.TimedLap;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes laps of what the timing stream said of each car. */
public final class LapBuilder {
  private LapBuilder() {}

  /**
   * The laps of each car in order, the cars in the order of their numbers.
   *
   * @param lines what was said of each car, in the order of the stream
   * @param parts see {@link QualifyingParts}
   */
  public static List<TimedLap> laps(SortedMap<Integer, List<Delta>> lines, List<Integer> parts) {
    var cars = new TreeMap<Integer, List<Draft>>();
    lines.forEach((car, said) -> {
      var ends = LapEnds.of(said);
      var laps = Filling.of(ends);
      Repairs.repair(laps);
      Ends.correct(laps);
      PersonalBests.mark(ends.lines(), laps, parts);
      cars.put(car, laps);
    });
    Alignment.align(lines, cars);
    var all = new ArrayList<TimedLap>();
    cars.forEach((car, laps) -> {
      int stops = 0;
      for (int i = 0; i < laps.size(); i++) {
        if (i > 0) stops += laps.get(i).outs;
        all.add(laps.get(i).lap(car, i + 1, stops));
      }
    });
    return List.copyOf(all);
  }
}

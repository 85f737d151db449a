package dev.paddock.f1.rules.timing;

import dev.paddock.f1.rules.session.PositionChange;
import dev.paddock.f1.rules.session.TimedLap;
import dev.paddock.f1.rules.session.Timing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes laps of what the timing stream said of each car: each step is a class, and its rules are told there. */
public final class LapBuilder {
  /** A car of which nothing is said until these ms after the first of all is of another series, which drives later in the same stream. */
  private static final int OTHER_SERIES = 3_600_000;

  private LapBuilder() {}

  /** @param heard by racing number; @param undecoded lines that said nothing */
  public static Timing build(Map<Integer, Heard> heard, int undecoded) {
    var cars = new TreeMap<Integer, List<Delta>>();
    heard.forEach((car, all) -> cars.put(car, all.lines()));
    cars.values().removeIf(List::isEmpty);
    int first = cars.values().stream().mapToInt(lines -> lines.getFirst().at()).min().orElse(0);
    cars.values().removeIf(lines -> lines.getFirst().at() - first > OTHER_SERIES);
    var parts = QualifyingParts.of(cars.values());
    var stopped = new HashMap<Integer, Integer>();
    cars.forEach((car, lines) -> {
      int at = StoppedCars.stopped(lines);
      if (at != Draft.NONE) stopped.put(car, at);
    });
    return new Timing(laps(cars, parts), positions(cars), parts, stopped, undecoded);
  }

  private static List<TimedLap> laps(SortedMap<Integer, List<Delta>> cars, List<Integer> parts) {
    var drafts = new TreeMap<Integer, List<Draft>>();
    cars.forEach((car, lines) -> drafts.put(car, drafts(lines, parts)));
    Alignment.align(cars, drafts);
    var all = new ArrayList<TimedLap>();
    drafts.forEach((car, laps) -> {
      int stops = 0;
      for (int i = 0; i < laps.size(); i++) {
        // Leaving the pits ends a stop, but for the first time. What it did before its first lap, as on the way to the grid, is none.
        if (i > 0) stops += laps.get(i).outs;
        all.add(laps.get(i).lap(car, i + 1, stops));
      }
    });
    return all;
  }

  private static List<Draft> drafts(List<Delta> lines, List<Integer> parts) {
    var ends = LapEnds.of(lines);
    var laps = Filling.of(ends);
    Repairs.repair(laps);
    Ends.correct(laps);
    PersonalBests.mark(ends.lines(), laps, parts);
    return laps;
  }

  private static List<PositionChange> positions(SortedMap<Integer, List<Delta>> cars) {
    var changes = new ArrayList<PositionChange>();
    cars.forEach((car, lines) -> {
      for (var line : lines) if (line.has(News.POSITION)) changes.add(new PositionChange(car, line.at(), line.get(News.POSITION)));
    });
    changes.sort(Comparator.comparingInt(PositionChange::at).thenComparingInt(PositionChange::position));
    return changes;
  }
}

package dev.paddock.f1.rules.timing;

import static dev.paddock.f1.rules.timing.Draft.NONE;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Each car's messages are late by their own amount. What the stream says of its gap to the leader tells by how much: on the first lap on
 * which neither was in the pits, the ends of both laps must lie that far apart. Nobody is moved later.
 */
final class Alignment {
  private final Map<Integer, List<Delta>> gaps = new HashMap<>();
  private final SortedMap<Integer, List<Draft>> cars;
  private final Map<Integer, Integer> shifts = new HashMap<>();

  private Alignment(SortedMap<Integer, List<Delta>> lines, SortedMap<Integer, List<Draft>> cars) {
    this.cars = cars;
    lines.forEach((car, all) -> gaps.put(car, all.stream().filter(line -> line.get(News.GAP) != Delta.UNSAID).toList()));
  }

  /** @param lines what the stream said of each car; @param cars their laps, whose ends are moved */
  static void align(SortedMap<Integer, List<Delta>> lines, SortedMap<Integer, List<Draft>> cars) {
    var alignment = new Alignment(lines, cars);
    int laps = cars.values().stream().mapToInt(List::size).max().orElse(0);
    for (int lap = 0; lap < laps; lap++) alignment.measure(lap);
    alignment.shift();
  }

  private void measure(int lap) {
    if (cars.entrySet().stream().noneMatch(car -> !shifts.containsKey(car.getKey()) && tells(car.getValue(), lap))) return;
    int leader = -1;
    var behind = new HashMap<Integer, Integer>();
    for (var car : cars.entrySet()) {
      if (!tells(car.getValue(), lap)) continue;
      int gap = gapAt(gaps.get(car.getKey()), car.getValue().get(lap).end);
      if (gap == Delta.LEADER && (leader < 0 || end(car.getKey(), lap) < end(leader, lap))) leader = car.getKey();
      else if (gap > Delta.LEADER) behind.put(car.getKey(), gap);
    }
    if (leader < 0) return;
    if (shifts.isEmpty() && !behind.isEmpty()) shifts.put(leader, 0);
    if (!shifts.containsKey(leader)) return;
    int front = end(leader, lap) + shifts.get(leader);
    behind.forEach((car, gap) -> shifts.putIfAbsent(car, front + gap - end(car, lap)));
  }

  private static boolean tells(List<Draft> laps, int lap) {
    return lap < laps.size() && laps.get(lap).pitIn == NONE && laps.get(lap).pitOut == NONE;
  }

  private int end(int car, int lap) {
    return cars.get(car).get(lap).end;
  }

  private void shift() {
    if (shifts.isEmpty()) return;
    int latest = shifts.values().stream().mapToInt(Integer::intValue).max().getAsInt();
    shifts.forEach((car, shift) -> cars.get(car).forEach(lap -> lap.end += shift - latest));
  }

  /** The gap that was told nearest to a time; NONE if none ever was. */
  private static int gapAt(List<Delta> gaps, int at) {
    int gap = NONE;
    long nearest = Long.MAX_VALUE;
    for (var line : gaps) {
      long distance = Math.abs((long) line.at() - at);
      if (distance >= nearest) continue;
      nearest = distance;
      gap = line.get(News.GAP);
    }
    return gap;
  }
}

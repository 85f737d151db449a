package dev.paddock.f1.rules.telemetry;

import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.rules.session.TimedLap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where each lap of a car begins: at its own start, else where the lap before ended; its first lap without a start begins when it left
 * the pits, else a lap time before its end. A lap of which nothing is known stays with the one before it.
 *
 * @param cuts ascending in number and time
 */
public record LapCuts(List<Cut> cuts) {
  /** @param from session time in ms of a lap's beginning */
  public record Cut(int lap, int from) {}

  public static final LapCuts NONE = new LapCuts(List.of());

  public LapCuts {
    cuts = List.copyOf(cuts);
  }

  /** By car. */
  public static Map<Integer, LapCuts> of(List<Lap> laps) {
    var byCar = new TreeMap<Integer, List<Lap>>();
    for (var lap : laps) byCar.computeIfAbsent(lap.timed().car(), car -> new ArrayList<>()).add(lap);
    var cuts = new TreeMap<Integer, LapCuts>();
    byCar.forEach((car, own) -> cuts.put(car, ofOne(own)));
    return cuts;
  }

  /** The samples of one car as blocks, each with at least one sample. */
  public List<TelemetryBlock> pack(int car, Samples samples) {
    var blocks = new ArrayList<TelemetryBlock>();
    int lap = 0;
    int from = 0;
    for (var cut : cuts) {
      int to = samples.firstFrom(cut.from());
      add(car, lap, samples.slice(from, Math.max(from, to)), blocks);
      from = Math.max(from, to);
      lap = cut.lap();
    }
    add(car, lap, samples.slice(from, samples.size()), blocks);
    return blocks;
  }

  private static void add(int car, int lap, Samples samples, List<TelemetryBlock> blocks) {
    if (samples.size() > 0) blocks.add(Packing.pack(car, lap, samples));
  }

  private static LapCuts ofOne(List<Lap> laps) {
    var cuts = new ArrayList<Cut>();
    Integer ended = null;
    int next = 1;
    for (var lap : laps.stream().sorted(Comparator.comparingInt((Lap l) -> l.timed().number())).toList()) {
      var before = cuts.isEmpty() ? first(lap.timed()) : ended;
      add(lap.timed().number(), lap.start() != null ? lap.start() : before, cuts);
      ended = lap.timed().end();
      next = lap.timed().number() + 1;
    }
    add(next, ended, cuts);
    return new LapCuts(cuts);
  }

  private static Integer first(TimedLap lap) {
    return lap.pitOut() != null ? lap.pitOut() : lap.end() != null && lap.time() != null ? Integer.valueOf(lap.end() - lap.time()) : null;
  }

  private static void add(int lap, Integer from, List<Cut> cuts) {
    if (from == null || !cuts.isEmpty() && (cuts.getLast().from() >= from || cuts.getLast().lap() >= lap)) return;
    cuts.add(new Cut(lap, from));
  }
}

package dev.paddock.f1.provider.livetiming;

import dev.paddock.f1.rules.telemetry.LapCuts;
import dev.paddock.f1.rules.telemetry.TelemetryBlock;
import dev.paddock.f1.rules.telemetry.TelemetryBlock.Channel;
import dev.paddock.f1.rules.telemetry.TimeBase;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** Both channels of a session on one time base, cut into laps and packed. What was read is let go: a race stays with some 5 MB. */
record Telemetry(List<TelemetryBlock> car, List<TelemetryBlock> position, Optional<TimeBase> base, List<String> carNotes,
    List<String> positionNotes) {

  /**
   * @param laps     where laps begin, by car; a car without one has all its samples in lap 0
   * @param entrants whose samples are kept; empty: all
   */
  static Telemetry of(SessionLoad load, Map<Integer, LapCuts> laps, Set<Integer> entrants) throws IOException {
    var car = read(load, Topic.CAR_DATA, new CarDataStream());
    var position = read(load, Topic.POSITION, new PositionStream());
    var base = TimeBase.of(LongStream.concat(Arrays.stream(car.offsets()), Arrays.stream(position.offsets())).toArray());
    return new Telemetry(base.map(b -> pack(car, b, laps, entrants)).orElse(List.of()),
        base.map(b -> pack(position, b, laps, entrants)).orElse(List.of()), base, notes(Topic.CAR_DATA, car, entrants),
        notes(Topic.POSITION, position, entrants));
  }

  List<TelemetryBlock> blocks(Channel channel) {
    return channel == Channel.CAR ? car : position;
  }

  List<String> notes(Channel channel) {
    return channel == Channel.CAR ? carNotes : positionNotes;
  }

  private static RawSamples read(SessionLoad load, Topic topic, TelemetryStream stream) throws IOException {
    if (!load.has(topic)) return stream.read(InputStream.nullInputStream());
    try (var in = load.open(topic)) {
      return stream.read(in);
    }
  }

  private static List<TelemetryBlock> pack(RawSamples raw, TimeBase base, Map<Integer, LapCuts> laps, Set<Integer> entrants) {
    var blocks = new ArrayList<TelemetryBlock>();
    for (int car : raw.cars()) {
      if (entrants.isEmpty() || entrants.contains(car)) blocks.addAll(laps.getOrDefault(car, LapCuts.NONE).pack(car, raw.of(car, base)));
    }
    return List.copyOf(blocks);
  }

  private static List<String> notes(Topic topic, RawSamples raw, Set<Integer> entrants) {
    var notes = new ArrayList<>(new Parsed<>(raw, raw.undecoded(), 0).notes(topic));
    var others = new TreeSet<>(raw.cars());
    others.removeAll(entrants.isEmpty() ? Set.copyOf(others) : entrants);
    if (!others.isEmpty()) notes.add(topic.feed() + ": left out cars that are not in this session: " + others);
    return notes;
  }
}

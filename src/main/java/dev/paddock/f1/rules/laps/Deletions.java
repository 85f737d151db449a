package dev.paddock.f1.rules.laps;

import dev.paddock.f1.rules.session.RaceControlMessage;
import dev.paddock.f1.rules.session.TimedLap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Laps that race control deleted: "CAR 81 (PIA) TIME 1:12.542 DELETED - TRACK LIMITS AT TURN 10 LAP 14 16:52:03". A lap is known by its
 * time: race control counts laps differently. What it says last of a time counts: "CAR 4 (NOR) TIME 1:57.940 WILL BE REINSTATED".
 */
final class Deletions {
  private static final Pattern SAID =
      Pattern.compile("CAR (\\d{1,3}) .*\\bTIME (\\d):(\\d\\d)\\.(\\d{3}) (?:DELETED(?: - )?(.*)|.*REINSTATED.*)");
  /** Local time at the track, which says nothing to anybody elsewhere. */
  private static final Pattern TIME_OF_DAY = Pattern.compile("\\s*\\b\\d\\d:\\d\\d:\\d\\d\\b");

  /** @param at when race control said so; null: unknown */
  private record Deletion(Integer at, String reason) {}

  private record Known(int car, int time) {}

  private final Map<Known, Deletion> deletions = new HashMap<>();

  /** @param messages in their order */
  Deletions(List<RaceControlMessage> messages) {
    for (var message : messages) {
      var m = SAID.matcher(message.message());
      if (!m.matches()) continue;
      int time = (Integer.parseInt(m.group(2)) * 60 + Integer.parseInt(m.group(3))) * 1000 + Integer.parseInt(m.group(4));
      var lap = new Known(Integer.parseInt(m.group(1)), time);
      if (m.group(5) == null) deletions.remove(lap);
      else deletions.put(lap, new Deletion(message.at(), TIME_OF_DAY.matcher(m.group(5)).replaceAll("").strip()));
    }
  }

  /** Why laps of one car were deleted, by their numbers. */
  Map<Integer, String> of(List<TimedLap> laps) {
    var reasons = new HashMap<Integer, String>();
    for (var lap : laps) {
      if (lap.time() == null) continue;
      var deletion = deletions.get(new Known(lap.car(), lap.time()));
      if (deletion == null || meant(laps, lap.time(), deletion).filter(lap::equals).isEmpty()) continue;
      reasons.put(lap.number(), deletion.reason());
    }
    return reasons;
  }

  /** Of several with the same time the last one before it was said. */
  private static Optional<TimedLap> meant(List<TimedLap> laps, int time, Deletion deletion) {
    var same = laps.stream().filter(lap -> Objects.equals(lap.time(), time)).toList();
    return same.stream().filter(lap -> deletion.at() == null || lap.end() == null || lap.end() <= deletion.at()).reduce((_, later) -> later)
        .or(() -> same.stream().findFirst());
  }
}

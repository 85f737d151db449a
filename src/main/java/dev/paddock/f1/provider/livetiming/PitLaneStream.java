package dev.paddock.f1.provider.livetiming;

import dev.paddock.f1.rules.session.PitLaneTime;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code PitLaneTimeCollection}: how long a car was in the pit lane, which is deleted again a little later: every telling counts, the
 * final state is empty. What is told twice between two deletions is one.
 */
public final class PitLaneStream {
  private static final int LONGEST_S = 6 * 3600;

  private PitLaneStream() {}

  /** In the order in which they came. */
  public static Parsed<List<PitLaneTime>> parse(InputStream in) throws IOException {
    var times = new ArrayList<PitLaneTime>();
    Map<Integer, PitLaneTime> standing = new HashMap<>();
    int[] odd = {0};
    int undecodable = JsonLines.read(in, (at, json) -> {
      var told = json.path("PitTimes");
      for (var car : told.path("_deleted")) standing.remove(Values.whole(car.asText()));
      Values.elements(told).forEach((car, entry) -> {
        var seconds = Values.decimal(entry, "Duration");
        if (seconds == null || seconds < 0 || seconds > LONGEST_S) {
          odd[0]++;
          return;
        }
        var time = new PitLaneTime(at, car, Values.whole(entry, "Lap"), (int) Math.round(seconds * 1000));
        var before = standing.put(car, time);
        boolean again = before != null && new PitLaneTime(at, car, before.lap(), before.lane()).equals(time);
        if (!again) times.add(time);
      });
    });
    return new Parsed<>(List.copyOf(times), undecodable, odd[0]);
  }
}

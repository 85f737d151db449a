package dev.paddock.horse.provider;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Everything about every race of some hours: {@code data.meetings_races[].races[]}, each like the answer about a single race. */
final class TabDay {
  private TabDay() {}

  /** By race id. A race that the provider cannot find has an error in its place. */
  static Map<String, TabEvent.Told> read(Body body) throws IOException, Malformed {
    return TabEnvelope.read(body, (data, generated) -> {
      var races = new HashMap<String, TabEvent.Told>();
      data.object(name -> {
        if (name.equals("meetings_races")) data.list(TabMeetings.MEETINGS_AT_MOST, () -> meeting(data, generated, races));
        else data.skip("data", TabFields.NONE, name);
      });
      if (races.isEmpty()) throw new Malformed("an empty list data.meetings_races");
      return races;
    });
  }

  private static void meeting(Body body, Optional<Instant> generated, Map<String, TabEvent.Told> races) throws IOException, Malformed {
    body.object(name -> {
      if (!name.equals("races")) body.skip();
      else body.list(TabMeetings.RACES_AT_MOST, () -> {
        var told = TabEvent.read(body, generated);
        races.put(told.raceId(), told);
      });
    });
  }
}

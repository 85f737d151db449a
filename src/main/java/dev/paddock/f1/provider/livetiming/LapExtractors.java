package dev.paddock.f1.provider.livetiming;

import dev.paddock.f1.rules.laps.PitStops;
import dev.paddock.f1.rules.laps.Places;
import dev.paddock.f1.rules.laps.Stints;
import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.f1.rules.session.Entrant;
import dev.paddock.f1.rules.session.SessionData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds of data that follow from laps. */
public final class LapExtractors {
  private static final Set<Topic> TIMING = Set.of(Topic.TIMING_DATA);
  /** What laps are better for. */
  private static final Set<Topic> BACKGROUND =
      Set.of(Topic.TIMING_APP_DATA, Topic.SESSION_STATUS, Topic.TRACK_STATUS, Topic.RACE_CONTROL);

  private LapExtractors() {}

  public static List<Extractor> all() {
    return List.of(
        new OfLaps(DataKind.LAPS, TIMING, BACKGROUND, (load, laps, notes) -> new SessionData.Laps(laps.laps())),
        new OfLaps(DataKind.STINTS, Set.of(Topic.TIMING_DATA, Topic.TIMING_APP_DATA), BACKGROUND,
            (load, laps, notes) -> new SessionData.Stints(Stints.of(laps.laps(), laps.background()))),
        new OfLaps(DataKind.PIT_STOPS, TIMING, Set.of(Topic.PIT_LANE, Topic.SESSION_STATUS), LapExtractors::stops),
        new OfLaps(DataKind.RESULTS, TIMING, Set.of(Topic.DRIVER_LIST, Topic.SESSION_STATUS, Topic.RACE_CONTROL), LapExtractors::results),
        new OfLaps(DataKind.POSITIONS, TIMING, Set.of(), (load, laps, notes) -> new SessionData.Positions(laps.timing().positions())));
  }

  private static SessionData stops(SessionLoad load, LoadedLaps laps, List<String> notes) throws IOException {
    var lane = LoadedLaps.parsed(load, Topic.PIT_LANE, PitLaneStream::parse, notes);
    return new SessionData.PitStops(PitStops.of(laps.laps(), laps.background().clock(), lane));
  }

  private static SessionData results(SessionLoad load, LoadedLaps laps, List<String> notes) throws IOException {
    var entered = LoadedLaps.parsed(load, Topic.DRIVER_LIST, EntrantsStream::parse, notes).stream().map(Entrant::car)
        .collect(Collectors.toUnmodifiableSet());
    return new SessionData.Results(Places.of(laps.laps(), laps.timing(), laps.background(), entered));
  }

  private interface Making {
    SessionData make(SessionLoad load, LoadedLaps laps, List<String> notes) throws IOException;
  }

  private record OfLaps(DataKind kind, Set<Topic> needs, Set<Topic> uses, Making making) implements Extractor {
    @Override public Extracted extract(SessionLoad load) throws IOException {
      var laps = LoadedLaps.of(load);
      var notes = new ArrayList<>(laps.notes());
      return new Extracted.Rows(making.make(load, laps, notes), notes);
    }
  }
}

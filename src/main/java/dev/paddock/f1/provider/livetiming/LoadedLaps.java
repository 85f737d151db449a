package dev.paddock.f1.provider.livetiming;

import dev.paddock.f1.rules.laps.Background;
import dev.paddock.f1.rules.laps.LapAssembly;
import dev.paddock.f1.rules.laps.Tyres;
import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.rules.session.Timing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The laps of a load, made once. Only TimingData must be there: without tyres the compound is unknown, without race control no lap is
 * deleted.
 *
 * @param notes what was odd about the topics that laps are made of
 */
public record LoadedLaps(Timing timing, Background background, List<Lap> laps, List<String> notes) {
  public LoadedLaps {
    laps = List.copyOf(laps);
    notes = List.copyOf(notes);
  }

  /** Whoever asks first waits for it. */
  public static LoadedLaps of(SessionLoad load) throws IOException {
    return load.once(LoadedLaps.class, LoadedLaps::make);
  }

  /** Empty without the topic. */
  static <T> List<T> parsed(SessionLoad load, Topic topic, Parsed.Parser<T> parser, List<String> notes) throws IOException {
    var parsed = Parsed.ofAny(load, topic, parser);
    notes.addAll(parsed.notes(topic));
    return parsed.value();
  }

  private static LoadedLaps make(SessionLoad load) throws IOException {
    var notes = new ArrayList<String>();
    var timing = load.once(Timing.class, LoadedLaps::timing);
    notes.addAll(new Parsed<>(timing, timing.undecoded(), 0).notes(Topic.TIMING_DATA));
    var tyres = load.has(Topic.TIMING_APP_DATA) ? load.once(Tyres.class, LoadedLaps::tyres) : Tyres.NONE;
    notes.addAll(new Parsed<>(tyres, tyres.undecoded(), 0).notes(Topic.TIMING_APP_DATA));
    var background = new Background(load.code(), parsed(load, Topic.SESSION_STATUS, StatusStream::parse, notes),
        parsed(load, Topic.TRACK_STATUS, StatusStream::parse, notes), parsed(load, Topic.RACE_CONTROL, RaceControlStream::parse, notes),
        tyres, load.firstLaps());
    return new LoadedLaps(timing, background, LapAssembly.of(timing, background), notes);
  }

  private static Timing timing(SessionLoad load) throws IOException {
    try (var in = load.open(Topic.TIMING_DATA)) {
      return TimingStream.read(in);
    }
  }

  private static Tyres tyres(SessionLoad load) throws IOException {
    try (var in = load.open(Topic.TIMING_APP_DATA)) {
      return TyreStream.read(in);
    }
  }
}

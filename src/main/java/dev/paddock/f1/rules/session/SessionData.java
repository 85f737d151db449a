package dev.paddock.f1.rules.session;

import java.util.List;

/** One kind of data of one session, complete: it replaces what was stored of that kind. Telemetry and circuits have their own forms. */
public sealed interface SessionData {
  DataKind kind();

  /** How many rows. */
  int size();

  record Entrants(List<Entrant> entrants) implements SessionData {
    public Entrants {
      entrants = List.copyOf(entrants);
    }

    @Override public DataKind kind() {
      return DataKind.ENTRANTS;
    }

    @Override public int size() {
      return entrants.size();
    }
  }

  record Laps(List<Lap> laps) implements SessionData {
    public Laps {
      laps = List.copyOf(laps);
    }

    @Override public DataKind kind() {
      return DataKind.LAPS;
    }

    @Override public int size() {
      return laps.size();
    }
  }

  record Stints(List<Stint> stints) implements SessionData {
    public Stints {
      stints = List.copyOf(stints);
    }

    @Override public DataKind kind() {
      return DataKind.STINTS;
    }

    @Override public int size() {
      return stints.size();
    }
  }

  record PitStops(List<PitStop> stops) implements SessionData {
    public PitStops {
      stops = List.copyOf(stops);
    }

    @Override public DataKind kind() {
      return DataKind.PIT_STOPS;
    }

    @Override public int size() {
      return stops.size();
    }
  }

  record Weather(List<WeatherSample> samples) implements SessionData {
    public Weather {
      samples = List.copyOf(samples);
    }

    @Override public DataKind kind() {
      return DataKind.WEATHER;
    }

    @Override public int size() {
      return samples.size();
    }
  }

  record RaceControl(List<RaceControlMessage> messages) implements SessionData {
    public RaceControl {
      messages = List.copyOf(messages);
    }

    @Override public DataKind kind() {
      return DataKind.RACE_CONTROL;
    }

    @Override public int size() {
      return messages.size();
    }
  }

  /** @param session the changes of the session's own status, which come with it */
  record TrackStatus(List<StatusChange> track, List<StatusChange> session) implements SessionData {
    public TrackStatus {
      track = List.copyOf(track);
      session = List.copyOf(session);
    }

    @Override public DataKind kind() {
      return DataKind.TRACK_STATUS;
    }

    @Override public int size() {
      return track.size() + session.size();
    }
  }

  record Positions(List<PositionChange> changes) implements SessionData {
    public Positions {
      changes = List.copyOf(changes);
    }

    @Override public DataKind kind() {
      return DataKind.POSITIONS;
    }

    @Override public int size() {
      return changes.size();
    }
  }

  record Radio(List<RadioClip> clips) implements SessionData {
    public Radio {
      clips = List.copyOf(clips);
    }

    @Override public DataKind kind() {
      return DataKind.TEAM_RADIO;
    }

    @Override public int size() {
      return clips.size();
    }
  }

  record Results(List<ComputedResult> places) implements SessionData {
    public Results {
      places = List.copyOf(places);
    }

    @Override public DataKind kind() {
      return DataKind.RESULTS;
    }

    @Override public int size() {
      return places.size();
    }
  }
}

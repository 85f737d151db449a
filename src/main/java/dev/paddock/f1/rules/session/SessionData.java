package dev.paddock.f1.rules.session;

import java.util.List;

/** One kind of data of one session, complete: it replaces what was stored of that kind. Telemetry and circuits have their own forms. */
public sealed interface SessionData {
  default DataKind kind() {
    return switch (this) {
      case Entrants data -> DataKind.ENTRANTS;
      case Laps data -> DataKind.LAPS;
      case Stints data -> DataKind.STINTS;
      case PitStops data -> DataKind.PIT_STOPS;
      case Weather data -> DataKind.WEATHER;
      case RaceControl data -> DataKind.RACE_CONTROL;
      case TrackStatus data -> DataKind.TRACK_STATUS;
      case Positions data -> DataKind.POSITIONS;
      case Radio data -> DataKind.TEAM_RADIO;
      case Results data -> DataKind.RESULTS;
    };
  }

  /** How many rows. */
  default int size() {
    return switch (this) {
      case Entrants data -> data.entrants.size();
      case Laps data -> data.laps.size();
      case Stints data -> data.stints.size();
      case PitStops data -> data.stops.size();
      case Weather data -> data.samples.size();
      case RaceControl data -> data.messages.size();
      case TrackStatus data -> data.track.size() + data.session.size();
      case Positions data -> data.changes.size();
      case Radio data -> data.clips.size();
      case Results data -> data.places.size();
    };
  }

  record Entrants(List<Entrant> entrants) implements SessionData {
    public Entrants {
      entrants = List.copyOf(entrants);
    }
  }

  record Laps(List<Lap> laps) implements SessionData {
    public Laps {
      laps = List.copyOf(laps);
    }
  }

  record Stints(List<Stint> stints) implements SessionData {
    public Stints {
      stints = List.copyOf(stints);
    }
  }

  record PitStops(List<PitStop> stops) implements SessionData {
    public PitStops {
      stops = List.copyOf(stops);
    }
  }

  record Weather(List<WeatherSample> samples) implements SessionData {
    public Weather {
      samples = List.copyOf(samples);
    }
  }

  record RaceControl(List<RaceControlMessage> messages) implements SessionData {
    public RaceControl {
      messages = List.copyOf(messages);
    }
  }

  /** @param session the changes of the session's own status, which come with it */
  record TrackStatus(List<StatusChange> track, List<StatusChange> session) implements SessionData {
    public TrackStatus {
      track = List.copyOf(track);
      session = List.copyOf(session);
    }
  }

  record Positions(List<PositionChange> changes) implements SessionData {
    public Positions {
      changes = List.copyOf(changes);
    }
  }

  record Radio(List<RadioClip> clips) implements SessionData {
    public Radio {
      clips = List.copyOf(clips);
    }
  }

  record Results(List<ComputedResult> places) implements SessionData {
    public Results {
      places = List.copyOf(places);
    }
  }
}

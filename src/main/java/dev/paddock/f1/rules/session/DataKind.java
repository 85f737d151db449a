package dev.paddock.f1.rules.session;

import java.util.Locale;

/** What can be known of a session. The circuit's four are known of a race, once for all its sessions. */
public enum DataKind {
  CIRCUIT, CORNERS, MARSHAL_LIGHTS, MARSHAL_SECTORS,
  ENTRANTS, WEATHER, RESULTS, LAPS, STINTS, PIT_STOPS, RACE_CONTROL, TRACK_STATUS, POSITIONS, CAR_DATA, CAR_POSITION, TEAM_RADIO;

  public boolean ofCircuit() {
    return compareTo(MARSHAL_SECTORS) <= 0;
  }

  /** For people: "race control". */
  public String spoken() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}

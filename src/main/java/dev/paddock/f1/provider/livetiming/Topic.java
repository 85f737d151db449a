package dev.paddock.f1.provider.livetiming;

/** A topic of the live timing archive that we load: one file a session. */
public enum Topic {
  SESSION_INFO("SessionInfo"), SESSION_STATUS("SessionStatus"), SESSION_DATA("SessionData"), TRACK_STATUS("TrackStatus"),
  DRIVER_LIST("DriverList"), TIMING_DATA("TimingData"), TIMING_APP_DATA("TimingAppData"),
  RACE_CONTROL("RaceControlMessages"), WEATHER("WeatherData"), TEAM_RADIO("TeamRadio"), PIT_LANE("PitLaneTimeCollection"),
  CAR_DATA("CarData.z"), POSITION("Position.z");

  private final String feed;

  Topic(String feed) {
    this.feed = feed;
  }

  /** Its name in the archive. */
  public String feed() {
    return feed;
  }

  /** The file below a session's path. */
  public String file() {
    return feed + ".jsonStream";
  }
}

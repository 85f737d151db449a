package dev.paddock.f1.provider.openf1;

import dev.paddock.f1.rules.session.DataKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Endpoints of OpenF1's API v1, and the kind of data that each tells of one session. */
public enum OpenF1Endpoint {
  DRIVERS(DataKind.ENTRANTS), LAPS(DataKind.LAPS), STINTS(DataKind.STINTS), PIT(DataKind.PIT_STOPS), RACE_CONTROL(DataKind.RACE_CONTROL),
  WEATHER(DataKind.WEATHER), POSITION(DataKind.POSITIONS), SESSION_RESULT(DataKind.RESULTS);

  /** Before it there is no data. */
  public static final int FIRST_YEAR = 2023;

  private final DataKind kind;

  OpenF1Endpoint(DataKind kind) {
    this.kind = kind;
  }

  /** Empty: OpenF1 has nothing of this kind, or nothing that we take from it. */
  public static Optional<OpenF1Endpoint> of(DataKind kind) {
    return Arrays.stream(values()).filter(endpoint -> endpoint.kind == kind).findFirst();
  }

  /** All sessions of a season: {@code /v1/sessions?year=2026}. */
  public static String sessions(int year) {
    return "/v1/sessions?year=" + year;
  }

  public DataKind kind() {
    return kind;
  }

  /** {@code /v1/laps?session_key=11303}. */
  public String resource(int sessionKey) {
    return "/v1/" + path() + "?session_key=" + sessionKey;
  }

  String path() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.paddock.f1.web;

import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.sheet.Sheet;
import io.vertx.core.Future;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What sessions were made of, as sheets. */
public interface Sessions {
  Future<Found> sheet(String sessionId, What what, Wanted wanted);

  /**
   * A circuit.
   *
   * @param id   a race's, or the circuit's key
   * @param year of the map, where the key is named; empty: the latest
   */
  Future<Found> circuit(String id, Optional<Integer> year);

  /** What can be asked for. */
  enum What {
    LAPS("laps", DataKind.LAPS), RESULTS("results", DataKind.RESULTS), WEATHER("weather", DataKind.WEATHER),
    LAP_WEATHER("lap-weather", DataKind.WEATHER),
    TELEMETRY("telemetry", DataKind.CAR_DATA), CIRCUIT("circuit", DataKind.CIRCUIT),
    RACE_CONTROL("race-control", DataKind.RACE_CONTROL), STINTS("stints", DataKind.STINTS), PIT_STOPS("pit-stops", DataKind.PIT_STOPS),
    POSITIONS("positions", DataKind.POSITIONS), TRACK_STATUS("track-status", DataKind.TRACK_STATUS), RADIO("radio", DataKind.TEAM_RADIO);

    private static final Pattern DASHED = Pattern.compile("-(.)");

    private final String word;
    private final DataKind kind;

    What(String word, DataKind kind) {
      this.word = word;
      this.kind = kind;
    }

    DataKind kind() {
      return kind;
    }

    /** Whether it is told driver by driver. */
    public boolean byDriver() {
      return byLap() || this == STINTS || this == PIT_STOPS || this == POSITIONS;
    }

    /** Whether it is told lap by lap. */
    public boolean byLap() {
      return this == LAPS || this == LAP_WEATHER || this == TELEMETRY;
    }

    /** As in commands and paths: race-control. */
    @Override public String toString() {
      return word;
    }

    /** The API's name of its rows: raceControl. */
    String property() {
      return DASHED.matcher(word).replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    }
  }

  /**
   * Of what is told driver by driver, or lap by lap.
   *
   * @param driver code or racing number; empty: all, but telemetry is one driver's
   * @param first  lap; {@code last} is included
   */
  record Wanted(Optional<String> driver, int first, int last) {
    private static final Pattern LAPS = Pattern.compile("(\\d{1,4})(?:-(\\d{1,4}))?");

    public static final Wanted ALL = new Wanted(Optional.empty(), 0, Integer.MAX_VALUE);

    /**
     * As people write it.
     *
     * @param laps one lap or from the first to the last of several: 7, 7-12
     * @throws IllegalArgumentException if it is neither
     */
    public static Wanted of(Optional<String> driver, Optional<String> laps) {
      if (laps.isEmpty()) return new Wanted(driver, ALL.first, ALL.last);
      var range = LAPS.matcher(laps.get());
      if (!range.matches()) throw new IllegalArgumentException("expected a lap such as 7, or laps such as 7-12, not " + laps.get());
      int first = Integer.parseInt(range.group(1));
      return new Wanted(driver, first, range.group(2) == null ? first : Integer.parseInt(range.group(2)));
    }
  }

  /** A sheet, or why there is none. */
  sealed interface Found {
    record Here(Sheet<?> sheet) implements Found {}

    /** @param why a sentence */
    record Missing(String why) implements Found {}
  }
}

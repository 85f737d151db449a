package dev.paddock.season;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.paddock.season.Season.Code;
import java.time.Instant;
import java.util.List;

/** A version of a sprint's ({@code S}) or a race's ({@code R}) result. */
public record Classification(int round, Code code, Instant published, List<Finish> rows) implements Version {

  public Classification {
    rows = List.copyOf(rows);
  }

  /** How a car's session ended. */
  public enum Kind {
    /** Has a place, even if it stopped in the last laps. */
    CLASSIFIED,
    RETIRED,
    /** Was running at the flag with less than nine tenths of the distance. */
    NOT_CLASSIFIED,
    DISQUALIFIED,
    DID_NOT_START
  }

  /**
   * @param points  in hundredths, 0 or more
   * @param grid    starting place, 0 for the pit lane
   * @param millis  total time, null if lapped, not classified or unknown
   * @param fastest best lap of this car, null if it has none or none is known (sprints)
   */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  public record Finish(int number, String driver, String constructor, int position, Kind kind, int points, int grid, int laps,
                       Long millis, Fastest fastest) implements Row {
    public Finish {
      if (points < 0 || grid < 0 || laps < 0 || millis != null && millis <= 0) {
        throw new IllegalArgumentException("finish of " + driver + ": negative points, grid, laps or time");
      }
    }
  }

  /** A car's best lap: its rank among all cars' best laps, the lap, the time in milliseconds. */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  public record Fastest(int rank, int lap, int millis) {}

  /** Laps of the first car. */
  public int distance() {
    return rows.getFirst().laps();
  }
}

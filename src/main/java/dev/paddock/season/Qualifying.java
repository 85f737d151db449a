package dev.paddock.season;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.paddock.season.Season.Code;
import java.time.Instant;
import java.util.List;

/** A version of a qualifying's result. It has no states: cars disqualified or without a time are just last. */
public record Qualifying(int round, Code code, Instant published, List<Times> rows) implements Version {

  public Qualifying {
    rows = List.copyOf(rows);
  }

  /** Best lap of each part in milliseconds, null if none was set. */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  public record Times(int number, String driver, String constructor, int position, Integer q1, Integer q2, Integer q3) implements Row {}
}

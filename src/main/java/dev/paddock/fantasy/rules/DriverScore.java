package dev.paddock.fantasy.rules;

import java.util.List;

/**
 * What a driver scored in a session, and why.
 *
 * @param tookPart false when he did not start: that is what moves a captaincy
 */
public record DriverScore(boolean tookPart, List<Line> lines) {
  public DriverScore {
    lines = List.copyOf(lines);
  }

  /** The sum of the lines, in hundredths. */
  public int points() {
    int sum = 0;
    for (var line : lines) sum += line.points();
    return sum;
  }
}

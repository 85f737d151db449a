package dev.paddock.fantasy.rules;

import java.util.List;

/** What a constructor scored in a session: the lines of its drivers, and one of its own in qualifying. */
public record ConstructorScore(List<Part> parts) {
  /** @param driverId whose line it is; "" for the constructor's own */
  public record Part(String driverId, Line line) {}

  public ConstructorScore {
    parts = List.copyOf(parts);
  }

  List<Line> lines() {
    return parts.stream().map(Part::line).toList();
  }
}

package dev.paddock.f1.rules.circuit;

import dev.paddock.f1.rules.telemetry.LapTelemetry;
import dev.paddock.f1.rules.telemetry.LapTelemetry.Row;
import dev.paddock.f1.rules.telemetry.LapTelemetry.Source;

/**
 * How far along the lap markers are, in metres. A marker shortly before the line, as the first marshal sector often is, lies near the end
 * of the lap, not at a negative distance.
 */
public final class MarkerDistances {
  private static final double UNITS_A_METRE = 10;

  private MarkerDistances() {}

  /**
   * By a lap that was driven, best the fastest: the distance of the sampled position (none that was interpolated) that is nearest to the
   * marker. At 300 km/h samples are 18 m apart, so that is what it is good for; it fits the distances of telemetry. A lap without
   * positions changes nothing.
   */
  public static CircuitMap along(CircuitMap map, LapTelemetry lap) {
    var seen = lap.rows().stream()
        .filter(row -> row.source() == Source.POSITION && row.x() != null && row.y() != null && row.distance() != null).toList();
    if (seen.isEmpty()) return map;
    return map.with(marker -> {
      Row nearest = null;
      double least = Double.POSITIVE_INFINITY;
      for (var row : seen) {
        double away = square(row.x() - marker.x()) + square(row.y() - marker.y());
        if (away >= least) continue;
        least = away;
        nearest = row;
      }
      return marker.at(nearest.distance());
    });
  }

  /** By the map alone: the length of the outline from its first point to where the marker is nearest to it. Good to a metre of the map. */
  public static CircuitMap onOutline(CircuitMap map) {
    return map.outline().size() < 2 ? map : map.with(marker -> marker.at(onOutline(map, marker.x(), marker.y())));
  }

  /** Metres of the outline. */
  public static double length(CircuitMap map) {
    double units = 0;
    for (int i = 0; i < map.outline().size(); i++) units += segment(map, i);
    return units / UNITS_A_METRE;
  }

  private static double onOutline(CircuitMap map, double x, double y) {
    double before = 0;
    double found = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < map.outline().size(); i++) {
      var from = map.outline().get(i);
      var to = map.outline().get((i + 1) % map.outline().size());
      double length = segment(map, i);
      double dx = to.x() - from.x();
      double dy = to.y() - from.y();
      double share = length == 0 ? 0 : Math.clamp(((x - from.x()) * dx + (y - from.y()) * dy) / (length * length), 0, 1);
      double away = square(x - from.x() - share * dx) + square(y - from.y() - share * dy);
      if (away < least) {
        least = away;
        found = before + share * length;
      }
      before += length;
    }
    return found / UNITS_A_METRE;
  }

  private static double segment(CircuitMap map, int i) {
    var from = map.outline().get(i);
    var to = map.outline().get((i + 1) % map.outline().size());
    return Math.hypot(to.x() - from.x(), to.y() - from.y());
  }

  private static double square(double value) {
    return value * value;
  }
}

package dev.paddock.f1.rules.circuit;

import dev.paddock.f1.rules.telemetry.LapTelemetry;
import dev.paddock.f1.rules.telemetry.LapTelemetry.Source;

/**
 * How far along the lap markers are, in metres: as far as the place of the way round that is nearest to them. A marker shortly before the
 * line, as the first marshal sector often is, lies near the end of the lap, not at a negative distance.
 */
public final class MarkerDistances {
  private static final double UNITS_A_METRE = 10;

  private MarkerDistances() {}

  /**
   * By a lap that was driven, best the fastest, so that markers fit the distances of its telemetry. The way are its sampled positions
   * (none that was interpolated), straight from one to the next: taking the nearest sample alone would be off by up to ten metres, and
   * more where the car is fastest. A lap with less than two positions changes nothing.
   */
  public static CircuitMap along(CircuitMap map, LapTelemetry lap) {
    var seen = lap.rows().stream()
        .filter(row -> row.source() == Source.POSITION && row.x() != null && row.y() != null && row.distance() != null).toList();
    var way = new Way(seen.size());
    for (var row : seen) way.add(row.x(), row.y(), row.distance());
    return place(map, way);
  }

  /** By the map alone, to a metre of it: the length of the outline from its first point. */
  public static CircuitMap onOutline(CircuitMap map) {
    return place(map, outline(map));
  }

  /** Metres of the outline. */
  public static double length(CircuitMap map) {
    var way = outline(map);
    return way.size == 0 ? 0 : way.metres[way.size - 1];
  }

  private static CircuitMap place(CircuitMap map, Way way) {
    return way.size < 2 ? map : map.with(marker -> marker.at(way.nearest(marker.x(), marker.y())));
  }

  /** Closed: it ends where it began. */
  private static Way outline(CircuitMap map) {
    int points = map.outline().size();
    var way = new Way(points + 1);
    double units = 0;
    for (int i = 0; i <= points && points > 0; i++) {
      var point = map.outline().get(i % points);
      if (i > 0) units += Math.hypot(point.x() - map.outline().get(i - 1).x(), point.y() - map.outline().get(i - 1).y());
      way.add(point.x(), point.y(), units / UNITS_A_METRE);
    }
    return way;
  }

  /** Points, and how many metres have been driven at each. */
  private static final class Way {
    private final double[] x;
    private final double[] y;
    private final double[] metres;
    private int size;

    Way(int points) {
      x = new double[points];
      y = new double[points];
      metres = new double[points];
    }

    void add(double atX, double atY, double driven) {
      x[size] = atX;
      y[size] = atY;
      metres[size++] = driven;
    }

    /** Metres at the point of the way that is nearest to this one. */
    double nearest(double toX, double toY) {
      double found = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int i = 1; i < size; i++) {
        double dx = x[i] - x[i - 1];
        double dy = y[i] - y[i - 1];
        double square = dx * dx + dy * dy;
        double share = square == 0 ? 0 : Math.clamp(((toX - x[i - 1]) * dx + (toY - y[i - 1]) * dy) / square, 0, 1);
        double away = Math.hypot(toX - x[i - 1] - share * dx, toY - y[i - 1] - share * dy);
        if (away >= least) continue;
        least = away;
        found = metres[i - 1] + share * (metres[i] - metres[i - 1]);
      }
      return found;
    }
  }
}

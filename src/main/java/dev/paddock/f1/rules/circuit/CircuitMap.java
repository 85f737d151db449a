package dev.paddock.f1.rules.circuit;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A circuit as it was raced on in a year.
 *
 * @param key      MultiViewer's and live timing's
 * @param year     that was asked for; the map may be of an earlier one with the same layout
 * @param rotation degrees by which it is turned for show, counter-clockwise about the origin
 * @param outline  in the order and direction of driving, from the line; closed: after the last point comes the first
 * @param markers  of a kind in the order of their numbers
 */
public record CircuitMap(int key, int year, String name, String location, String country, double rotation, List<Point> outline,
    List<Marker> markers) {
  /** In 1/10 m. */
  public record Point(int x, int y) {}

  public CircuitMap {
    outline = List.copyOf(outline);
    markers = List.copyOf(markers);
  }

  public List<Marker> markers(Marker.Kind kind) {
    return markers.stream().filter(marker -> marker.kind() == kind).toList();
  }

  CircuitMap with(UnaryOperator<Marker> change) {
    return new CircuitMap(key, year, name, location, country, rotation, outline, markers.stream().map(change).toList());
  }
}

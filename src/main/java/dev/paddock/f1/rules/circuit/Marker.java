package dev.paddock.f1.rules.circuit;

/**
 * Something beside the track that has a number.
 *
 * @param letter   of a number that is there twice, such as A; mostly empty
 * @param x        1/10 m from the circuit's origin, as in telemetry; {@code y} likewise
 * @param angle    degrees, in which a label is put beside the track; null: not told
 * @param distance m along the lap from the line; null: unknown
 */
public record Marker(Kind kind, int number, String letter, double x, double y, Double angle, Double distance) {
  public enum Kind { CORNER, MARSHAL_LIGHT, MARSHAL_SECTOR }

  public Marker at(Double metres) {
    return new Marker(kind, number, letter, x, y, angle, metres);
  }
}

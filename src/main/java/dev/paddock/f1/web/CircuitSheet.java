package dev.paddock.f1.web;

import static dev.paddock.sheet.Column.number;
import static dev.paddock.sheet.Column.text;
import static dev.paddock.sheet.Column.whole;

import dev.paddock.f1.rules.circuit.CircuitMap.Point;
import dev.paddock.f1.rules.circuit.MarkerDistances;
import dev.paddock.f1.rules.circuit.Marker;
import dev.paddock.f1.store.CircuitStore.Stored;
import dev.paddock.sheet.Column;
import dev.paddock.sheet.Sheet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A circuit: its markers are the rows, its outline is said once. */
final class CircuitSheet {
  static final List<Column<Marker>> COLUMNS = List.of(
      text("Kind", marker -> marker.kind().name().toLowerCase(Locale.ROOT)),
      whole("Number", Marker::number),
      text("Letter", Marker::letter),
      number("X", "1/10 m", Marker::x),
      number("Y", "1/10 m", Marker::y),
      number("Angle", "°", Marker::angle),
      number("Distance", "m", Marker::distance));

  private CircuitSheet() {}

  static Sheet<Marker> of(Stored circuit) {
    var map = circuit.map();
    var about = new LinkedHashMap<String, Object>();
    about.put("circuitKey", map.key());
    about.put("year", map.year());
    about.put("name", map.name());
    about.put("location", map.location());
    about.put("country", map.country());
    about.put("rotation", map.rotation());
    about.put("length", Math.round(MarkerDistances.length(map)));
    about.put("source", circuit.source());
    about.put("measuredBy", circuit.measuredBy());
    about.put("outline", Map.of("x", map.outline().stream().map(Point::x).toList(), "y", map.outline().stream().map(Point::y).toList()));
    return new Sheet<>("markers", about, COLUMNS, map.markers());
  }
}

package dev.paddock.f1.provider.multiviewer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.f1.provider.Malformed;
import dev.paddock.f1.rules.circuit.CircuitMap;
import dev.paddock.f1.rules.circuit.CircuitMap.Point;
import dev.paddock.f1.rules.circuit.Marker;
import dev.paddock.f1.rules.circuit.Marker.Kind;
import dev.paddock.f1.rules.circuit.MarkerDistances;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/** MultiViewer's maps: JSON of some 20 KB a circuit and year. One that does not exist is a 404 with the text {@code Circuit not found}. */
public final class MultiViewer {
  private static final int MOST_POINTS = 20_000;
  private static final int MOST_MARKERS = 500;
  private static final ObjectMapper JSON = new ObjectMapper();

  private MultiViewer() {}

  /** Where a circuit's map is. */
  public static String resource(int circuitKey, int year) {
    return "/api/v1/circuits/" + circuitKey + "/" + year;
  }

  /**
   * Markers have their distances by the outline. Whatever but key and outline is missing is left out: lists, names, letters, angles.
   *
   * @param year that was asked for; that of the body may be earlier, of the same layout
   * @throws Malformed if it is no map, or another circuit's
   */
  public static CircuitMap parse(String body, int circuitKey, int year) throws Malformed {
    var map = read(body);
    if (map.path("circuitKey").asInt(-1) != circuitKey) throw new Malformed("no circuitKey " + circuitKey + ": " + start(body));
    var markers = new ArrayList<Marker>();
    markers(map, "corners", Kind.CORNER, markers);
    markers(map, "marshalLights", Kind.MARSHAL_LIGHT, markers);
    markers(map, "marshalSectors", Kind.MARSHAL_SECTOR, markers);
    return MarkerDistances.onOutline(new CircuitMap(circuitKey, year, text(map, "circuitName"), text(map, "location"),
        text(map, "countryName"), map.path("rotation").asDouble(0), outline(map), markers));
  }

  private static JsonNode read(String body) throws Malformed {
    try {
      var map = JSON.readTree(body);
      if (!map.isObject()) throw new Malformed("no object: " + start(body));
      return map;
    } catch (JsonProcessingException e) {
      throw new Malformed("not JSON: " + start(body));
    }
  }

  private static List<Point> outline(JsonNode map) throws Malformed {
    var x = map.path("x");
    var y = map.path("y");
    if (!x.isArray() || x.size() < 3 || x.size() > MOST_POINTS || y.size() != x.size()) {
      throw new Malformed("no outline: " + x.size() + " x, " + y.size() + " y");
    }
    var outline = new ArrayList<Point>(x.size());
    for (int i = 0; i < x.size(); i++) outline.add(new Point(whole(x.get(i), "x"), whole(y.get(i), "y")));
    return outline;
  }

  /** Of two with the same number and letter the first counts. */
  private static void markers(JsonNode map, String name, Kind kind, List<Marker> into) throws Malformed {
    var list = map.path(name);
    if (list.size() > MOST_MARKERS) throw new Malformed(list.size() + " " + name);
    var byNumber = new LinkedHashMap<String, Marker>();
    for (var item : list) {
      var place = item.path("trackPosition");
      int number = (int) number(item.path("number"), name + ".number");
      var angle = item.path("angle");
      var marker = new Marker(kind, number, text(item, "letter"), number(place.path("x"), name + ".x"),
          number(place.path("y"), name + ".y"), angle.isNumber() ? angle.asDouble() : null, null);
      byNumber.putIfAbsent(number + marker.letter(), marker);
    }
    byNumber.values().stream().sorted(Comparator.comparingInt(Marker::number).thenComparing(Marker::letter)).forEach(into::add);
  }

  private static int whole(JsonNode value, String what) throws Malformed {
    return (int) Math.rint(number(value, what));
  }

  private static double number(JsonNode value, String what) throws Malformed {
    if (!value.isNumber()) throw new Malformed(what + " is no number: " + value);
    return value.asDouble();
  }

  private static String text(JsonNode of, String name) {
    return of.path(name).asText("").replace("\0", "");
  }

  private static String start(String body) {
    return body.substring(0, Math.min(80, body.length()));
  }
}

package dev.paddock.f1.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.Finish;
import dev.paddock.f1.rules.SessionCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One page of Jolpica's (formerly Ergast's) API: all values are strings, {@code total} counts the innermost rows.
 * Bytes in, records out. Format: github.com/jolpica/jolpica-f1, docs.
 */
public final class JolpicaPage {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<SessionCode, String> SESSIONS = new EnumMap<>(Map.of(
      SessionCode.FP1, "FirstPractice", SessionCode.FP2, "SecondPractice", SessionCode.FP3, "ThirdPractice",
      SessionCode.SS, "SprintShootout",
      SessionCode.SQ, "SprintQualifying", SessionCode.S, "Sprint", SessionCode.Q, "Qualifying"));

  private static final int TIMED_SINCE = 2005;

  private final JsonNode data;

  private JolpicaPage(JsonNode data) {
    this.data = data;
  }

  /** Refuses what is not JSON or has no {@code MRData}, such as an error page with status 200. */
  public static JolpicaPage parse(String body) throws Malformed {
    try {
      var data = JSON.readTree(body).path("MRData");
      if (!data.isObject()) throw new Malformed("no MRData object: " + start(body));
      return new JolpicaPage(data);
    } catch (JsonProcessingException e) {
      throw new Malformed("not JSON: " + start(body));
    }
  }

  /** Innermost rows of all pages together. */
  public int total() throws Malformed {
    return whole(data, "total");
  }

  /** Where the next page begins. */
  public int nextOffset() throws Malformed {
    return whole(data, "offset") + whole(data, "limit");
  }

  /** The calendar's races; one of our days without a time of day has no sessions: there is no start to plan from. */
  public List<Calendar.Race> races() throws Malformed {
    var races = new ArrayList<Calendar.Race>();
    for (var race : list(data.path("RaceTable").path("Races"), "RaceTable.Races")) {
      var sessions = new ArrayList<Calendar.Session>();
      for (var code : SESSIONS.keySet()) addSession(code, race.path(SESSIONS.get(code)), sessions);
      addSession(SessionCode.R, race, sessions);
      if (sessions.isEmpty()) addDay(race, sessions);
      var circuit = race.path("Circuit");
      var place = circuit.path("Location");
      races.add(new Calendar.Race(whole(race, "round"), text(race, "raceName"), text(circuit, "circuitId"), text(circuit, "circuitName"),
          text(place, "locality"), text(place, "country"), List.copyOf(sessions)));
    }
    return races;
  }

  public List<Calendar.Driver> drivers() throws Malformed {
    var drivers = new ArrayList<Calendar.Driver>();
    for (var driver : list(data.path("DriverTable").path("Drivers"), "DriverTable.Drivers")) {
      var number = optional(driver, "permanentNumber");
      drivers.add(new Calendar.Driver(text(driver, "driverId"), optional(driver, "code"),
          number == null ? null : whole(driver, "permanentNumber"),
          text(driver, "givenName"), text(driver, "familyName"), optional(driver, "nationality")));
    }
    return drivers;
  }

  /** Rows of the first race on this page (all pages of one request have the same one); empty when nothing is published. */
  public List<CarResult> results(SessionCode code) throws Malformed {
    var races = list(data.path("RaceTable").path("Races"), "RaceTable.Races");
    var rows = new ArrayList<CarResult>();
    for (var race : races) {
      var field = switch (code) {
        case Q -> "QualifyingResults";
        case S -> "SprintResults";
        default -> "Results";
      };
      for (var row : list(race.path(field), field)) rows.add(code == SessionCode.Q ? qualifying(row) : race(row));
    }
    return rows;
  }

  /** Times in ms of that lap of the race by driver; those whose time is none are left out. */
  public Map<String, Integer> lapTimes(int lap) throws Malformed {
    var times = new HashMap<String, Integer>();
    for (var race : list(data.path("RaceTable").path("Races"), "RaceTable.Races")) {
      for (var laps : list(race.path("Laps"), "Laps")) {
        if (whole(laps, "number") != lap) continue;
        for (var timing : list(laps.path("Timings"), "Timings")) {
          var millis = LapTime.millisOrNull(optional(timing, "time"));
          if (millis != null) times.put(text(timing, "driverId"), Math.toIntExact(millis));
        }
      }
    }
    return times;
  }

  private static CarResult race(JsonNode row) throws Malformed {
    var fastest = row.path("FastestLap");
    var lap = optional(fastest, "lap");
    return new CarResult(text(row.path("Driver"), "driverId"), text(row.path("Constructor"), "constructorId"),
        whole(row, "number"), whole(row, "position"),
        finish(text(row, "positionText")), hundredths(row), wholeOrNull(row, "grid"),
        wholeOrNull(row, "laps"), wholeLongOrNull(row.path("Time"), "millis"),
        lap == null ? null : whole(fastest, "lap"), LapTime.millisOrNull(optional(fastest.path("Time"), "time")), null, null, null);
  }

  private static CarResult qualifying(JsonNode row) throws Malformed {
    var q1 = LapTime.millisOrNull(optional(row, "Q1"));
    var q2 = LapTime.millisOrNull(optional(row, "Q2"));
    var q3 = LapTime.millisOrNull(optional(row, "Q3"));
    var finish = q1 == null && q2 == null && q3 == null ? Finish.NOT_CLASSIFIED : Finish.CLASSIFIED;
    return new CarResult(text(row.path("Driver"), "driverId"), text(row.path("Constructor"), "constructorId"),
        whole(row, "number"), whole(row, "position"), finish, null, null, null, null, null, null, q1, q2, q3);
  }

  private static Finish finish(String positionText) throws Malformed {
    return switch (positionText) {
      case "R" -> Finish.RETIRED;
      case "N" -> Finish.NOT_CLASSIFIED;
      case "D", "E" -> Finish.DISQUALIFIED;
      case "W", "F" -> Finish.DID_NOT_START;
      default -> {
        if (!positionText.matches("\\d{1,2}")) throw new Malformed("positionText " + positionText);
        yield Finish.CLASSIFIED;
      }
    };
  }

  private static void addSession(SessionCode code, JsonNode at, List<Calendar.Session> sessions) throws Malformed {
    var date = optional(at, "date");
    var time = optional(at, "time");
    if (date == null || time == null) return;
    try {
      sessions.add(new Calendar.Session(code, Instant.parse(date + "T" + time)));
    } catch (DateTimeParseException e) {
      throw new Malformed("date " + date + " time " + time);
    }
  }

  /** Of the seasons before 2005 it knows the day only: noon stands for the start. */
  private static void addDay(JsonNode race, List<Calendar.Session> sessions) throws Malformed {
    var date = optional(race, "date");
    if (date == null || optional(race, "season") == null || whole(race, "season") >= TIMED_SINCE) return;
    try {
      sessions.add(new Calendar.Session(SessionCode.R, Instant.parse(date + "T12:00:00Z")));
    } catch (DateTimeParseException e) {
      throw new Malformed("date " + date);
    }
  }

  private static Integer hundredths(JsonNode row) throws Malformed {
    var points = optional(row, "points");
    if (points == null) return null;
    try {
      return new BigDecimal(points).movePointRight(2).intValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new Malformed("points " + points);
    }
  }

  private static Iterable<JsonNode> list(JsonNode node, String name) throws Malformed {
    if (!node.isArray()) throw new Malformed("no list " + name);
    return node;
  }

  private static String text(JsonNode node, String field) throws Malformed {
    var text = optional(node, field);
    if (text == null) throw new Malformed("no " + field + " in " + start(node.toString()));
    return text;
  }

  /** Missing and empty both mean that the source does not say. */
  private static String optional(JsonNode node, String field) {
    var value = node.path(field).asText("");
    return value.isBlank() ? null : value;
  }

  private static int whole(JsonNode node, String field) throws Malformed {
    var text = text(node, field);
    if (!text.matches("-?\\d{1,9}")) throw new Malformed(field + " " + start(text));
    return Integer.parseInt(text);
  }

  private static Integer wholeOrNull(JsonNode node, String field) throws Malformed {
    return optional(node, field) == null ? null : whole(node, field);
  }

  private static Long wholeLongOrNull(JsonNode node, String field) throws Malformed {
    return optional(node, field) == null ? null : (long) whole(node, field);
  }

  private static String start(String body) {
    var line = body.strip().replaceAll("\\s+", " ");
    return line.length() <= 80 ? line : line.substring(0, 80) + "…";
  }
}

package dev.paddock.season;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.paddock.season.Season.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** A checkout of F1DB ({@code seasons/}, {@code drivers/}, …) and a folder of its recorded corrections, as records with F1DB's ids. */
final class F1dbReader {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Prefixes in {@code race.yml}, as {@code freePractice1Date}; the race's own date has none. */
  private static final Map<String, Code> SESSIONS = Map.of("freePractice1", Code.FP1, "freePractice2", Code.FP2,
      "freePractice3", Code.FP3, "sprintRace", Code.S, "qualifying", Code.Q);

  /** F1DB or its corrections are not as this reader knows them. The message names file and field. */
  static final class Unreadable extends RuntimeException {
    Unreadable(Object where, String what) {
      super(where + ": " + what);
    }
  }

  record Driver(String id, String firstName, String lastName, String code, int number, LocalDate born, String nationality) {}

  record Constructor(String id, String name, String nationality) {}

  record Circuit(String id, String name, String place, String country, double latitude, double longitude) {}

  /** {@code folder} names the race within its season, such as {@code 22-las-vegas}. */
  record Race(int round, String folder, String grandPrix, String name, String circuit, Map<Code, Instant> sessions) {}

  record Entrant(String driver, String constructor, int from, int to) {}

  /** {@code position} is a place or DNF, NC, DNS, DSQ; absent times are null. */
  record Finish(String position, int number, String driver, String constructor, int laps, Integer millis, BigDecimal points, int grid) {}

  record Times(String position, int number, String driver, String constructor, Integer q1, Integer q2, Integer q3) {}

  record BestLap(int rank, String driver, int lap, int millis) {}

  record Slot(String driver, int grid) {}

  /** One recorded version of a file. */
  record Dated<T>(Instant at, T value) {}

  private final Path root;
  private final Optional<Path> corrections;

  F1dbReader(Path root, Optional<Path> corrections) {
    this.root = root;
    this.corrections = corrections;
  }

  List<Race> races(int year) {
    try (var folders = Files.list(season(year).resolve("races"))) {
      return folders.filter(Files::isDirectory).sorted().map(this::race).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Race race(Path folder) {
    var race = new Fields(folder.resolve("race.yml"));
    var sessions = new LinkedHashMap<Code, Instant>();
    sessions.put(Code.R, start(race, "date", "time"));
    SESSIONS.forEach((prefix, code) -> put(sessions, race, prefix, code));
    put(sessions, race, "sprintQualifying", race.date("date").getYear() == 2023 ? Code.SS : Code.SQ);
    var grandPrix = race.text("grandPrixId");
    var name = new Fields(root.resolve("grands-prix/" + grandPrix + ".yml")).text("fullName");
    return new Race(race.number("round"), folder.getFileName().toString(), grandPrix, name, race.text("circuitId"), sessions);
  }

  private static void put(Map<Code, Instant> sessions, Fields race, String prefix, Code code) {
    if (race.has(prefix + "Date")) sessions.put(code, start(race, prefix + "Date", prefix + "Time"));
  }

  private static Instant start(Fields race, String date, String time) {
    return LocalDateTime.of(race.date(date), race.<LocalTime>parse(time, LocalTime::parse)).toInstant(ZoneOffset.UTC);
  }

  /** Those entered for races; who only tests has no rounds. */
  List<Entrant> entrants(int year) {
    var entrants = new ArrayList<Entrant>();
    for (var entrant : rows(season(year).resolve("entrants.yml"))) {
      for (var driver : entrant.rows("drivers")) {
        if (!driver.has("rounds")) continue;
        for (var range : driver.text("rounds").split(",")) {
          var ends = range.strip().split("-");
          entrants.add(new Entrant(driver.text("driverId"), entrant.text("constructorId"),
              Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])));
        }
      }
    }
    return entrants;
  }

  /** Championship points by driver. */
  Map<String, BigDecimal> standings(int year) {
    var points = new LinkedHashMap<String, BigDecimal>();
    rows(season(year).resolve("driver-standings.yml")).forEach(row -> points.put(row.text("driverId"), row.points("points")));
    return points;
  }

  Driver driver(String id) {
    var driver = new Fields(root.resolve("drivers/" + id + ".yml"));
    return new Driver(id, driver.text("firstName"), driver.text("lastName"), driver.text("abbreviation"), driver.number("permanentNumber"),
        driver.date("dateOfBirth"), country(driver.text("nationalityCountryId"), "demonym"));
  }

  Constructor constructor(String id) {
    var constructor = new Fields(root.resolve("constructors/" + id + ".yml"));
    return new Constructor(id, constructor.text("name"), country(constructor.text("countryId"), "demonym"));
  }

  Circuit circuit(String id) {
    var circuit = new Fields(root.resolve("circuits/" + id + ".yml"));
    var country = circuit.text("countryId");
    return new Circuit(id, circuit.text("fullName"), circuit.text("placeName"), JolpicaIds.country(country, country(country, "name")),
        circuit.parse("latitude", Double::parseDouble), circuit.parse("longitude", Double::parseDouble));
  }

  private String country(String id, String field) {
    return new Fields(root.resolve("countries/" + id + ".yml")).text(field);
  }

  List<Finish> finishes(int year, Race race, Code code) {
    return list(year, race, code == Code.S ? "sprint-race-results" : "race-results", F1dbReader::finish);
  }

  List<Times> qualifying(int year, Race race) {
    return list(year, race, "qualifying-results", F1dbReader::times);
  }

  List<BestLap> bestLaps(int year, Race race) {
    return list(year, race, "fastest-laps",
        row -> new BestLap(row.number("position"), row.text("driverId"), row.number("lap"), row.time("time")));
  }

  List<Dated<List<Finish>>> finishVersions(int year, Race race, Code code) {
    return versions(year, race, code == Code.S ? "sprint-race-results" : "race-results", F1dbReader::finish);
  }

  List<Dated<List<Times>>> qualifyingVersions(int year, Race race) {
    return versions(year, race, "qualifying-results", F1dbReader::times);
  }

  /** The car's number is left aside: one recorded grid has a slip there. */
  List<Dated<List<Slot>>> gridVersions(int year, Race race, Code code) {
    return versions(year, race, code == Code.S ? "sprint-starting-grid-positions" : "starting-grid-positions",
        row -> new Slot(row.text("driverId"), grid(row, "position")));
  }

  private static Finish finish(Fields row) {
    return new Finish(row.text("position"), row.number("driverNumber"), row.text("driverId"), row.text("constructorId"),
        row.has("laps") ? row.number("laps") : 0, row.time("time"), row.points("points"), grid(row, "gridPosition"));
  }

  private static Times times(Fields row) {
    return new Times(row.text("position"), row.number("driverNumber"), row.text("driverId"), row.text("constructorId"),
        row.time("q1"), row.time("q2"), row.time("q3"));
  }

  /** {@code PL} is the pit lane: 0, as no slot at all. */
  private static int grid(Fields row, String field) {
    return !row.has(field) || row.text(field).equals("PL") ? 0 : row.number(field);
  }

  private <T> List<T> list(int year, Race race, String what, Function<Fields, T> row) {
    var file = season(year).resolve("races").resolve(race.folder()).resolve(what + ".yml");
    return Files.exists(file) ? rows(file).stream().map(row).toList() : List.of();
  }

  private <T> List<Dated<List<T>>> versions(int year, Race race, String what, Function<Fields, T> row) {
    var folder = corrections.map(dir -> dir.resolve(year + "_" + race.folder() + "_" + what)).filter(Files::isDirectory);
    if (folder.isEmpty()) return List.of();
    var index = new Fields(folder.get().resolve("versions.json"), tree(JSON, folder.get().resolve("versions.json")));
    return index.rows().stream().map(version -> {
      var at = version.parse("date", OffsetDateTime::parse);
      var name = "v" + version.number("version") + "_" + at.toLocalDate() + "_" + version.text("commit").substring(0, 8) + ".yml";
      return new Dated<>(at.toInstant(), rows(folder.get().resolve(name)).stream().map(row).toList());
    }).toList();
  }

  private Path season(int year) {
    return root.resolve("seasons/" + year);
  }

  private static List<Fields> rows(Path file) {
    return new Fields(file).rows();
  }

  private static JsonNode tree(ObjectMapper mapper, Path file) {
    try {
      return mapper.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new Unreadable(file, e.getOriginalMessage());
    } catch (IOException e) {
      throw new Unreadable(file, "cannot be read: " + e);
    }
  }

  /** The named fields of a document or of a row in it, read strictly. */
  private record Fields(Path file, JsonNode node) {
    Fields(Path file) {
      this(file, tree(YAML, file));
    }

    List<Fields> rows() {
      if (!node.isArray()) throw new Unreadable(file, "is not a list");
      return StreamSupport.stream(node.spliterator(), false).map(row -> new Fields(file, row)).toList();
    }

    List<Fields> rows(String field) {
      return new Fields(file, node.path(field)).rows();
    }

    boolean has(String field) {
      return !node.path(field).asText("").isBlank();
    }

    String text(String field) {
      if (!has(field)) throw new Unreadable(file, "lacks " + field + (node.has("driverId") ? " of " + node.get("driverId").asText() : ""));
      return node.get(field).asText();
    }

    <T> T parse(String field, Function<String, T> as) {
      var text = text(field);
      try {
        return as.apply(text);
      } catch (RuntimeException e) {
        throw new Unreadable(file, field + " is \"" + text + "\"");
      }
    }

    int number(String field) {
      return parse(field, Integer::parseInt);
    }

    LocalDate date(String field) {
      return parse(field, LocalDate::parse);
    }

    BigDecimal points(String field) {
      return has(field) ? parse(field, BigDecimal::new) : BigDecimal.ZERO;
    }

    /** {@code h:mm:ss.mmm} or less of it, in milliseconds; null if absent. */
    Integer time(String field) {
      return has(field) ? parse(field, RaceTime::parse) : null;
    }
  }
}

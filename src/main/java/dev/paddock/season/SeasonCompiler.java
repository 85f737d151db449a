package dev.paddock.season;

import dev.paddock.season.Classification.Fastest;
import dev.paddock.season.Classification.Finish;
import dev.paddock.season.Classification.Kind;
import dev.paddock.season.F1dbReader.Dated;
import dev.paddock.season.F1dbReader.Entrant;
import dev.paddock.season.F1dbReader.Slot;
import dev.paddock.season.Qualifying.Times;
import dev.paddock.season.Season.Code;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes a {@link Season} from a checkout of F1DB.
 *
 * <p>A recorded version of a session is published on its recorded date, an unrecorded result at the instant that
 * {@link Publication} draws. A correction of the starting grid is a version of the race or sprint whose {@code grid}
 * it changes; one recorded before the result appeared is just part of the first version. What a reader of Jolpica's
 * format could not see (reasons of retirement, the column of penalties) makes no version.
 */
public final class SeasonCompiler {
  private final F1dbReader f1db;
  private final int year;
  private final Publication publication;
  private final Map<String, Integer> carNumbers = new HashMap<>();

  private SeasonCompiler(F1dbReader f1db, int year) {
    this.f1db = f1db;
    this.year = year;
    this.publication = new Publication(year);
  }

  /** @param corrections folder of recorded versions, {@code <year>_<race folder>_<file>/versions.json}; the seed is the year */
  public static Season compile(Path f1db, Optional<Path> corrections, int year) {
    return new SeasonCompiler(new F1dbReader(f1db, corrections), year).compile();
  }

  private Season compile() {
    var folders = f1db.races(year);
    var races = new ArrayList<Season.Race>();
    var results = new ArrayList<Classification>();
    var qualifyings = new ArrayList<Qualifying>();
    for (var folder : folders) {
      var race = race(folder);
      races.add(race);
      qualifyings.addAll(qualifying(folder, race));
      if (race.sessions().containsKey(Code.S)) results.addAll(classification(folder, race, Code.S));
      results.addAll(classification(folder, race, Code.R));
    }
    var entrants = f1db.entrants(year);
    var drivers = distinct(entrants, Entrant::driver);
    return new Season(year, publication.seed(),
        sorted(distinct(folders, F1dbReader.Race::circuit), this::circuit, Season.Circuit::id),
        sorted(distinct(entrants, Entrant::constructor), this::constructor, Season.Constructor::id),
        sorted(drivers, this::driver, Season.Driver::id),
        entries(entrants, races.size()), prices(drivers), races, results, qualifyings);
  }

  private static <T> List<String> distinct(List<T> all, Function<T, String> id) {
    return all.stream().map(id).distinct().toList();
  }

  private static <T> List<T> sorted(List<String> slugs, Function<String, T> known, Function<T, String> id) {
    return slugs.stream().map(known).sorted(Comparator.comparing(id)).toList();
  }

  private Season.Race race(F1dbReader.Race race) {
    var name = JolpicaIds.raceName(race.grandPrix(), race.name());
    return new Season.Race(race.round(), year + "-" + slug(name.replace("Grand Prix", "")), name, JolpicaIds.circuit(race.circuit()),
        new TreeMap<>(race.sessions()));
  }

  private static String slug(String name) {
    var ascii = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    return ascii.toLowerCase(Locale.ROOT).strip().replaceAll("[^a-z0-9]+", "-");
  }

  private Season.Circuit circuit(String id) {
    var circuit = f1db.circuit(id);
    return new Season.Circuit(JolpicaIds.circuit(id), JolpicaIds.circuitName(id, circuit.name()), circuit.place(), circuit.country(),
        circuit.latitude(), circuit.longitude());
  }

  private Season.Constructor constructor(String id) {
    var constructor = f1db.constructor(id);
    return new Season.Constructor(JolpicaIds.constructor(id), JolpicaIds.constructorName(id, constructor.name()),
        constructor.nationality());
  }

  private Season.Driver driver(String id) {
    var driver = f1db.driver(id);
    return new Season.Driver(JolpicaIds.driver(id), driver.code(), driver.number(), JolpicaIds.givenName(id, driver.firstName()),
        JolpicaIds.familyName(id, driver.lastName()), driver.born(), driver.nationality());
  }

  /** F1DB enters drivers up to the latest round it knows: those entered for that one are expected to the season's end. */
  private List<Season.Entry> entries(List<Entrant> entrants, int rounds) {
    int latest = entrants.stream().mapToInt(Entrant::to).max().orElse(rounds);
    return entrants.stream()
        .map(e -> new Season.Entry(JolpicaIds.driver(e.driver()), JolpicaIds.constructor(e.constructor()), carNumber(e.driver()),
            e.from(), e.to() == latest ? rounds : e.to()))
        .sorted(Comparator.comparing(Season.Entry::constructor).thenComparing(Season.Entry::from).thenComparing(Season.Entry::driver))
        .toList();
  }

  /** The number in this season's results; the permanent one of who has not raced yet. */
  private int carNumber(String slug) {
    return carNumbers.computeIfAbsent(JolpicaIds.driver(slug), id -> f1db.driver(slug).number());
  }

  private TreeMap<String, Integer> prices(List<String> drivers) {
    var prices = new TreeMap<String, Integer>();
    Prices.of(drivers, f1db.standings(year - 1)).forEach((id, price) -> prices.put(JolpicaIds.driver(id), price));
    return prices;
  }

  private List<Qualifying> qualifying(F1dbReader.Race folder, Season.Race race) {
    var current = f1db.qualifying(year, folder);
    if (current.isEmpty()) return List.of();
    var recorded = f1db.qualifyingVersions(year, folder);
    var versions = new ArrayList<Qualifying>();
    for (var at : instants(race, Code.Q, recorded, List.of())) {
      var rows = times(recorded.isEmpty() ? current : at(recorded, at));
      if (versions.isEmpty() || !versions.getLast().rows().equals(rows)) versions.add(new Qualifying(race.round(), Code.Q, at, rows));
    }
    return versions;
  }

  private List<Times> times(List<F1dbReader.Times> theirs) {
    var rows = new ArrayList<Times>();
    for (var row : inOrder(theirs, F1dbReader.Times::position)) {
      var counts = kind(row.position()) != Kind.DISQUALIFIED;
      carNumbers.put(JolpicaIds.driver(row.driver()), row.number());
      rows.add(new Times(row.number(), JolpicaIds.driver(row.driver()), JolpicaIds.constructor(row.constructor()), rows.size() + 1,
          counts ? row.q1() : null, counts ? row.q2() : null, counts ? row.q3() : null));
    }
    return rows;
  }

  private List<Classification> classification(F1dbReader.Race folder, Season.Race race, Code code) {
    var current = f1db.finishes(year, folder, code);
    if (current.isEmpty()) return List.of();
    var recorded = f1db.finishVersions(year, folder, code);
    var grids = f1db.gridVersions(year, folder, code);
    // F1DB times the laps of races only.
    var bestLaps = code == Code.R ? f1db.bestLaps(year, folder) : List.<F1dbReader.BestLap>of();
    var versions = new ArrayList<Classification>();
    for (var at : instants(race, code, recorded, grids)) {
      var grid = grids.isEmpty() ? Map.<String, Integer>of()
          : at(grids, at).stream().collect(Collectors.toMap(slot -> JolpicaIds.driver(slot.driver()), Slot::grid));
      var rows = finishes(recorded.isEmpty() ? current : at(recorded, at), grid, bestLaps);
      if (versions.isEmpty() || !versions.getLast().rows().equals(rows)) versions.add(new Classification(race.round(), code, at, rows));
    }
    var official = versions.getFirst().rows();
    var provisionally = Publication.flag(code, race.sessions().get(code)).plus(PublicRecord.PROVISIONAL_AFTER);
    PublicRecord.provisional(race.sessionId(code), official, ranked(bestLaps))
        .ifPresent(rows -> versions.addFirst(new Classification(race.round(), code, provisionally, rows)));
    return versions;
  }

  private List<Finish> finishes(List<F1dbReader.Finish> theirs, Map<String, Integer> grid, List<F1dbReader.BestLap> bestLaps) {
    var rows = new ArrayList<Finish>();
    var ordered = inOrder(theirs, F1dbReader.Finish::position);
    // Jolpica ranks the laps of the cars that were not disqualified.
    var disqualified = ordered.stream().filter(row -> kind(row.position()) == Kind.DISQUALIFIED)
        .map(row -> JolpicaIds.driver(row.driver())).collect(Collectors.toSet());
    var fastest = ranked(bestLaps.stream().filter(lap -> !disqualified.contains(JolpicaIds.driver(lap.driver()))).toList());
    for (var row : ordered) {
      // Older versions may know a driver by an older slug: Jolpica's id is the same.
      var driver = JolpicaIds.driver(row.driver());
      var kind = kind(row.position());
      var full = kind == Kind.CLASSIFIED && row.laps() == ordered.getFirst().laps() && row.millis() != null;
      carNumbers.put(driver, row.number());
      rows.add(new Finish(row.number(), driver, JolpicaIds.constructor(row.constructor()), rows.size() + 1, kind,
          row.points().movePointRight(2).intValueExact(), grid.getOrDefault(driver, row.grid()), row.laps(),
          full ? Long.valueOf(row.millis()) : null, fastest.get(driver)));
    }
    return rows;
  }

  /** Ranks 1..n by driver id: by time, and of equals as F1DB has them, which lists cars disqualified last or not at all. */
  private static Map<String, Fastest> ranked(List<F1dbReader.BestLap> laps) {
    var ranked = new HashMap<String, Fastest>();
    laps.stream().sorted(Comparator.comparingInt(F1dbReader.BestLap::millis).thenComparing(F1dbReader.BestLap::rank))
        .forEach(lap -> ranked.put(JolpicaIds.driver(lap.driver()), new Fastest(ranked.size() + 1, lap.lap(), lap.millis())));
    return ranked;
  }

  /** Places first, then the others as F1DB orders them. */
  private static <T> List<T> inOrder(List<T> rows, Function<T, String> position) {
    return rows.stream().sorted(Comparator.comparingInt(row -> {
      var text = position.apply(row);
      return Character.isDigit(text.charAt(0)) ? Integer.parseInt(text) : Integer.MAX_VALUE;
    })).toList();
  }

  private static Kind kind(String position) {
    return switch (position) {
      case "DNF" -> Kind.RETIRED;
      case "NC" -> Kind.NOT_CLASSIFIED;
      case "DSQ" -> Kind.DISQUALIFIED;
      case "DNS" -> Kind.DID_NOT_START;
      default -> {
        if (!position.matches("\\d+")) throw new IllegalArgumentException("unknown position " + position);
        yield Kind.CLASSIFIED;
      }
    };
  }

  /** When this session's versions appeared: first the result, then each later record of result or grid. */
  private TreeSet<Instant> instants(Season.Race race, Code code, List<? extends Dated<?>> recorded, List<? extends Dated<?>> grids) {
    var flag = Publication.flag(code, race.sessions().get(code));
    var earliest = Publication.earliest(flag);
    var unrecorded = PublicRecord.knows(race.sessionId(code)) ? flag.plus(PublicRecord.OFFICIAL_AFTER)
        : publication.drawn(race.sessionId(code), flag);
    var first = recorded.isEmpty()
        ? grids.stream().map(Dated::at).filter(at -> !at.isBefore(earliest)).findFirst().orElse(unrecorded)
        : recorded.getFirst().at().isBefore(earliest) ? earliest : recorded.getFirst().at();
    var later = Stream.concat(recorded.stream(), grids.stream()).map(Dated::at).filter(at -> at.isAfter(first));
    return Stream.concat(Stream.of(first), later)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The latest by then; the oldest if none is that old. */
  private static <T> T at(List<Dated<T>> versions, Instant at) {
    return versions.stream().filter(version -> !version.at().isAfter(at)).reduce((older, newer) -> newer)
        .orElse(versions.getFirst()).value();
  }
}

package dev.paddock.season;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One Formula 1 season, deeply immutable and consistent: every id that is used is also declared, rounds count from 1,
 * versions of a session follow each other in time and differ. The constructor refuses anything else, naming the place.
 *
 * @param year      1950 or later
 * @param seed      what the instants that no record states were drawn from
 * @param prices    fantasy price of each entered driver by driver id, in tenths, above 0
 * @param results   versions of sprints and races, by session in calendar order, then by time
 * @param qualifyings versions of qualifyings, likewise
 */
public record Season(int year, long seed, List<Circuit> circuits, List<Constructor> constructors, List<Driver> drivers,
                     List<Entry> entries, SortedMap<String, Integer> prices, List<Race> races,
                     List<Classification> results, List<Qualifying> qualifyings) {

  /** Sessions by the code of FastF1; {@code SS} is the sprint shootout of 2023, {@code SQ} the sprint qualifying since. */
  public enum Code {
    FP1, FP2, FP3, SS, SQ, S, Q, R;

    /** Qualifying, sprint and race have results that count. */
    public boolean scored() {
      return this == Q || this == S || this == R;
    }
  }

  /** @param id Jolpica's, such as {@code albert_park}; latitude and longitude in degrees */
  public record Circuit(String id, String name, String locality, String country, double latitude, double longitude) {}

  /** @param id Jolpica's, such as {@code red_bull} */
  public record Constructor(String id, String name, String nationality) {}

  /** @param id Jolpica's, such as {@code max_verstappen}; {@code number} the permanent one, which may differ from the car's */
  public record Driver(String id, String code, int number, String givenName, String familyName, LocalDate born, String nationality) {
    public String name() {
      return givenName + " " + familyName;
    }
  }

  /** A driver enters rounds {@code from} to {@code to}, both included, for a constructor with car {@code number}. */
  public record Entry(String driver, String constructor, int number, int from, int to) {
    public boolean covers(int round) {
      return from <= round && round <= to;
    }
  }

  /**
   * @param id       year and slug of the name without "Grand Prix", such as {@code 2025-las-vegas}
   * @param circuit  id of its circuit
   * @param sessions scheduled start of each session, UTC; always with {@code Q} and {@code R}
   */
  public record Race(int round, String id, String name, String circuit, SortedMap<Code, Instant> sessions) {
    public Race {
      sessions = Collections.unmodifiableSortedMap(new TreeMap<>(sessions));
    }

    /** Scheduled start of the race itself. */
    public Instant start() {
      return sessions.get(Code.R);
    }

    /** Such as {@code 2025-las-vegas-R}. */
    public String sessionId(Code code) {
      return id + "-" + code;
    }
  }

  public Season {
    circuits = List.copyOf(circuits);
    constructors = List.copyOf(constructors);
    drivers = List.copyOf(drivers);
    entries = List.copyOf(entries);
    prices = Collections.unmodifiableSortedMap(new TreeMap<>(prices));
    races = List.copyOf(races);
    results = List.copyOf(results);
    qualifyings = List.copyOf(qualifyings);
    new Consistency(year, circuits, constructors, drivers, entries, prices, races).check(results, qualifyings);
  }

  public Optional<Race> race(int round) {
    return round >= 1 && round <= races.size() ? Optional.of(races.get(round - 1)) : Optional.empty();
  }

  public Optional<Driver> driver(String id) {
    return drivers.stream().filter(d -> d.id().equals(id)).findFirst();
  }

  public Optional<Constructor> constructor(String id) {
    return constructors.stream().filter(c -> c.id().equals(id)).findFirst();
  }

  public Optional<Circuit> circuit(String id) {
    return circuits.stream().filter(c -> c.id().equals(id)).findFirst();
  }

  /** Who is entered for a round, in the order of the file; empty for a round outside the calendar. */
  public List<Entry> entries(int round) {
    return entries.stream().filter(e -> e.covers(round)).toList();
  }

  /** Every version of everything, in the order of publication; at one instant in calendar order. */
  public List<Version> publications() {
    return Stream.<Version>concat(qualifyings.stream(), results.stream())
        .sorted(Comparator.comparing(Version::published).thenComparingInt(Version::round).thenComparing(Version::code))
        .toList();
  }

  /** Versions of one session, oldest first; empty if it has no result. */
  public List<? extends Version> versions(int round, Code code) {
    return (code == Code.Q ? qualifyings : results).stream().filter(v -> v.round() == round && v.code() == code).toList();
  }

  /** What was published of a session by {@code now}, the instant itself included. */
  public Optional<? extends Version> publishedBy(int round, Code code, Instant now) {
    return versions(round, code).stream().filter(v -> !v.published().isAfter(now)).reduce((older, newer) -> newer);
  }
}

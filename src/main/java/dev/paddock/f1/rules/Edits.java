package dev.paddock.f1.rules;

import dev.paddock.f1.rules.Calendar.Driver;
import dev.paddock.f1.rules.Calendar.Race;
import dev.paddock.f1.rules.Calendar.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What administrators have set in a season's calendar wins over what its sources say, field by field, until it is released. A race
 * that an administrator cancelled is not in it, whoever lists it; one that he made is, even if nobody does. Pure.
 *
 * @param races   by the id that a race is stored under; {@code drivers} by theirs
 */
public record Edits(Map<String, RaceEdit> races, Map<String, DriverEdit> drivers) {
  public static final Edits NONE = new Edits(Map.of(), Map.of());

  public Edits {
    races = Map.copyOf(races);
    drivers = Map.copyOf(drivers);
  }

  /** What is empty is the sources' to say. @param byHand all of it is set, and no source need list it */
  public record RaceEdit(boolean byHand, Optional<Integer> round, Optional<String> name, Optional<Place> place, Optional<Boolean> cancelled,
      Map<SessionCode, Instant> sessions) {
    public RaceEdit {
      sessions = Map.copyOf(sessions);
    }

    /** Of a race that nothing was set of. */
    public static final RaceEdit NONE = new RaceEdit(false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    /** The same with what {@code set} says. */
    public RaceEdit with(RaceEdit set) {
      var starts = new HashMap<>(sessions);
      starts.putAll(set.sessions);
      return new RaceEdit(byHand || set.byHand, set.round.or(() -> round), set.name.or(() -> name), set.place.or(() -> place),
          set.cancelled.or(() -> cancelled), starts);
    }

    /** The same without these. @param fields round, name, place, cancelled, sessions */
    public RaceEdit without(Set<String> fields) {
      return new RaceEdit(byHand, kept(round, fields, "round"), kept(name, fields, "name"), kept(place, fields, "place"),
          kept(cancelled, fields, "cancelled"), fields.contains("sessions") ? Map.of() : sessions);
    }

    /** What is set, in the words of {@link #without}. */
    public List<String> fields() {
      return Stream.of(said(round, "round"), said(name, "name"), said(place, "place"), said(cancelled, "cancelled"),
          sessions.isEmpty() ? Stream.<String>empty() : Stream.of("sessions")).flatMap(one -> one).toList();
    }

    private Race on(Race race) {
      var at = place.orElseGet(() -> new Place(race.circuitId(), race.circuit(), race.locality(), race.country()));
      var starts = new EnumMap<SessionCode, Instant>(SessionCode.class);
      race.sessions().forEach(session -> starts.put(session.code(), session.startsAt()));
      starts.putAll(sessions);
      return new Race(round.orElse(race.round()), name.orElse(race.name()), at.circuitId(), at.circuit(), at.locality(), at.country(),
          starts.entrySet().stream().map(start -> new Session(start.getKey(), start.getValue())).toList());
    }

    /** Of one that an administrator made. */
    private Race alone() {
      return on(new Race(0, "", "", "", "", "", List.of()));
    }

    private boolean off() {
      return cancelled.orElse(false);
    }
  }

  public record Place(String circuitId, String circuit, String locality, String country) {}

  /** The same of a driver. Who was deleted is none of the calendar's drivers. */
  public record DriverEdit(boolean byHand, boolean deleted, Optional<String> code, Optional<Integer> number, Optional<String> givenName,
      Optional<String> familyName, Optional<String> nationality) {
    public static final DriverEdit NONE = new DriverEdit(false, false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
        Optional.empty());

    public DriverEdit with(DriverEdit set) {
      return new DriverEdit(byHand || set.byHand, deleted || set.deleted, set.code.or(() -> code), set.number.or(() -> number),
          set.givenName.or(() -> givenName), set.familyName.or(() -> familyName), set.nationality.or(() -> nationality));
    }

    /** @param fields deleted, code, number, givenName, familyName, nationality */
    public DriverEdit without(Set<String> fields) {
      return new DriverEdit(byHand, deleted && !fields.contains("deleted"), kept(code, fields, "code"), kept(number, fields, "number"),
          kept(givenName, fields, "givenName"), kept(familyName, fields, "familyName"), kept(nationality, fields, "nationality"));
    }

    public List<String> fields() {
      return Stream.of(deleted ? Stream.of("deleted") : Stream.<String>empty(), said(code, "code"), said(number, "number"),
          said(givenName, "givenName"), said(familyName, "familyName"), said(nationality, "nationality")).flatMap(one -> one).toList();
    }

    private Driver on(Driver driver) {
      return new Driver(driver.driverId(), code.orElse(driver.code()), number.orElse(driver.number()), givenName.orElse(driver.givenName()),
          familyName.orElse(driver.familyName()), nationality.orElse(driver.nationality()));
    }
  }

  private static <T> Optional<T> kept(Optional<T> value, Set<String> released, String field) {
    return value.filter(v -> !released.contains(field));
  }

  private static Stream<String> said(Optional<?> value, String field) {
    return value.stream().map(v -> field);
  }

  /** A race under the id that it is stored under. */
  public record Placed(String raceId, Race race) {}

  /** The season as it shall be stored. */
  public record Edited(List<Placed> races, List<Driver> drivers) {
    public Edited {
      races = List.copyOf(races);
      drivers = List.copyOf(drivers);
    }

    /** When the season closes; empty without races. */
    public Optional<Instant> closesAt() {
      return new Calendar(0, races.stream().map(Placed::race).toList(), List.of()).closesAt();
    }
  }

  /** @param ids under which the calendar's races are stored, by the id of their present name: see {@link CalendarDiff#ids} */
  public Edited on(Calendar calendar, Map<String, String> ids) {
    var placed = new ArrayList<Placed>();
    var listed = new HashSet<String>();
    for (var race : calendar.races()) {
      var id = ids.get(race.id(calendar.year()));
      listed.add(id);
      var edit = Optional.ofNullable(races.get(id));
      if (!edit.map(RaceEdit::off).orElse(false)) placed.add(new Placed(id, edit.map(e -> e.on(race)).orElse(race)));
    }
    new TreeMap<>(races).forEach((id, edit) -> {
      if (edit.byHand() && !edit.off() && !listed.contains(id)) placed.add(new Placed(id, edit.alone()));
    });
    return new Edited(placed, edited(calendar.drivers()));
  }

  private List<Driver> edited(List<Driver> from) {
    var all = new ArrayList<Driver>();
    var listed = new HashSet<String>();
    for (var driver : from) {
      listed.add(driver.driverId());
      var edit = Optional.ofNullable(drivers.get(driver.driverId()));
      if (!edit.map(DriverEdit::deleted).orElse(false)) all.add(edit.map(e -> e.on(driver)).orElse(driver));
    }
    new TreeMap<>(drivers).forEach((id, edit) -> {
      if (edit.byHand() && !edit.deleted() && !listed.contains(id)) all.add(edit.on(new Driver(id, null, null, "", "", null)));
    });
    return all;
  }
}

package dev.paddock.season;

import dev.paddock.season.Season.Circuit;
import dev.paddock.season.Season.Code;
import dev.paddock.season.Season.Constructor;
import dev.paddock.season.Season.Driver;
import dev.paddock.season.Season.Entry;
import dev.paddock.season.Season.Race;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a season must hold to be one; refuses with an {@link IllegalArgumentException} that names the place. */
record Consistency(int year, List<Circuit> circuits, List<Constructor> constructors, List<Driver> drivers,
                   List<Entry> entries, Map<String, Integer> prices, List<Race> races) {

  void check(List<Classification> results, List<Qualifying> qualifyings) {
    require(year >= 1950, "year", year);
    var circuitIds = unique("circuits", circuits.stream().map(Circuit::id).toList());
    var constructorIds = unique("constructors", constructors.stream().map(Constructor::id).toList());
    var driverIds = unique("drivers", drivers.stream().map(Driver::id).toList());
    require(!races.isEmpty(), "races", "none");
    unique("races", races.stream().map(Race::id).toList());
    for (int i = 0; i < races.size(); i++) {
      var race = races.get(i);
      require(race.round() == i + 1, "races", "round " + race.round() + " where " + (i + 1) + " was due");
      require(race.id().startsWith(year + "-"), "race " + race.round(), "id " + race.id());
      require(circuitIds.contains(race.circuit()), race.id(), "unknown circuit " + race.circuit());
      require(race.sessions().containsKey(Code.Q) && race.sessions().containsKey(Code.R), race.id(), "lacks qualifying or race");
    }
    for (var entry : entries) {
      require(driverIds.contains(entry.driver()), "entries", "unknown driver " + entry.driver());
      require(constructorIds.contains(entry.constructor()), "entries", "unknown constructor " + entry.constructor());
      require(1 <= entry.from() && entry.from() <= entry.to() && entry.to() <= races.size(), "entries of " + entry.driver(),
          "rounds " + entry.from() + "-" + entry.to());
    }
    for (var race : races) {
      unique("entries of round " + race.round(),
          entries.stream().filter(e -> e.covers(race.round())).map(Entry::driver).toList());
    }
    var entered = entries.stream().map(Entry::driver).collect(Collectors.toCollection(TreeSet::new));
    require(prices.keySet().equals(entered), "prices", "are of " + prices.keySet() + ", entered are " + entered);
    prices.forEach((driver, price) -> require(price > 0, "price of " + driver, price));
    versions(results, "results", Set.of(Code.S, Code.R));
    versions(qualifyings, "qualifyings", Set.of(Code.Q));
  }

  private <V extends Version> void versions(List<V> all, String where, Set<Code> codes) {
    var latest = new HashMap<String, V>();
    var places = new ArrayList<int[]>();
    for (var version : all) {
      require(codes.contains(version.code()), where, version.code());
      require(version.round() >= 1 && version.round() <= races.size(), where, "round " + version.round());
      var race = races.get(version.round() - 1);
      var id = race.sessionId(version.code());
      require(race.sessions().containsKey(version.code()), where, id + " is not in the calendar");
      require(version.published().isAfter(race.sessions().get(version.code())), id, "published before it began");
      places.add(new int[] {version.round(), version.code().ordinal()});
      rows(version, id);
      var before = latest.put(id, version);
      require(before == null || before.published().isBefore(version.published()), id, "versions out of order");
      require(before == null || !before.rows().equals(version.rows()), id, "version of " + version.published() + " changes nothing");
    }
    for (int i = 1; i < places.size(); i++) {
      require(Arrays.compare(places.get(i - 1), places.get(i)) <= 0, where, "not in calendar order");
    }
  }

  private void rows(Version version, String id) {
    var at = id + " of " + version.published();
    require(!version.rows().isEmpty(), at, "no rows");
    unique(at, version.rows().stream().map(Version.Row::driver).toList());
    for (int i = 0; i < version.rows().size(); i++) {
      var row = version.rows().get(i);
      require(row.position() == i + 1, at, "position " + row.position() + " where " + (i + 1) + " was due");
      require(entries.stream().anyMatch(e -> e.covers(version.round()) && e.driver().equals(row.driver())
          && e.constructor().equals(row.constructor())), at, row.driver() + " is not entered for " + row.constructor());
    }
  }

  private static Set<String> unique(String where, List<String> ids) {
    var seen = new HashSet<String>();
    ids.forEach(id -> require(seen.add(id), where, "twice " + id));
    return seen;
  }

  private static void require(boolean holds, String where, Object what) {
    if (!holds) throw new IllegalArgumentException("season: " + where + ": " + what);
  }
}

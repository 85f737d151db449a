package dev.paddock.fantasy.rules;

import dev.paddock.fantasy.rules.Classification.Car;
import dev.paddock.fantasy.rules.Classification.Kind;
import dev.paddock.fantasy.rules.Classification.Lap;
import dev.paddock.fantasy.rules.Classification.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Weekends in which whatever can happen does so often: every outcome, sprints, pit-lane starts, missing grids, dead heats, equal fastest
 * laps, holders of the fastest lap who are disqualified, captains who do not start, drivers who are not there, cars with a third driver.
 */
final class RandomWeekend {
  private static final List<String> DRIVERS = IntStream.range(0, 24).mapToObj(i -> "driver_" + (char) ('a' + i)).toList();
  private static final List<String> CONSTRUCTORS = IntStream.range(0, 11).mapToObj(i -> "constructor_" + (char) ('a' + i)).toList();

  private final SplittableRandom random;

  RandomWeekend(long seed) {
    this.random = new SplittableRandom(seed);
  }

  List<Classification> sessions() {
    var sessions = new ArrayList<Classification>(3);
    int sitsOut = one(5) ? random.nextInt(DRIVERS.size()) : -1;
    for (var kind : Kind.values()) {
      if (!one(kind == Kind.SPRINT ? 2 : 12)) sessions.add(session(kind, sitsOut));
    }
    return sessions;
  }

  private Classification session(Kind kind, int sitsOut) {
    var drivers = shuffled(DRIVERS).subList(0, 18 + random.nextInt(5));
    var cars = new ArrayList<Car>(drivers.size());
    int position = 0;
    for (int i = 0; i < drivers.size(); i++) {
      int driver = drivers.get(i).charAt(7) - 'a';
      var outcome = driver == sitsOut ? Outcome.DID_NOT_START
          : one(4) ? Outcome.values()[random.nextInt(Outcome.values().length)] : Outcome.CLASSIFIED;
      position = i > 0 && one(15) ? position : i + 1;
      Optional<Integer> grid = one(15) ? Optional.empty() : Optional.of(one(10) ? 0 : 1 + random.nextInt(22));
      Optional<Lap> lap = one(10) ? Optional.empty() : Optional.of(new Lap(1 + random.nextInt(3), 90_000 + random.nextInt(4)));
      cars.add(new Car(drivers.get(i), CONSTRUCTORS.get(driver / 2 % CONSTRUCTORS.size()), outcome, position, grid, lap));
    }
    return new Classification("2026-x-" + kind.name().charAt(0), 1, kind, cars);
  }

  /** As the rule set wants it. */
  Lineup lineup(RuleSet rules) {
    var drivers = shuffled(DRIVERS).subList(0, rules.team().drivers());
    var constructors = shuffled(CONSTRUCTORS).subList(0, rules.team().constructors());
    var chips = rules.chips().keySet().stream().sorted().toList();
    Optional<Chip> chip = chips.isEmpty() || one(3) ? Optional.empty() : Optional.of(chips.get(random.nextInt(chips.size())));
    return new Lineup(drivers, drivers.get(0), drivers.get(1), constructors, chip, rules.transfers().isPresent() ? random.nextInt(4) : 0);
  }

  /** The same with up to four others. */
  Lineup changed(RuleSet rules, Lineup before) {
    var other = lineup(rules);
    int keep = rules.team().drivers() - random.nextInt(4);
    var drivers = new ArrayList<>(before.drivers().subList(0, keep));
    for (var driver : other.drivers()) if (drivers.size() < before.drivers().size() && !drivers.contains(driver)) drivers.add(driver);
    return new Lineup(drivers, drivers.get(0), drivers.get(1), one(2) ? other.constructors() : before.constructors(), other.chip(), 0);
  }

  boolean one(int in) {
    return random.nextInt(in) == 0;
  }

  private <T> List<T> shuffled(List<T> all) {
    var list = new ArrayList<>(all);
    for (int i = list.size() - 1; i > 0; i--) Collections.swap(list, i, random.nextInt(i + 1));
    return list;
  }
}

package dev.paddock.fantasy.rules;

import dev.paddock.fantasy.rules.Classification.Car;
import dev.paddock.fantasy.rules.Classification.Kind;
import dev.paddock.fantasy.rules.Classification.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rules once more, as a spectator with pencil and paper would apply them: written from the text of the rules, with its numbers, and
 * without a look at the code that scores. Slow, and meant to be read beside the text. Points are hundredths.
 */
final class ByHand {
  private static final int[] RACE = {25, 18, 15, 12, 10, 8, 6, 4, 2, 1};
  private static final int[] SPRINT = {8, 7, 6, 5, 4, 3, 2, 1};

  private ByHand() {}

  /** What a team gets for a weekend under classic, gentle or official-2026. */
  static long team(String rules, List<Classification> weekend, Lineup team) {
    boolean official = rules.equals("official-2026");
    var chip = team.chip().map(Enum::name).orElse("none");
    boolean noNegative = chip.equals("NO_NEGATIVE");
    long total = 0;
    for (var driver : team.drivers()) total += times(team, rules, weekend, chip, driver) * sum(noNegative, driver(rules, weekend, driver));
    total /= 100; // multipliers are hundredths
    if (!official) return total;
    for (var constructor : team.constructors()) total += sum(noNegative, constructor(rules, weekend, constructor));
    return total - 10_00L * team.charged();
  }

  /** How often a driver counts, in hundredths. */
  private static long times(Lineup team, String rules, List<Classification> weekend, String chip, String driver) {
    if (!rules.equals("official-2026")) {
      // The vice-captain steps in when the captain took part in nothing.
      var boosted = tookPart(weekend, team.captain()) ? team.captain() : team.vice();
      return driver.equals(boosted) ? 150 : 100;
    }
    if (chip.equals("EXTRA_BOOST")) return driver.equals(team.captain()) ? 300 : driver.equals(team.vice()) ? 200 : 100;
    if (chip.equals("AUTOPILOT")) {
      String best = null;
      for (var one : team.drivers()) {
        if (best == null || sum(false, driver(rules, weekend, one)) > sum(false, driver(rules, weekend, best))) best = one;
      }
      return driver.equals(best) ? 200 : 100;
    }
    return driver.equals(team.captain()) ? 200 : 100;
  }

  private static boolean tookPart(List<Classification> weekend, String driver) {
    for (var session : weekend) {
      for (var car : session.cars()) if (car.driverId().equals(driver) && car.outcome() != Outcome.DID_NOT_START) return true;
    }
    return false;
  }

  private static long sum(boolean noNegative, List<Integer> lines) {
    long sum = 0;
    for (int line : lines) sum += noNegative && line < 0 ? 0 : 100 * line;
    return sum;
  }

  private static List<Integer> driver(String rules, List<Classification> weekend, String driver) {
    var lines = new ArrayList<Integer>();
    for (var session : weekend) {
      for (var car : session.cars()) if (car.driverId().equals(driver)) lines.addAll(session(rules, session, car));
    }
    return lines;
  }

  private static List<Integer> constructor(String rules, List<Classification> weekend, String constructor) {
    var lines = new ArrayList<Integer>();
    for (var session : weekend) {
      int inQ3 = 0;
      int inQ2 = 0;
      int cars = 0;
      for (var car : session.cars()) {
        if (!car.constructorId().equals(constructor)) continue;
        cars++;
        lines.addAll(session(rules, session, car));
        boolean classified = car.outcome() == Outcome.CLASSIFIED;
        if (classified && car.position() <= 10) inQ3++;
        if (classified && car.position() <= 10 + (session.cars().size() - 10) / 2) inQ2++;
      }
      if (session.kind() != Kind.QUALIFYING || cars == 0) continue;
      if (inQ3 >= 2) lines.add(10);
      else if (inQ3 == 1) lines.add(5);
      else if (inQ2 >= 2) lines.add(3);
      else lines.add(inQ2 == 1 ? 1 : -1);
    }
    return lines;
  }

  /** Each reason for points. */
  private static List<Integer> session(String rules, Classification session, Car car) {
    if (car.outcome() == Outcome.DID_NOT_START) return List.of();
    boolean race = session.kind() == Kind.RACE;
    if (session.kind() == Kind.QUALIFYING) {
      if (car.outcome() != Outcome.CLASSIFIED) return List.of(-5);
      return List.of(car.position() <= 10 ? 11 - car.position() : 0);
    }
    if (car.outcome() != Outcome.CLASSIFIED) {
      if (rules.equals("gentle")) return List.of(race ? -10 : -5);
      return List.of(race ? -20 : -10);
    }
    var lines = new ArrayList<Integer>();
    int[] table = race ? RACE : SPRINT;
    if (car.position() <= table.length) lines.add(table[car.position() - 1]);
    if (car.grid().isPresent()) {
      int start = car.grid().get();
      if (start == 0) for (var other : session.cars()) if (other.grid().isPresent()) start++;
      int gained = start - car.position();
      if (gained > 0 || !rules.equals("gentle")) lines.add(gained);
    }
    if (fastest(session, car)) lines.add(race ? 10 : 5);
    return lines;
  }

  /** The lowest lap of who is classified; of equal ones the earlier lap, then who finished ahead, then by name. */
  private static boolean fastest(Classification session, Car car) {
    if (car.fastestLap().isEmpty()) return false;
    var mine = car.fastestLap().get();
    for (var other : session.cars()) {
      if (other == car || other.outcome() != Outcome.CLASSIFIED || other.fastestLap().isEmpty()) continue;
      var theirs = other.fastestLap().get();
      if (theirs.millis() != mine.millis()) {
        if (theirs.millis() < mine.millis()) return false;
      } else if (theirs.number() != mine.number()) {
        if (theirs.number() < mine.number()) return false;
      } else if (other.position() != car.position()) {
        if (other.position() < car.position()) return false;
      } else if (other.driverId().compareTo(car.driverId()) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Transfers that cost points: two a round are free, one may be kept, the first line-up and rounds under two of the chips cost nothing. */
  static int charged(Map<Integer, Lineup> saved, int round, Lineup next) {
    var rounds = new TreeMap<>(saved);
    rounds.keySet().removeIf(r -> r >= round);
    rounds.put(round, next);
    Lineup standing = null;
    int kept = 0;
    int charged = 0;
    for (int r = rounds.firstKey(); r <= round; r++) {
      boolean first = standing == null;
      var lineup = rounds.get(r);
      var chip = lineup == null ? "none" : lineup.chip().map(Enum::name).orElse("none");
      boolean costsNothing = lineup == null || first || chip.equals("WILDCARD") || chip.equals("LIMITLESS");
      int used = 0;
      if (!costsNothing) {
        for (var driver : lineup.drivers()) if (!standing.drivers().contains(driver)) used++;
        for (var constructor : lineup.constructors()) if (!standing.constructors().contains(constructor)) used++;
      }
      charged = Math.max(0, used - 2 - kept);
      kept = first ? 0 : Math.min(1, Math.max(0, 2 + kept - used));
      // A limitless line-up is gone in the next round; a team that has had no other keeps it.
      if (lineup != null && (first || !chip.equals("LIMITLESS"))) standing = lineup;
    }
    return charged;
  }
}

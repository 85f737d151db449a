package dev.paddock.fantasy.rules;

import dev.paddock.fantasy.rules.Classification.Car;
import dev.paddock.fantasy.rules.Classification.Kind;
import dev.paddock.fantasy.rules.Classification.Outcome;
import dev.paddock.fantasy.rules.ConstructorScore.Part;
import dev.paddock.fantasy.rules.Line.What;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Scores a session for its constructors: all that their drivers got, and how far they came in qualifying. */
final class ConstructorScoring {
  private ConstructorScoring() {}

  static Map<String, ConstructorScore> score(RuleSet.Constructors rules, Classification session, Map<String, DriverScore> drivers) {
    var cars = new TreeMap<String, List<Car>>();
    for (var car : session.cars()) cars.computeIfAbsent(car.constructorId(), first -> new ArrayList<>()).add(car);
    var scores = new HashMap<String, ConstructorScore>();
    cars.forEach((constructor, its) -> {
      its.sort(Comparator.comparing(Car::driverId));
      var parts = new ArrayList<Part>();
      for (var car : its) {
        for (var line : drivers.get(car.driverId()).lines()) parts.add(new Part(car.driverId(), line));
      }
      if (session.kind() == Kind.QUALIFYING) parts.add(new Part("", through(rules, its, session.cars().size())));
      scores.put(constructor, new ConstructorScore(parts));
    });
    return scores;
  }

  /** Of 20 cars ten reach the third part and five more the second; of 22, ten and six. Who is not classified has reached neither. */
  private static Line through(RuleSet.Constructors rules, List<Car> its, int field) {
    int third = reached(its, rules.thirdPart());
    if (third > 0) return line(third > 1 ? rules.bothInThird() : rules.oneInThird(), third + " in Q3");
    int second = reached(its, rules.thirdPart() + Math.max(0, field - rules.thirdPart()) / 2);
    return line(switch (second) {
      case 0 -> rules.neitherInSecond();
      case 1 -> rules.oneInSecond();
      default -> rules.bothInSecond();
    }, second + " in Q2");
  }

  private static int reached(List<Car> its, int last) {
    return (int) its.stream().filter(car -> car.outcome() == Outcome.CLASSIFIED && car.position() <= last).count();
  }

  private static Line line(int points, String note) {
    return new Line(What.THROUGH, points, note);
  }
}

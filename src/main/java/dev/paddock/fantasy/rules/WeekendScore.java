package dev.paddock.fantasy.rules;

import dev.paddock.fantasy.rules.Line.What;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A round's scored sessions together: what a line-up got for them, and line by line why. */
public final class WeekendScore {
  /** @param gains the sum of the lines that are not negative */
  private record Weekend(int points, int gains, boolean tookPart) {
    static Weekend of(Iterable<Line> lines, boolean tookPart) {
      int points = 0;
      int gains = 0;
      for (var line : lines) {
        points += line.points();
        gains += Math.max(0, line.points());
      }
      return new Weekend(points, gains, tookPart);
    }

    Weekend plus(Weekend more) {
      return new Weekend(points + more.points, gains + more.gains, tookPart || more.tookPart);
    }
  }

  /**
   * A line as it counts for a team.
   *
   * @param sessionId     "" for what no session is the reason of: transfers
   * @param driverId      "" for a line that is no driver's
   * @param constructorId for which it counts; "" where it counts for the driver himself
   * @param multiplier    hundredths: 100, the captain's, or 0 for a line that a chip takes away
   * @param points        the line's points times the multiplier, hundredths, exact
   */
  public record TeamLine(String sessionId, String driverId, String constructorId, Line line, int multiplier, int points) {}

  private static final Weekend ABSENT = new Weekend(0, 0, false);
  private static final int PLAIN = 100;

  private final RuleSet rules;
  private final List<SessionScore> sessions;
  private final Map<String, Weekend> drivers = new HashMap<>();
  private final Map<String, Weekend> constructors = new HashMap<>();

  public WeekendScore(RuleSet rules, List<SessionScore> sessions) {
    this.rules = rules;
    this.sessions = sessions.stream().sorted(Comparator.comparing(SessionScore::kind)).toList();
    for (var session : sessions) {
      session.drivers().forEach((driver, score) ->
          drivers.merge(driver, Weekend.of(score.lines(), score.tookPart()), Weekend::plus));
      session.constructors().forEach((constructor, score) -> constructors.merge(constructor, Weekend.of(score.lines(), true),
          Weekend::plus));
    }
  }

  /** Scores each session, and all together. */
  public static WeekendScore of(RuleSet rules, List<Classification> sessions) {
    return new WeekendScore(rules, sessions.stream().map(session -> Scoring.score(rules, session)).toList());
  }

  public List<SessionScore> sessions() {
    return sessions;
  }

  /** What a driver got, without captaincy; 0 for one who was not there. Hundredths. */
  public int driver(String driverId) {
    return weekend(driverId).points;
  }

  /** Whether a driver took part in any of the sessions. */
  public boolean tookPart(String driverId) {
    return weekend(driverId).tookPart;
  }

  /** What a constructor got; 0 for one that was not there. Hundredths. */
  public int constructor(String constructorId) {
    return constructors.getOrDefault(constructorId, ABSENT).points;
  }

  /**
   * Who gets the multiplier: the vice-captain only where the rules let him step in, and if the captain took part in no scored session.
   * Under the autopilot whoever got most, of several the first by id.
   */
  public String captain(Lineup lineup) {
    if (plays(lineup, Chip.AUTOPILOT)) {
      return lineup.drivers().stream().max(Comparator.comparingInt(this::driver).thenComparing(Comparator.reverseOrder()))
          .orElse(lineup.captain());
    }
    // Under the extra boost the vice-captain has a multiplier of his own.
    boolean stepsIn = rules.viceStepsIn() && !plays(lineup, Chip.EXTRA_BOOST);
    return !stepsIn || weekend(lineup.captain()).tookPart ? lineup.captain() : lineup.vice();
  }

  /** The team's points, hundredths: its drivers', the captain's multiplied, negatives included, its constructors', less its transfers. */
  public int total(Lineup lineup) {
    var captain = captain(lineup);
    boolean noNegative = plays(lineup, Chip.NO_NEGATIVE);
    int total = transfers(lineup);
    for (var driver : lineup.drivers()) {
      var weekend = weekend(driver);
      total += RuleSet.multiplied(noNegative ? weekend.gains : weekend.points, multiplier(lineup, captain, driver));
    }
    for (var constructor : lineup.constructors()) {
      var weekend = constructors.getOrDefault(constructor, ABSENT);
      total += noNegative ? weekend.gains : weekend.points;
    }
    return total;
  }

  /** The lines that make up {@link #total}: they sum to it exactly. By driver, then session; then by constructor; transfers last. */
  public List<TeamLine> explain(Lineup lineup) {
    var captain = captain(lineup);
    var lines = new ArrayList<TeamLine>();
    for (var driver : lineup.drivers()) {
      int multiplier = multiplier(lineup, captain, driver);
      for (var session : sessions) {
        var score = session.drivers().get(driver);
        if (score == null) continue;
        for (var line : score.lines()) lines.add(line(lineup, session, driver, "", line, multiplier));
      }
    }
    for (var constructor : lineup.constructors()) {
      for (var session : sessions) {
        var score = session.constructors().get(constructor);
        if (score == null) continue;
        for (var part : score.parts()) lines.add(line(lineup, session, part.driverId(), constructor, part.line(), PLAIN));
      }
    }
    int transfers = transfers(lineup);
    if (transfers != 0) {
      lines.add(new TeamLine("", "", "", new Line(What.TRANSFERS, transfers, lineup.charged() + " charged"), PLAIN, transfers));
    }
    return lines;
  }

  private static TeamLine line(Lineup lineup, SessionScore session, String driver, String constructor, Line line, int multiplier) {
    int counts = line.points() < 0 && plays(lineup, Chip.NO_NEGATIVE) ? 0 : multiplier;
    return new TeamLine(session.sessionId(), driver, constructor, line, counts, RuleSet.multiplied(line.points(), counts));
  }

  private int multiplier(Lineup lineup, String captain, String driver) {
    if (rules.chips().get(Chip.EXTRA_BOOST) instanceof RuleSet.ChipRule boost && plays(lineup, Chip.EXTRA_BOOST)) {
      return driver.equals(captain) ? boost.captain() : driver.equals(lineup.vice()) ? boost.vice() : PLAIN;
    }
    return driver.equals(captain) ? rules.captainMultiplier() : PLAIN;
  }

  private int transfers(Lineup lineup) {
    return rules.transfers().map(rule -> Math.multiplyExact(lineup.charged(), rule.penalty())).orElse(0);
  }

  private static boolean plays(Lineup lineup, Chip chip) {
    return lineup.chip().isPresent() && lineup.chip().get() == chip;
  }

  private Weekend weekend(String driver) {
    return drivers.getOrDefault(driver, ABSENT);
  }
}

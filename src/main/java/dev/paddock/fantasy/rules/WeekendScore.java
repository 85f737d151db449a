package dev.paddock.fantasy.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A round's scored sessions together: what a line-up got for them, and line by line why. */
public final class WeekendScore {
  private record Weekend(int points, boolean tookPart) {
    Weekend plus(Weekend more) {
      return new Weekend(points + more.points, tookPart || more.tookPart);
    }
  }

  /**
   * A line of a driver as it counts for a team.
   *
   * @param multiplier hundredths: 100, or the captain's
   * @param points     the line's points times the multiplier, hundredths, exact
   */
  public record TeamLine(String sessionId, String driverId, Line line, int multiplier, int points) {}

  private static final Weekend ABSENT = new Weekend(0, false);

  private final RuleSet rules;
  private final List<SessionScore> sessions;
  private final Map<String, Weekend> drivers = new HashMap<>();

  public WeekendScore(RuleSet rules, List<SessionScore> sessions) {
    this.rules = rules;
    this.sessions = sessions.stream().sorted(Comparator.comparing(SessionScore::kind)).toList();
    for (var session : sessions) {
      session.drivers().forEach((driver, score) -> drivers.merge(driver, new Weekend(score.points(), score.tookPart()), Weekend::plus));
    }
  }

  public List<SessionScore> sessions() {
    return sessions;
  }

  /** Who gets the multiplier: the vice-captain only if the captain took part in no scored session. */
  public String captain(Lineup lineup) {
    return weekend(lineup.captain()).tookPart ? lineup.captain() : lineup.vice();
  }

  /** The team's points, hundredths: its drivers', the captain's multiplied, negatives included. */
  public int total(Lineup lineup) {
    var captain = captain(lineup);
    int total = 0;
    for (var driver : lineup.drivers()) {
      int points = weekend(driver).points;
      total += driver.equals(captain) ? rules.multiplied(points) : points;
    }
    return total;
  }

  /** The lines that make up {@link #total}: they sum to it exactly. By driver, then session. */
  public List<TeamLine> explain(Lineup lineup) {
    var captain = captain(lineup);
    var lines = new ArrayList<TeamLine>();
    for (var driver : lineup.drivers()) {
      boolean multiplied = driver.equals(captain);
      for (var session : sessions) {
        var score = session.drivers().get(driver);
        if (score == null) continue;
        for (var line : score.lines()) {
          lines.add(new TeamLine(session.sessionId(), driver, line, multiplied ? rules.captainMultiplier() : 100,
              multiplied ? rules.multiplied(line.points()) : line.points()));
        }
      }
    }
    return lines;
  }

  private Weekend weekend(String driver) {
    return drivers.getOrDefault(driver, ABSENT);
  }
}

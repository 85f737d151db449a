package dev.paddock.fantasy.rules;

import java.time.Duration;

/** Whether a team comes into a league, must ask its owner, or cannot. */
public final class Admission {
  /** A team whose request was turned down does not ask again before that. */
  public static final Duration REJECTED_FOR = Duration.ofDays(7);

  /** How it knocks: at a public league's, with a code, or because its user was in the league of the season before. */
  public enum Door { OPEN, CODE, RENEWAL }

  /** What is between the two. The later in this list, the stronger. */
  public enum Past { NONE, REMOVED, REJECTED_LATELY, ASKED, IN }

  /** @param joined leagues that the team is in */
  public record Applicant(int season, String ruleSet, Past past, int joined) {}

  public sealed interface Verdict {
    record ComesIn() implements Verdict {}

    record Asks() implements Verdict {}

    record Refused(Refusal why) implements Verdict {}
  }

  private Admission() {}

  public static Verdict judge(League league, Applicant team, Door door) {
    if (team.past == Past.IN) return new Verdict.Refused(Refusal.ALREADY_IN);
    if (team.past == Past.ASKED) return new Verdict.Refused(Refusal.ALREADY_ASKED);
    if (team.past == Past.REJECTED_LATELY) return new Verdict.Refused(Refusal.REJECTED_LATELY);
    if (team.season != league.season()) return new Verdict.Refused(Refusal.OTHER_SEASON);
    if (!team.ruleSet.equals(league.ruleSet())) return new Verdict.Refused(Refusal.OTHER_RULES);
    if (team.joined >= League.JOINED) return new Verdict.Refused(Refusal.TOO_MANY_JOINED);
    if (league.full()) return new Verdict.Refused(Refusal.FULL);
    boolean asks = team.past == Past.REMOVED || league.approval() && door != Door.RENEWAL;
    return asks ? new Verdict.Asks() : new Verdict.ComesIn();
  }
}

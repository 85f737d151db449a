package dev.paddock.fantasy.rules;

import java.time.Instant;

/**
 * A line-up that its owner wants saved.
 *
 * @param revision of the line-up that he edited; 0: there was none for that race
 * @param received when the whole request was here, by the service's clock; to the microsecond
 */
public record Save(long team, long user, String raceId, long revision, Instant received, Lineup lineup) {

  /** What becomes of it. */
  public sealed interface Verdict {
    /** It is stored, and holds. */
    record Saved(RaceLock race, String ruleSet, Receipt receipt, Selection selection) implements Verdict {}

    record Illegal(Selection selection) implements Verdict {}

    /** The line-up is another than the one he edited. */
    record Stale() implements Verdict {}

    record Locked(RaceLock race) implements Verdict {}

    /** Under the team's rules changes are counted from round to round, and another race locks first. */
    record NotYet(RaceLock race, RaceLock coming) implements Verdict {}

    /** There is none, or it is not his. */
    record NoSuchTeam() implements Verdict {}

    /** None of the team's season, or none that can be picked for. */
    record NoSuchRace() implements Verdict {}

    /** So many wait that he had better come again. */
    record Busy() implements Verdict {}
  }
}

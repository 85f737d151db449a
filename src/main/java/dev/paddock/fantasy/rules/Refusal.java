package dev.paddock.fantasy.rules;

/** Why something about a league cannot be. */
public enum Refusal {
  /** None, or none that the asker may know of. */
  NO_LEAGUE, NO_CODE, NO_REQUEST, NO_MEMBER,
  /** None, or not the asker's. */
  NO_TEAM,
  NOT_MEMBER, NOT_OWNER, NOT_VERIFIED, STALE,
  FULL, ALREADY_IN, ALREADY_ASKED, REJECTED_LATELY, OTHER_RULES, OTHER_SEASON, TOO_MANY_OWNED, TOO_MANY_JOINED, TOO_MANY_CODES,
  OWNER_STAYS, REASON_MISSING, BELOW_SIZE, SCORED_ALREADY, RENEWED_ALREADY, NOT_LATER
}

package dev.paddock.horse.rules;

/** Where a race stands, whatever its provider calls it. */
public enum RaceStatus {
  /** On the card, no market yet. */
  SCHEDULED,
  OPEN,
  /** Betting is shut; loading or under way. */
  CLOSED,
  LIVE,
  /** The judge's placings, dividends not yet confirmed. */
  INTERIM,
  FINAL,
  ABANDONED,
  /** Off its old start, the new one is not known. */
  POSTPONED,
  /** A word that we do not know: polled on, and counted. */
  UNKNOWN;

  /** Three words for simple clients: scheduled, in_progress, finalized. */
  public String simple() {
    return switch (this) {
      case SCHEDULED, OPEN, POSTPONED, UNKNOWN -> "scheduled";
      case CLOSED, LIVE, INTERIM -> "in_progress";
      case FINAL, ABANDONED -> "finalized";
    };
  }

  /** Nothing more happens, but for what the stewards change afterwards. */
  public boolean terminal() {
    return this == FINAL || this == ABANDONED;
  }
}

package dev.paddock.fantasy.rules;

/** What its owner says of a league. See {@link League} for the words. */
public record Charter(String name, boolean open, boolean approval, int cap, int startRound) {
  public static Charter of(League league) {
    return new Charter(league.name(), league.open(), league.approval(), league.cap(), league.startRound());
  }

  /** Whether a round that has been scored, the {@code scored}th or one before, would count no longer, or count at last. */
  public boolean movesStartAfter(League league, int scored) {
    return startRound != league.startRound() && scored >= Math.min(startRound, league.startRound());
  }
}

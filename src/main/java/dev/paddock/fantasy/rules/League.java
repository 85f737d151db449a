package dev.paddock.fantasy.rules;

import java.time.Instant;
import java.util.Optional;

/**
 * Teams that are ranked among themselves.
 *
 * @param open       anybody finds it, sees it and may ask to come in; else it does not exist for those who are not in it
 * @param approval   the owner decides who comes in
 * @param cap        the most teams that it holds; {@code size} are in
 * @param ruleSet    only teams that play under it come in
 * @param startRound counts from that round on
 * @param continues  the league of the season before
 * @param revision   of what its owner edits
 * @param members    how often a team came or went: names who was in
 */
public record League(long id, int season, String name, long owner, boolean open, boolean approval, int cap, int size, String ruleSet,
                     int startRound, Optional<Long> continues, Instant createdAt, long revision, long members) {
  /** Leagues of one season that a user may own. */
  public static final int OWNED = 10;
  /** Leagues that a team may be in. */
  public static final int JOINED = 50;
  /** The largest cap. */
  public static final int LARGEST = 100_000;

  public boolean full() {
    return size >= cap;
  }
}

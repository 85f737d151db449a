package dev.paddock.fantasy.contract;

import dev.paddock.bus.Address;
import dev.paddock.bus.Message;
import dev.paddock.schedule.contract.Scheduling.Plan;
import java.time.Instant;
import java.util.Optional;

/** Everything that other features may know of the fantasy game. */
public interface Fantasy {
  Address.Fact<BoardChanged> BOARD_CHANGED = new Address.Fact<>("fantasy.board.changed", BoardChanged.class);

  Address.Ask<GetImpact, Impact> IMPACT = new Address.Ask<>("fantasy.correction.impact", GetImpact.class, Impact.class);
  Address.Ask<GetDelta, Delta> DELTA = new Address.Ask<>("fantasy.team.delta", GetDelta.class, Delta.class);

  /** Who scores. */
  String SCORE = "fantasy.score";

  /** Work that scores a result's version for every team. */
  static Plan score(String sessionId, int version, Instant now) {
    return new Plan("score:" + sessionId + ":" + version, SCORE, "once", now, Optional.empty());
  }

  /** @param board such as {@code season-2025} or {@code round-2025-las-vegas} */
  record BoardChanged(String board, long snapshot) implements Message {}

  record GetImpact(String sessionId, int version) implements Message {}

  /**
   * What a correction did to the round's board.
   *
   * @param before snapshot of the round's board before the correction, {@code after} the one with it
   * @param teams  teams whose points changed
   */
  record Impact(String board, long before, long after, int teams) implements Message {}

  record GetDelta(long teamId, long before, long after) implements Message {}

  /** Points in hundredths; empty when the team is not on that snapshot. */
  record Delta(Optional<Integer> before, Optional<Integer> after) implements Message {}
}

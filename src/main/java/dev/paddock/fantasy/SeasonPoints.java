package dev.paddock.fantasy;

import dev.paddock.fantasy.rules.Weekend;
import dev.paddock.fantasy.store.Board;
import dev.paddock.fantasy.store.Boards;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every team's points of every round of a season, kept so that scoring a session need not read a season.
 * Valid while the season's board shows {@code based}: a score by another node makes it stale, and it is read again.
 */
record SeasonPoints(Optional<Long> based, Map<Integer, Weekend> weekends) {

  /** Reads the current boards of all rounds. Awaits. */
  static SeasonPoints read(Boards boards, int season, Optional<Long> based) {
    var weekends = new LinkedHashMap<Integer, Weekend>();
    for (Board round : boards.rounds(season).await()) weekends.put(round.round(), boards.rows(round.id()).await().weekend(round.round()));
    return new SeasonPoints(based, weekends);
  }

  /** With one round scored anew. */
  List<Weekend> with(Weekend weekend) {
    var all = new HashMap<>(weekends);
    all.put(weekend.round(), weekend);
    return List.copyOf(all.values());
  }

  SeasonPoints after(Weekend weekend, long snapshot) {
    var all = new HashMap<>(weekends);
    all.put(weekend.round(), weekend);
    return new SeasonPoints(Optional.of(snapshot), all);
  }
}

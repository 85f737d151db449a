package dev.paddock.f1.rules.laps;

import java.util.List;

/** Which set a car was on in each of its laps, asked in their order; laps that the stream does not have count for no age. */
final class TyresOnLaps {
  /** @param life laps that the set has done with this one; null: unknown, as {@code stint} and {@code fresh} */
  record On(Integer stint, String compound, Integer life, Boolean fresh) {}

  private static final On UNKNOWN = new On(null, TyreMessage.UNKNOWN, null, null);

  private final List<TyreSet> sets;
  private int current = -1;
  private int laps;

  TyresOnLaps(List<TyreSet> sets) {
    this.sets = sets;
  }

  On next(int lap) {
    while (current + 1 < sets.size() && sets.get(current + 1).fromLap() <= lap) {
      current++;
      laps = 0;
    }
    if (current < 0) return UNKNOWN;
    laps++;
    var set = sets.get(current);
    return new On(current + 1, set.compound(), set.age() == null ? null : set.age() + laps, set.fresh());
  }
}

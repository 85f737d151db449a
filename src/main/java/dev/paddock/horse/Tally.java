package dev.paddock.horse;

import dev.paddock.bus.Bus;
import dev.paddock.horse.contract.Horses;
import dev.paddock.horse.contract.Horses.Outcome;
import dev.paddock.horse.contract.Horses.RacesLookedAt;
import java.util.EnumMap;
import java.util.Map;

/** Counts what became of one turn's looks, and tells it once. */
final class Tally {
  private final String provider;
  private final Map<Outcome, Integer> races = new EnumMap<>(Outcome.class);

  Tally(String provider) {
    this.provider = provider;
  }

  void count(Outcome outcome) {
    races.merge(outcome, 1, Integer::sum);
  }

  void tell(Bus bus) {
    if (!races.isEmpty()) bus.tell(Horses.LOOKED_AT, new RacesLookedAt(provider, races));
  }
}

package dev.paddock.horse.contract;

import dev.paddock.bus.Address;
import dev.paddock.bus.Message;
import java.util.Map;
import java.util.Optional;

/** Everything that other features may know of horse racing. */
public interface Horses {
  Address.Fact<RaceChanged> RACE_CHANGED = new Address.Fact<>("horse.race.changed", RaceChanged.class);
  Address.Fact<RaceFinal> RACE_FINAL = new Address.Fact<>("horse.race.final", RaceFinal.class);
  Address.Fact<RaceAmended> RACE_AMENDED = new Address.Fact<>("horse.race.amended", RaceAmended.class);

  Address.Fact<RacesLookedAt> LOOKED_AT = new Address.Fact<>("horse.races.looked.at", RacesLookedAt.class);

  Address.Ask<Told, Taken> TOLD = new Address.Ask<>("horse.provider.told", Told.class, Taken.class);

  /** Something live about a race changed: status, start, runners, prices, results. @param revision grows with every stored change */
  record RaceChanged(long raceId, long revision) implements Message {}

  /** The result is final for the first time. */
  record RaceFinal(long raceId, long revision) implements Message {}

  /** The result changed after it was final. */
  record RaceAmended(long raceId, long revision) implements Message {}

  /** What became of the looks of one turn. A race may be counted under several. */
  record RacesLookedAt(String provider, Map<Outcome, Integer> races) implements Message {
    public RacesLookedAt {
      races = Map.copyOf(races);
    }
  }

  enum Outcome {
    UNCHANGED, CHANGED,
    /** After it was final. */
    AMENDED,
    /** The answer left it out. */
    MISSING,
    FAILED, DEFERRED,
    /** The answer was worse than what is known. */
    REFUSED,
    /** A status that we do not know. */
    UNKNOWN_STATUS,
    /** Past its start, and nothing new for half an hour: counted once. */
    FROZEN,
    /** Never became final. */
    GIVEN_UP
  }

  /**
   * A provider pushed an event about a race: applied when it carries a body of the provider's own format, else the race is polled at once.
   *
   * @param body the provider's answer about that race; empty: look yourself
   */
  record Told(String provider, String raceId, Optional<String> body) implements Message {}

  sealed interface Taken extends Message {
    record Applied(boolean changed) implements Taken {}

    record PolledNow() implements Taken {}

    record NoSuchRace() implements Taken {}

    record Malformed(String why) implements Taken {}
  }
}

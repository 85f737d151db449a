package dev.paddock.f1.contract;

import dev.paddock.bus.Address;
import dev.paddock.bus.Message;
import dev.paddock.f1.contract.Stewarding.Order;
import dev.paddock.f1.rules.Edits.DriverEdit;
import dev.paddock.f1.rules.Edits.RaceEdit;
import java.util.Set;

/** What administrators change in the catalogue of drivers and races. Each change is written down with who made it and why. */
public interface Cataloguing {
  Address.Ask<Edit, Edited> EDIT = new Address.Ask<>("f1.catalogue.edit", Edit.class, Edited.class);

  /** @see dev.paddock.f1.rules.Edits */
  sealed interface Edit extends Message {
    Order order();

    record CreateRace(int season, RaceEdit content, Order order) implements Edit {}

    /** @param release fields that are the sources' again with their next calendar */
    record ChangeRace(String raceId, long revision, RaceEdit set, Set<String> release, Order order) implements Edit {
      public ChangeRace {
        release = Set.copyOf(release);
      }
    }

    /** One that a source lists, or that something refers to, is cancelled. */
    record RemoveRace(String raceId, long revision, Order order) implements Edit {}

    record CreateDriver(int season, String driverId, DriverEdit content, Order order) implements Edit {}

    record ChangeDriver(int season, String driverId, long revision, DriverEdit set, Set<String> release, Order order) implements Edit {
      public ChangeDriver {
        release = Set.copyOf(release);
      }
    }

    /** One that a source lists, or that something refers to, is only marked as deleted. */
    record RemoveDriver(int season, String driverId, long revision, Order order) implements Edit {}
  }

  sealed interface Edited extends Message {
    /** @param id of the race or driver; {@code gone} whether nothing is left of it */
    record Done(String id, boolean gone) implements Edited {}

    record NoSuch() implements Edited {}

    /** Somebody else's edit came first. */
    record Stale() implements Edited {}

    /** Something else is in the way. */
    record Conflict(String why) implements Edited {}

    /** @param pointer into the body */
    record Refused(String pointer, String why) implements Edited {}
  }
}

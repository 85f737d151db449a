package dev.paddock.app;

import dev.paddock.account.store.PersonalAccount;
import dev.paddock.db.PersonalData;
import dev.paddock.fantasy.store.PersonalLeagues;
import dev.paddock.fantasy.store.PersonalTeams;
import dev.paddock.notify.store.PersonalLetters;
import dev.paddock.personal.CommittedWishes;
import dev.paddock.personal.PersonalVerticle;
import dev.paddock.personal.store.Exports;
import dev.paddock.personal.web.PersonalOperations;
import dev.paddock.schedule.CleanupVerticle.Cleanup;
import dev.paddock.web.Operation;
import java.util.List;
import java.util.UUID;

/** What is kept about users: to have it, and to have it forgotten. */
final class PersonalRoom implements Room {
  private final House house;

  PersonalRoom(House house) {
    this.house = house;
  }

  /** In the order in which they forget: the account, which knows the address, last. */
  private List<PersonalData> features() {
    return List.of(PersonalLetters.data(), new PersonalLeagues(house.slots().letters()), PersonalTeams.data(), Exports.data(),
        PersonalAccount.data());
  }

  @Override public List<Staffed> verticles() {
    return List.of(new Staffed(new PersonalVerticle(house.bus(), house.timers(), house.commits().closing(), house.slots().ledger(), features())));
  }

  @Override public List<Operation> operations() {
    var slots = house.slots();
    var wishes = new CommittedWishes(house.commits().undertaking(), new Exports(house.transactions()), slots.letters(), slots.ledger(),
        house.timers(), UUID::randomUUID);
    return new PersonalOperations(house.bus(), wishes).list();
  }

  @Override public List<Cleanup> cleanups() {
    return List.of(new Cleanup("retention:exports", "personal.retention",
        tx -> Exports.forget(tx, house.timers().instant()).map(gone -> gone + " exports forgotten")));
  }
}

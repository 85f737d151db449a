package dev.paddock.app;

import dev.paddock.account.AccessTokens;
import dev.paddock.account.AccountMail;
import dev.paddock.account.AccountVerticle;
import dev.paddock.account.CommonPasswords;
import dev.paddock.account.Effects;
import dev.paddock.account.Hashing;
import dev.paddock.account.LogIns;
import dev.paddock.account.Profiles;
import dev.paddock.account.Recovery;
import dev.paddock.account.Registration;
import dev.paddock.account.SessionGate;
import dev.paddock.account.SigningKey;

import dev.paddock.account.rules.Secret;
import dev.paddock.account.store.Stores;
import dev.paddock.account.web.AccountOperations;
import dev.paddock.account.web.LogInOperations;
import dev.paddock.schedule.CleanupVerticle.Cleanup;
import dev.paddock.web.Answer;
import dev.paddock.web.Gate;
import dev.paddock.web.Operation;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Accounts: who is who, log-ins, tokens. */
final class AccountRoom implements Room {
  private final House house;
  private final Stores stores;
  private final SigningKey key;
  private final SessionGate gate;
  private final Registration registration;
  private final Recovery recovery;
  private final Profiles profiles;
  private final LogIns logIns;

  AccountRoom(House house) {
    var settings = house.settings().play().accounts();
    var slots = house.slots();
    var random = new SecureRandom();
    this.house = house;
    this.stores = Stores.on(house.reads());
    this.key = house.key();
    var access = new AccessTokens(house.vertx(), key, settings.issuer(), house.timers().onlookers());
    this.gate = new SessionGate(access::read, stores.sessions(), house.timers(), house.timers().onlookers());
    var passwords = new Hashing(house.vertx(), settings.cost(), settings.threads(), settings.waiting());
    var effects = new Effects(house.commits().undertaking(), slots.letters(), slots.postbox(), slots.ledger(), house.bus(), house.timers());
    var mail = new AccountMail(house.site());
    var common = CommonPasswords.bundled();
    this.registration = new Registration(stores, passwords, effects, mail, () -> Secret.random(random), common);
    this.recovery = new Recovery(stores, passwords, effects, mail, () -> Secret.random(random), common);
    this.profiles = new Profiles(stores, effects, registration, recovery, mail);
    this.logIns = new LogIns(stores, passwords, effects, new LogIns.Keys(key, access, UUID::randomUUID, () -> Secret.random(random)),
        settings.lifetimes());
  }

  /** Knows whose an access token is. */
  Gate gate() {
    return gate;
  }

  /** For the page outside of the contract. */
  Answer keys() {
    return LogInOperations.keys(key.jwk());
  }

  @Override public List<Staffed> verticles() {
    return List.of(new Staffed(new AccountVerticle(house.bus(), profiles, recovery, gate)));
  }

  @Override public List<Operation> operations() {
    var origins = house.settings().play().limits().origins().allowed();
    return Stream.concat(new AccountOperations(registration, recovery, profiles).list().stream(),
        new LogInOperations(logIns, key.jwk(), origins, house.timers()).list().stream()).toList();
  }

  @Override public List<Cleanup> cleanups() {
    return List.of(new Cleanup("retention:accounts", "account.retention", tx -> stores.sessions().drop(tx, house.timers().instant())
        .compose(sessions -> stores.links().drop(tx, house.timers().instant())
            .compose(links -> stores.failures().drop(tx, house.timers().instant())
                .map(failures -> String.join("; ", sessions, links, failures))))));
  }
}

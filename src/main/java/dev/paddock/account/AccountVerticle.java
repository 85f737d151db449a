package dev.paddock.account;

import dev.paddock.account.contract.Accounts;
import dev.paddock.account.contract.Accounts.Checked;
import dev.paddock.account.contract.Accounts.Found;
import dev.paddock.account.rules.Password;
import dev.paddock.account.store.AccountStore.Account;
import dev.paddock.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/** What other features ask about users. Event loop, no state. */
public final class AccountVerticle extends VerticleBase {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Bus bus;
  private final Profiles profiles;
  private final Recovery recovery;
  private final SessionGate gate;

  public AccountVerticle(Bus bus, Profiles profiles, Recovery recovery, SessionGate gate) {
    this.bus = bus;
    this.profiles = profiles;
    this.recovery = recovery;
    this.gate = gate;
  }

  @Override public Future<?> start() {
    return bus.answer(Accounts.CONTACT, asked -> profiles.get(asked.userId())
            .map(found -> found.map(AccountVerticle::contact).orElseGet(() -> new Found.Nobody(asked.userId()))))
        .compose(up -> bus.answer(Accounts.CHECK_PASSWORD, asked ->
            recovery.shown(asked.userId(), new Password(asked.password()), asked.address()).map(AccountVerticle::checked)))
        .compose(up -> bus.on(Accounts.SESSION_ENDED, ended -> gate.ended(ended.sessionId())));
  }

  private static Found contact(Account account) {
    return new Found.Contact(account.user(), account.name(), account.email(), account.verifiedAt().isPresent(), account.timeZone(),
        account.deleteAt().isEmpty());
  }

  private static Checked checked(Outcome<Account> outcome) {
    return switch (outcome) {
      case Outcome.Done<Account> right -> new Checked.Right();
      case Outcome.Refused<Account>(Refusal.Wait(var left)) -> new Checked.Wait(left);
      case Outcome.Refused<Account>(Refusal.Busy()) -> new Checked.Wait(SOON);
      case Outcome.Refused<Account> wrong -> new Checked.Wrong();
    };
  }
}

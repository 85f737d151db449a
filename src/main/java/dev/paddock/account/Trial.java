package dev.paddock.account;

import dev.paddock.account.Passwords.Check;
import dev.paddock.account.rules.Password;
import dev.paddock.account.store.AccountStore.Account;
import dev.paddock.account.store.FailureStore.Try;
import dev.paddock.account.store.Stores;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A password against an account: who has failed too often waits, and who names no account learns no more than who has the wrong password.
 */
final class Trial {
  private final Stores stores;
  private final Passwords passwords;
  private final Effects effects;

  Trial(Stores stores, Passwords passwords, Effects effects) {
    this.stores = stores;
    this.passwords = passwords;
    this.effects = effects;
  }

  /** Right; the transaction of what it was tried for takes the failure back ({@code failures.right}). */
  record Passed(Account account, boolean outdated, Try who) {}

  Future<Outcome<Passed>> pass(Try who, Supplier<Future<Optional<Account>>> whose, Password password) {
    return effects.commit(tx -> stores.failures().begin(tx, who, effects.now())).compose(left -> left.isZero()
        ? whose.get().compose(account -> compare(who, account, password))
        : Future.succeededFuture(Outcome.refused(new Refusal.Wait(left))));
  }

  private Future<Outcome<Passed>> compare(Try who, Optional<Account> account, Password password) {
    var known = account.map(Account::password).orElseGet(passwords::decoy);
    return passwords.check(password, known).compose(checked -> switch (checked) {
      case Outcome.Done<Check>(Check.Right(var outdated)) when account.isPresent() ->
          Future.succeededFuture(new Outcome.Done<>(new Passed(account.get(), outdated, who)));
      case Outcome.Done<Check> wrong -> Future.succeededFuture(Outcome.refused(new Refusal.NotRight()));
      case Outcome.Refused<Check>(var why) -> effects.commit(tx -> stores.failures().takeBack(tx, who)).map(done -> Outcome.refused(why));
    });
  }
}

package dev.paddock.account;

import dev.paddock.account.rules.Password;
import dev.paddock.account.rules.PasswordHash;
import dev.paddock.account.rules.Secret;
import dev.paddock.account.store.AccountStore.Account;
import dev.paddock.account.store.FailureStore.Try;
import dev.paddock.account.store.LinkStore.Purpose;
import dev.paddock.account.store.Stores;
import dev.paddock.db.Undertaking.Effect;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** New passwords, by the old one or by a link in a mail. With a new one every other log-in ends. */
public final class Recovery {
  private final Stores stores;
  private final Passwords passwords;
  private final Effects effects;
  private final AccountMail mail;
  private final Supplier<Secret> secrets;
  private final Set<String> common;
  private final Trial trial;

  /** @param secrets nobody can guess the next; @param common passwords that are not taken, in lower case */
  public Recovery(Stores stores, Passwords passwords, Effects effects, AccountMail mail, Supplier<Secret> secrets, Set<String> common) {
    this.stores = stores;
    this.passwords = passwords;
    this.effects = effects;
    this.mail = mail;
    this.secrets = secrets;
    this.common = common;
    this.trial = new Trial(stores, passwords, effects);
  }

  /** If there is such an account, its address gets a link; nobody is told whether there is. */
  public Future<Void> forgot(String email) {
    return effects.commitAll(tx -> stores.accounts().byEmail(tx, email).compose(found -> found.isEmpty()
        ? Future.succeededFuture(new Effect<Void>(null, List.of())) : link(tx, found.get())));
  }

  private Future<Effect<Void>> link(SqlConnection tx, Account account) {
    var secret = secrets.get();
    return stores.links().add(tx, secret, account.user(), Purpose.RESET, account.email(), effects.now()).compose(added -> added
        ? effects.postbox().put(tx, effects.now(), mail.reset(account.email(), account.name(), secret))
            .map(plans -> new Effect<Void>(null, plans))
        : Future.succeededFuture(new Effect<>(null, List.of())));
  }

  /** Where he comes from is known from now on: who has the mailbox is let in, whatever strangers do. */
  public Future<Outcome<Void>> reset(Secret link, Password password, String address) {
    return stores.links().look(link, Purpose.RESET, effects.now()).compose(opened -> opened.isEmpty()
        ? Future.succeededFuture(Outcome.<Void>refused(new Refusal.LinkGone()))
        : stores.accounts().get(opened.get().user()).compose(account -> fit(account.orElseThrow(), password)
            .compose(hashed -> hashed.then(hash -> reset(link, account.get(), hash, address)))));
  }

  private Future<Outcome<Void>> reset(Secret link, Account account, PasswordHash hash, String address) {
    var now = effects.now();
    return effects.<Optional<List<UUID>>>commitAll(tx -> stores.links().use(tx, link, Purpose.RESET, now).compose(used -> used.isEmpty()
        ? Future.succeededFuture(new Effect<>(Optional.<List<UUID>>empty(), List.of()))
        : stores.links().useUp(tx, account.user(), Purpose.RESET, now)
            .compose(done -> stores.accounts().password(tx, account.user(), hash, now))
            .compose(done -> stores.failures().right(tx, new Try(account.email(), address)))
            .compose(done -> stores.failures().remember(tx, account.user(), address, now))
            .compose(done -> changed(tx, account, Optional.empty()))
            .map(effect -> new Effect<>(Optional.of(effect.value()), effect.follows()))))
        .map(ended -> {
          ended.ifPresent(sessions -> effects.ended(account.user(), sessions));
          return ended.isPresent() ? new Outcome.Done<>(null) : Outcome.refused(new Refusal.LinkGone());
        });
  }

  /** By who knows the old one. @param session his own, which goes on */
  public Future<Outcome<Void>> change(long user, UUID session, Password old, Password password, String address) {
    return shown(user, old, address).compose(shown -> shown.then(account -> fit(account, password)
        .compose(hashed -> hashed.then(hash -> effects.<Optional<List<UUID>>>commitAll(tx ->
            stores.accounts().replace(tx, user, account.password(), hash).compose(replaced -> !replaced
                ? Future.succeededFuture(new Effect<>(Optional.<List<UUID>>empty(), List.of()))
                : changed(tx, account, Optional.of(session)).map(effect -> new Effect<>(Optional.of(effect.value()), effect.follows()))))
            .map(ended -> {
              ended.ifPresent(sessions -> effects.ended(user, sessions));
              return ended.isPresent() ? new Outcome.Done<Void>(null) : Outcome.refused(new Refusal.WrongPassword());
            })))));
  }

  /** The caller shows his password once more. */
  public Future<Outcome<Account>> shown(long user, Password password, String address) {
    return trial.pass(new Try("user:" + user, address), () -> stores.accounts().get(user), password).compose(passed -> switch (passed) {
      case Outcome.Done<Trial.Passed>(var right) -> effects.commit(tx -> stores.failures().right(tx, right.who()))
          .map(done -> new Outcome.Done<>(right.account()));
      case Outcome.Refused<Trial.Passed>(Refusal.NotRight()) -> Future.succeededFuture(Outcome.refused(new Refusal.WrongPassword()));
      case Outcome.Refused<Trial.Passed>(var why) -> Future.succeededFuture(Outcome.refused(why));
    });
  }

  private Future<Outcome<PasswordHash>> fit(Account account, Password password) {
    return password.refusal(account.name(), account.email(), common)
        .map(why -> Future.succeededFuture(Outcome.<PasswordHash>refused(new Refusal.Unfit("/password", why))))
        .orElseGet(() -> passwords.hash(password));
  }

  /** The log-ins that have ended, and who is written about it. */
  private Future<Effect<List<UUID>>> changed(SqlConnection tx, Account account, Optional<UUID> but) {
    var now = effects.now();
    return stores.sessions().endAll(tx, account.user(), now, "password changed", but).compose(ended ->
        effects.warn(tx, account.user(), "password:" + account.user() + ":" + now, "Your password was changed",
            "All other log-ins were ended. If it was not you, ask for a new password by mail.")
            .map(letter -> new Effect<>(ended, letter)));
  }
}

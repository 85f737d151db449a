package dev.paddock.account;

import dev.paddock.account.rules.EmailAddress;
import dev.paddock.account.rules.Password;
import dev.paddock.account.rules.PlayerName;
import dev.paddock.account.rules.Role;
import dev.paddock.account.store.AccountStore.Account;
import dev.paddock.account.store.AccountStore.Edited;
import dev.paddock.account.store.AccountStore.Profile;
import dev.paddock.account.store.Stores;
import dev.paddock.db.Ledger.Entry;
import dev.paddock.db.Undertaking.Effect;
import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;

/** Who users are: what they say of themselves, and what they may do. */
public final class Profiles {
  private final Stores stores;
  private final Effects effects;
  private final Registration registration;
  private final Recovery recovery;
  private final AccountMail mail;

  /** What shall be different; empty: as it is. @param password must be shown to change the address */
  public record Change(Optional<String> name, Optional<String> timeZone, Optional<String> email, Optional<Password> password) {}

  public Profiles(Stores stores, Effects effects, Registration registration, Recovery recovery, AccountMail mail) {
    this.stores = stores;
    this.effects = effects;
    this.registration = registration;
    this.recovery = recovery;
    this.mail = mail;
  }

  public Future<Optional<Account>> get(long user) {
    return stores.accounts().get(user).map(found -> found.filter(account -> !account.forgotten()));
  }

  public Future<Optional<Account>> byEmail(String email) {
    return stores.accounts().byEmail(email);
  }

  /** In the order of their ids. @param query the beginning of a name, or an address */
  public Future<List<Account>> list(long after, Optional<String> query, int limit) {
    return stores.accounts().list(after, query, limit);
  }

  /**
   * A new address counts once a link that was mailed to it is opened; until then mail goes to the old one.
   *
   * @param revision that was read before
   */
  public Future<Outcome<Account>> change(long user, long revision, Change change, String address) {
    return unfit(change).map(why -> Future.succeededFuture(Outcome.<Account>refused(why)))
        .orElseGet(() -> shown(user, change, address).compose(shown -> shown.then(account -> edit(account, revision, change))));
  }

  private static Optional<Refusal> unfit(Change change) {
    if (change.name.isPresent() && !PlayerName.isOne(PlayerName.kept(change.name.get()))) {
      return Optional.of(new Refusal.Unfit("/name", "A name has 3 to 32 letters, digits, blanks or . _ ' - between them."));
    }
    if (change.email.isPresent() && !EmailAddress.isOne(change.email.get())) {
      return Optional.of(new Refusal.Unfit("/email", "This is no e-mail address."));
    }
    if (change.timeZone.isPresent() && !Registration.isZone(change.timeZone.get())) {
      return Optional.of(new Refusal.Unfit("/timeZone", "This is no time zone; Europe/Vienna is one."));
    }
    return change.email.isPresent() && change.password.isEmpty()
        ? Optional.of(new Refusal.Unfit("/password", "Show your password to change the address.")) : Optional.empty();
  }

  private Future<Outcome<Account>> shown(long user, Change change, String address) {
    return change.email.isPresent() ? recovery.shown(user, change.password.orElseThrow(), address)
        : get(user).map(found -> found.<Outcome<Account>>map(Outcome.Done::new)
            .orElseGet(() -> Outcome.refused(new Refusal.NotFound("account"))));
  }

  private Future<Outcome<Account>> edit(Account account, long revision, Change change) {
    var moves = change.email.filter(email -> !EmailAddress.key(email).equals(EmailAddress.key(account.email())));
    var profile = new Profile(change.name.map(PlayerName::kept).orElse(account.name()), change.timeZone.orElse(account.timeZone()),
        change.email.isPresent() ? moves : account.pendingEmail());
    return effects.<Outcome<Account>>commitAll(tx ->
        stores.accounts().edit(tx, account.user(), revision, profile).compose(edited -> switch (edited) {
      case Edited.STALE -> refused(new Refusal.Stale());
      case Edited.NAME_TAKEN -> refused(new Refusal.NameTaken(profile.name()));
      case Edited.DONE -> moves.map(email -> move(tx, account, email)).orElseGet(() -> Future.succeededFuture(List.of()))
          .compose(plans -> stores.accounts().get(tx, account.user())
              .map(now -> new Effect<>(new Outcome.Done<>(now.orElseThrow()), plans)));
    }));
  }

  private static Future<Effect<Outcome<Account>>> refused(Refusal why) {
    return Future.succeededFuture(new Effect<>(Outcome.refused(why), List.of()));
  }

  /** An address that has an account is told so, and nobody else is. */
  private Future<List<Plan>> move(SqlConnection tx, Account account, String email) {
    return stores.accounts().byEmail(tx, email).compose(known -> known.isEmpty()
        ? registration.verification(tx, account.user(), account.name(), email)
        : effects.postbox().put(tx, effects.now(), mail.known(known.get().email(), known.get().name(), known.get().user(), effects.now())));
  }

  /**
   * Makes somebody an administrator, or a user again. Holds within a second, whatever tokens he has.
   *
   * @param actor  for the audit log: {@code user:7}
   * @param reason in the actor's words
   */
  public Future<Outcome<Account>> role(long user, Role role, String actor, String reason) {
    if (actor.equals("user:" + user)) {
      return Future.succeededFuture(Outcome.refused(new Refusal.Conflict("Nobody changes his own role: ask another administrator.")));
    }
    return effects.commit(tx -> stores.accounts().get(tx, user).compose(found -> found.isEmpty() || found.get().forgotten()
        ? Future.succeededFuture(Outcome.<Account>refused(new Refusal.NotFound("user " + user)))
        : stores.accounts().role(tx, user, role)
            .compose(changed -> changed ? write(tx, found.get(), role, actor, reason) : Future.succeededFuture())
            .compose(done -> stores.accounts().get(tx, user)).map(now -> new Outcome.Done<>(now.orElseThrow()))));
  }

  private Future<Void> write(SqlConnection tx, Account before, Role role, String actor, String reason) {
    return effects.ledger().put(tx, effects.now(), new Entry(actor, "account.role.change", "user:" + before.user(), reason,
        "{\"from\":\"" + before.role().word() + "\",\"to\":\"" + role.word() + "\"}"));
  }
}

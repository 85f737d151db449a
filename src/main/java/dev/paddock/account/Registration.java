package dev.paddock.account;

import dev.paddock.account.contract.Accounts.UserRegistered;
import dev.paddock.account.contract.Accounts;
import dev.paddock.account.rules.EmailAddress;
import dev.paddock.account.rules.Password;
import dev.paddock.account.rules.PasswordHash;
import dev.paddock.account.rules.PlayerName;
import dev.paddock.account.rules.Role;
import dev.paddock.account.rules.Secret;
import dev.paddock.account.store.AccountStore.Account;
import dev.paddock.account.store.AccountStore.Added;
import dev.paddock.account.store.AccountStore.Draft;
import dev.paddock.account.store.LinkStore.Opened;
import dev.paddock.account.store.LinkStore.Purpose;
import dev.paddock.account.store.Stores;
import dev.paddock.db.Ledger.Entry;
import dev.paddock.db.Undertaking.Effect;
import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** How users come to be. Who registers learns nothing about others' addresses; the mail that follows says what became of it. */
public final class Registration {
  private final Stores stores;
  private final Passwords passwords;
  private final Effects effects;
  private final AccountMail mail;
  private final Supplier<Secret> secrets;
  private final Set<String> common;

  /** Somebody who wants in. */
  public record Applicant(String name, String email, Password password, String timeZone) {
    @Override public String toString() {
      return "Applicant[" + name + "]";
    }
  }

  /** @param secrets nobody can guess the next; @param common passwords that are not taken, in lower case */
  public Registration(Stores stores, Passwords passwords, Effects effects, AccountMail mail, Supplier<Secret> secrets, Set<String> common) {
    this.stores = stores;
    this.passwords = passwords;
    this.effects = effects;
    this.mail = mail;
    this.secrets = secrets;
    this.common = common;
  }

  /** Known or not, the address gets a mail, and the answer is the same. A name that is taken is no secret. */
  public Future<Outcome<Void>> register(Applicant who) {
    return hashed(who).compose(hashed -> hashed.then(hash -> {
      var draft = new Draft(PlayerName.kept(who.name), who.email, hash, Role.USER, who.timeZone, Optional.empty());
      return effects.<Added>commitAll(tx -> stores.accounts().add(tx, draft, effects.now()).compose(added -> write(tx, draft, added)
          .map(plans -> new Effect<>(added, plans)))).map(added -> answered(draft, added));
    }));
  }

  /** By the operator, who knows whose address it is. */
  public Future<Outcome<Long>> create(Applicant who, Role role) {
    return hashed(who).compose(hashed -> hashed.then(hash -> {
      var draft = new Draft(PlayerName.kept(who.name), who.email, hash, role, who.timeZone, Optional.of(effects.now()));
      return effects.commit(tx -> stores.accounts().add(tx, draft, effects.now()).compose(added -> switch (added) {
        case Added.New(var user) -> effects.ledger().put(tx, effects.now(), new Entry("operator", "account.create", "user:" + user, "",
            "{\"role\":\"" + role.word() + "\"}")).<Outcome<Long>>map(new Outcome.Done<>(user));
        case Added.NameTaken() -> Future.succeededFuture(Outcome.<Long>refused(new Refusal.NameTaken(draft.name())));
        case Added.AddressKnown(var account) ->
            Future.succeededFuture(Outcome.<Long>refused(
                new Refusal.Conflict("There is an account with the address " + account.email() + ".")));
      }));
    }));
  }

  private Future<Outcome<PasswordHash>> hashed(Applicant who) {
    return unfit(who).map(why -> Future.succeededFuture(Outcome.<PasswordHash>refused(why))).orElseGet(() -> passwords.hash(who.password));
  }

  private Optional<Refusal> unfit(Applicant who) {
    if (!PlayerName.isOne(PlayerName.kept(who.name))) return Optional.of(new Refusal.Unfit("/name",
        "A name has 3 to 32 letters, digits, blanks or . _ ' - between them."));
    if (!EmailAddress.isOne(who.email)) return Optional.of(new Refusal.Unfit("/email", "This is no e-mail address."));
    if (!isZone(who.timeZone)) return Optional.of(new Refusal.Unfit("/timeZone", "This is no time zone; Europe/Vienna is one."));
    return who.password.refusal(who.name, who.email, common).map(why -> new Refusal.Unfit("/password", why));
  }

  static boolean isZone(String zone) {
    try {
      return ZoneId.getAvailableZoneIds().contains(ZoneId.of(zone).getId());
    } catch (DateTimeException none) {
      return false;
    }
  }

  private Future<List<Plan>> write(SqlConnection tx, Draft draft, Added added) {
    return switch (added) {
      case Added.New(var user) -> verification(tx, user, draft.name(), draft.email());
      case Added.AddressKnown(var account) -> effects.postbox().put(tx, effects.now(),
          mail.known(account.email(), account.name(), account.user(), effects.now()));
      case Added.NameTaken() -> Future.succeededFuture(List.of());
    };
  }

  private Outcome<Void> answered(Draft draft, Added added) {
    if (added instanceof Added.NameTaken) return Outcome.refused(new Refusal.NameTaken(draft.name()));
    if (added instanceof Added.New(var user)) effects.bus().tell(Accounts.USER_REGISTERED, new UserRegistered(user));
    return new Outcome.Done<>(null);
  }

  /** Mails a link that shows whose an address is. */
  Future<List<Plan>> verification(SqlConnection tx, long user, String name, String email) {
    var secret = secrets.get();
    return stores.links().add(tx, secret, user, Purpose.VERIFY, email, effects.now()).compose(added -> added
        ? effects.postbox().put(tx, effects.now(), mail.verify(email, name, secret)) : Future.succeededFuture(List.of()));
  }

  /** Once more, for whom the first mail did not reach. */
  public Future<Outcome<Void>> verificationAgain(long user) {
    return effects.commitAll(tx -> stores.accounts().get(tx, user).compose(found -> {
      var account = found.orElseThrow();
      var open = account.verifiedAt().isEmpty() ? Optional.of(account.email()) : account.pendingEmail();
      return open.isEmpty()
          ? Future.succeededFuture(new Effect<>(Outcome.<Void>refused(new Refusal.Conflict("Your address is verified.")), List.of()))
          : verification(tx, user, account.name(), open.get()).map(plans -> new Effect<>(new Outcome.Done<Void>(null), plans));
    }));
  }

  /** The link of such a mail was opened: the address is his, and from now on the account's. */
  public Future<Outcome<Void>> verify(Secret link) {
    return effects.commitAll(tx -> stores.links().use(tx, link, Purpose.VERIFY, effects.now()).compose(opened -> opened.isEmpty()
        ? Future.succeededFuture(new Effect<>(Outcome.<Void>refused(new Refusal.LinkGone()), List.of()))
        : verified(tx, link, opened.get())));
  }

  private Future<Effect<Outcome<Void>>> verified(SqlConnection tx, Secret link, Opened opened) {
    return stores.accounts().get(tx, opened.user()).compose(before ->
        stores.accounts().verify(tx, opened.user(), opened.email(), effects.now()).compose(verified -> !verified
            ? Future.succeededFuture(new Effect<>(Outcome.<Void>refused(new Refusal.LinkGone()), List.<Plan>of()))
            : moved(tx, link, before.orElseThrow(), opened.email()).map(plans -> new Effect<>(new Outcome.Done<Void>(null), plans))));
  }

  private Future<List<Plan>> moved(SqlConnection tx, Secret link, Account before, String email) {
    if (EmailAddress.key(before.email()).equals(EmailAddress.key(email))) return Future.succeededFuture(List.of());
    return stores.links().useUp(tx, before.user(), Purpose.RESET, effects.now())
        .compose(done -> effects.postbox().put(tx, effects.now(), mail.moved(before.email(), before.name(), link)))
        .compose(mailed -> effects.warn(tx, before.user(), "moved:" + email + ":" + effects.now(), "Your e-mail address was changed",
            "Mail goes to " + email + " from now on. If it was not you who changed it, change your password.")
            .map(letter -> Effects.both(mailed, letter)));
  }
}

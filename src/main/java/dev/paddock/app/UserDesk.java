package dev.paddock.app;

import dev.paddock.account.AccountMail;
import dev.paddock.account.CommonPasswords;
import dev.paddock.account.Effects;
import dev.paddock.account.Hashing;
import dev.paddock.account.Outcome;
import dev.paddock.account.Profiles;
import dev.paddock.account.Recovery;
import dev.paddock.account.Refusal;
import dev.paddock.account.Registration;
import dev.paddock.account.Registration.Applicant;
import dev.paddock.account.rules.Role;
import dev.paddock.account.rules.Secret;
import dev.paddock.account.store.AccountStore.Account;
import dev.paddock.account.store.Stores;
import dev.paddock.notify.store.PgLetters;
import dev.paddock.notify.store.PgPostbox;
import dev.paddock.ops.store.PgLedger;
import dev.paddock.schedule.store.PgUndertaking;
import dev.paddock.schedule.store.WorkStore;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** The operator's way to users: in the same database as a running house, or without one. Blocks; for the command line. */
public final class UserDesk implements AutoCloseable {
  private static final String PASSWORD = "PADDOCK_USER_PASSWORD";

  private final Node node;
  private final Registration registration;
  private final Profiles profiles;

  private UserDesk(Node node, Settings settings) {
    var timers = new SystemTimers(node.vertx());
    timers.follow(node.pools().reads()).await();
    var cadences = new Cadences(settings.cadences(), ImportRoom.cadences(settings.sessions()));
    var set = settings.play().accounts();
    var random = new SecureRandom();
    var stores = Stores.on(node.pools().reads());
    var passwords = new Hashing(node.vertx(), set.cost(), 1, 1);
    var effects = new Effects(new PgUndertaking(node.pools().transactions(), new WorkStore(node.pools().schedule(), cadences), timers),
        new PgLetters(), new PgPostbox(), new PgLedger(), node.bus(), timers);
    var mail = new AccountMail(set.siteUrl().orElse(URI.create("http://" + settings.http().host() + ":" + settings.http().port())));
    var common = CommonPasswords.bundled();
    this.node = node;
    this.registration = new Registration(stores, passwords, effects, mail, () -> Secret.random(random), common);
    this.profiles = new Profiles(stores, effects, registration,
        new Recovery(stores, passwords, effects, mail, () -> Secret.random(random), common), mail);
  }

  /** @throws CannotStart when there is no database to be had */
  public static UserDesk open(Settings settings) {
    var node = Node.forCommand(settings);
    try {
      return new UserDesk(node, settings);
    } catch (RuntimeException e) {
      node.close();
      throw e;
    }
  }

  /** What the environment of this process has for a password: arguments are for everybody to see. */
  public static Optional<String> passwordOfThisProcess() {
    return Optional.ofNullable(System.getenv(PASSWORD)).filter(password -> !password.isBlank());
  }

  /** His id; he need not verify his address. */
  public Outcome<Long> create(Applicant who, Role role) {
    return registration.create(who, role).await();
  }

  /** In the order of their ids. @param query the beginning of a name, or an address */
  public List<Account> list(long after, Optional<String> query, int limit) {
    return profiles.list(after, query, limit).await();
  }

  /** @param email whose */
  public Outcome<Account> role(String email, Role role, String reason) {
    return profiles.byEmail(email).await()
        .map(account -> profiles.role(account.user(), role, "operator", reason).await())
        .orElseGet(() -> Outcome.refused(new Refusal.NotFound("account with the address " + email)));
  }

  @Override public void close() {
    node.close();
  }
}

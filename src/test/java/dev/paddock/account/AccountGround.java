package dev.paddock.account;

import dev.paddock.ManualTimers;
import dev.paddock.TestDatabase;
import dev.paddock.account.LogIns.Client;
import dev.paddock.account.LogIns.Granted;
import dev.paddock.account.rules.HashCost;
import dev.paddock.account.rules.Lifetimes;
import dev.paddock.account.rules.Password;
import dev.paddock.account.rules.PasswordHash;
import dev.paddock.account.rules.Role;
import dev.paddock.account.rules.Secret;
import dev.paddock.account.store.Stores;
import dev.paddock.app.ShippedCadences;
import dev.paddock.bus.Bus;
import dev.paddock.db.Ledger;
import dev.paddock.db.Pools;
import dev.paddock.notify.store.PgLetters;
import dev.paddock.notify.store.PgPostbox;
import dev.paddock.schedule.store.PgUndertaking;
import dev.paddock.schedule.store.WorkStore;
import dev.paddock.web.Gate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Accounts without HTTP, on a real database: for what must come from several addresses, or with tokens that nobody would issue. */
final class AccountGround implements AutoCloseable {
  static final Instant START = Instant.parse("2026-03-07T12:00:00Z");
  static final Password PASSWORD = new Password("a long lap around Spa");
  static final Password WRONG = new Password("a short lap around Monaco");
  static final String ISSUER = "paddock-test";

  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.of(vertx);
  final Pools pools = Pools.open(vertx, TestDatabase.fresh(), new Pools.Sizes(8, 4, Duration.ofSeconds(30)));
  final ManualTimers timers = new ManualTimers(vertx, START);
  final SigningKey key = SigningKey.parse(SigningKey.generate());
  final Counted passwords = new Counted(new Hashing(vertx, HashCost.LEAST, 2, 64));
  final Stores stores = Stores.on(pools.reads());
  final Effects effects = new Effects(new PgUndertaking(pools.transactions(), new WorkStore(pools.schedule(), ShippedCadences.all()), timers),
      new PgLetters(), new PgPostbox(), Ledger.CLOSED, bus, timers);
  final AccessTokens tokens = new AccessTokens(vertx, key, ISSUER, timers);
  final SessionGate gate = new SessionGate(tokens::read, stores.sessions(), timers, timers);
  final Registration registration;
  final Recovery recovery;
  final Profiles profiles;
  final LogIns logIns;

  private final AtomicInteger people = new AtomicInteger();

  AccountGround() {
    var random = new SecureRandom();
    var mail = new AccountMail(URI.create("https://paddock.example"));
    var common = CommonPasswords.bundled();
    registration = new Registration(stores, passwords, effects, mail, () -> Secret.random(random), common);
    recovery = new Recovery(stores, passwords, effects, mail, () -> Secret.random(random), common);
    profiles = new Profiles(stores, effects, registration, recovery, mail);
    logIns = new LogIns(stores, passwords, effects, new LogIns.Keys(key, tokens, UUID::randomUUID, () -> Secret.random(random)),
        new Lifetimes(Duration.ofDays(30), Duration.ofDays(180)));
    vertx.deployVerticle(new AccountVerticle(bus, profiles, recovery, gate)).await();
  }

  /** The address of somebody who has an account with {@link #PASSWORD}. */
  String somebody() {
    var email = "driver." + people.incrementAndGet() + "@example.org";
    var name = "Racer " + people.get();
    if (!(registration.create(new Registration.Applicant(name, email, PASSWORD, "UTC"), Role.USER).await() instanceof Outcome.Done)) {
      throw new AssertionError(email + " was not made");
    }
    return email;
  }

  Outcome<Granted> logIn(String email, Password password, String address) {
    return logIns.logIn(email, password, new Client("test", address)).await();
  }

  Granted loggedIn(String email, String address) {
    return done(logIn(email, PASSWORD, address));
  }

  Outcome<Granted> refresh(Granted granted, String client) {
    return logIns.refresh(granted.refreshToken(), new Client(client, "127.0.0.1")).await();
  }

  Gate.Admission admitted(String token) {
    return gate.admit(token).await();
  }

  static <T> T done(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T>(var value) -> value;
      case Outcome.Refused<T>(var why) -> throw new AssertionError("refused: " + why);
    };
  }

  static Refusal why(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Done<?> done -> throw new AssertionError("not refused");
      case Outcome.Refused<?>(var why) -> why;
    };
  }

  void pass(Duration time) {
    timers.jumpTo(timers.instant().plus(time));
  }

  long count(String what) {
    return pools.reads().query("select count(*) as n from " + what).execute().await().iterator().next().getLong("n");
  }

  @Override public void close() {
    pools.close().await();
    vertx.close().await();
  }

  /** The real hashing, and how often it was asked to compare. */
  record Counted(Passwords real, AtomicInteger checks) implements Passwords {
    Counted(Passwords real) {
      this(real, new AtomicInteger());
    }

    @Override public Future<Outcome<PasswordHash>> hash(Password password) {
      return real.hash(password);
    }

    @Override public Future<Outcome<Check>> check(Password password, PasswordHash known) {
      checks.incrementAndGet();
      return real.check(password, known);
    }

    @Override public PasswordHash decoy() {
      return real.decoy();
    }
  }
}

package dev.paddock.account;

import static dev.paddock.account.AccountGround.PASSWORD;
import static dev.paddock.account.AccountGround.done;
import static dev.paddock.account.AccountGround.why;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.ManualTimers;
import dev.paddock.account.LogIns.Client;
import dev.paddock.account.rules.HashCost;
import dev.paddock.account.rules.Lifetimes;
import dev.paddock.account.rules.Password;
import dev.paddock.account.rules.PasswordHash;
import dev.paddock.account.rules.Secret;
import dev.paddock.web.Gate.Admission;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a log-in grants, for how long, and what may overtake it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogInsTest {
  private final AccountGround ground = new AccountGround();

  @AfterAll void close() {
    ground.close();
  }

  @Test void a_cheaper_hash_is_made_anew_when_its_owner_logs_in() {
    var email = ground.somebody();
    var dearer = new LogInsOf(ground, new HashCost(20_480, 2, 1));
    dearer.logIn(email);
    assertThat(hash(email)).startsWith("$argon2id$v=19$m=20480,t=2,p=1$");
    var again = hash(email);
    dearer.logIn(email);
    assertThat(hash(email)).as("and then it stays").isEqualTo(again);
    ground.loggedIn(email, "10.6.0.1");
    assertThat(hash(email)).as("a dearer one is left alone").isEqualTo(again);
  }

  /** The same house after its settings were raised. */
  private record LogInsOf(AccountGround ground, HashCost cost) {
    void logIn(String email) {
      var passwords = new Hashing(ground.vertx, cost, 1, 4);
      var keys = new LogIns.Keys(ground.key, ground.tokens, UUID::randomUUID, () -> Secret.random(new SecureRandom()));
      done(new LogIns(ground.stores, passwords, ground.effects, keys, new Lifetimes(Duration.ofDays(1), Duration.ofDays(2)))
          .logIn(email, PASSWORD, new Client("test", "10.6.0.1")).await());
    }
  }

  @Test void a_replay_that_jumps_over_a_week_leaves_people_their_ten_minutes() {
    var minutes = new ManualTimers(ground.vertx, ground.timers.instant());
    var tokens = new AccessTokens(ground.vertx, ground.key, AccountGround.ISSUER, minutes);
    var gate = new SessionGate(tokens::read, ground.stores.sessions(), ground.timers, minutes);
    var granted = done(new LogIns(ground.stores, ground.passwords, ground.effects, new LogIns.Keys(ground.key, tokens, UUID::randomUUID,
        () -> Secret.random(new SecureRandom())), new Lifetimes(Duration.ofDays(30), Duration.ofDays(180)))
        .logIn(ground.somebody(), PASSWORD, new Client("test", "10.17.0.1")).await());
    ground.pass(Duration.ofDays(7));
    assertThat(gate.admit(granted.accessToken()).await()).isInstanceOf(Admission.Known.class);
    minutes.jumpTo(minutes.instant().plus(Duration.ofMinutes(10)));
    assertThat(gate.admit(granted.accessToken()).await()).isInstanceOf(Admission.Refused.class);
  }

  @Test void a_signature_is_checked_once_a_token_and_not_once_a_request() {
    var granted = ground.loggedIn(ground.somebody(), "10.15.0.1");
    var checks = new AtomicInteger();
    var gate = new SessionGate(token -> {
      checks.incrementAndGet();
      return ground.tokens.read(token);
    }, ground.stores.sessions(), ground.timers, ground.timers);
    for (int n = 0; n < 1_000; n++) assertThat(gate.admit(granted.accessToken()).await()).isInstanceOf(Admission.Known.class);
    assertThat(checks).hasValue(1);
    ground.pass(Duration.ofMinutes(10));
    assertThat(gate.admit(granted.accessToken()).await()).isInstanceOf(Admission.Refused.class);
  }

  @Test void a_log_in_that_a_new_password_overtakes_is_none() {
    var email = ground.somebody();
    var before = ground.loggedIn(email, "10.16.0.1");
    var slow = new Passwords() {
      @Override public Future<Outcome<PasswordHash>> hash(Password password) {
        return ground.passwords.hash(password);
      }

      @Override public Future<Outcome<Check>> check(Password password, PasswordHash known) {
        return ground.passwords.check(password, known).compose(right -> change(before).map(right));
      }

      @Override public PasswordHash decoy() {
        return ground.passwords.decoy();
      }
    };
    var overtaken = new LogIns(ground.stores, slow, ground.effects, new LogIns.Keys(ground.key, ground.tokens, UUID::randomUUID,
        () -> Secret.random(new SecureRandom())), new Lifetimes(Duration.ofDays(1), Duration.ofDays(2)));
    assertThat(why(overtaken.logIn(email, PASSWORD, new Client("test", "10.16.0.1")).await())).isEqualTo(new Refusal.NotRight());
    assertThat(ground.stores.sessions().list(before.account().user(), ground.timers.instant()).await()).hasSize(1);
  }

  @Test void what_is_over_is_dropped() {
    var email = ground.somebody();
    ground.loggedIn(email, "10.17.0.1");
    ground.recovery.forgot(email).await();
    assertThat(ground.count("account_link")).isPositive();
    ground.pass(Duration.ofDays(300));
    ground.effects.commit(tx -> ground.stores.links().drop(tx, ground.timers.instant())
        .compose(done -> ground.stores.failures().drop(tx, ground.timers.instant()))
        .compose(done -> ground.stores.sessions().drop(tx, ground.timers.instant()))).await();
    for (var table : List.of("account_link", "account_address", "account_session", "refresh_token", "login_failure")) {
      assertThat(ground.count(table)).as(table).isZero();
    }
  }

  private Future<Void> change(LogIns.Granted granted) {
    long user = granted.account().user();
    return ground.stores.sessions().list(user, ground.timers.instant()).compose(sessions -> ground.recovery.change(user,
        sessions.getFirst().id(), PASSWORD, new Password("a new lap around Monza"), "10.16.0.1")).map(AccountGround::done);
  }

  private String hash(String email) {
    return ground.stores.accounts().byEmail(email).await().orElseThrow().password().phc();
  }
}

package dev.paddock.account;

import static dev.paddock.account.AccountGround.PASSWORD;
import static dev.paddock.account.AccountGround.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.account.LogIns.Keys;
import dev.paddock.account.rules.Lifetimes;
import dev.paddock.account.rules.Password;
import dev.paddock.account.rules.PasswordHash;
import dev.paddock.account.rules.Secret;
import dev.paddock.account.web.LogInOperations;
import dev.paddock.web.ContractClient;
import dev.paddock.web.ContractClient.Answered;
import dev.paddock.web.PartOfSite;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What those are told who come at the wrong moment. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BusyTest {
  private final AccountGround ground = new AccountGround();
  private volatile boolean busy;
  private ContractClient api;

  @AfterAll void close() {
    ground.close();
  }

  /** The real ones, unless they are busy. */
  private final class Sometimes implements Passwords {
    @Override public Future<Outcome<PasswordHash>> hash(Password password) {
      return busy ? Future.succeededFuture(Outcome.refused(new Refusal.Busy())) : ground.passwords.hash(password);
    }

    @Override public Future<Outcome<Check>> check(Password password, PasswordHash known) {
      return busy ? Future.succeededFuture(Outcome.refused(new Refusal.Busy())) : ground.passwords.check(password, known);
    }

    @Override public PasswordHash decoy() {
      return ground.passwords.decoy();
    }
  }

  @BeforeAll void serve() {
    var logIns = new LogIns(ground.stores, new Sometimes(), ground.effects, new Keys(ground.key, ground.tokens, UUID::randomUUID,
        () -> Secret.random(new SecureRandom())), new Lifetimes(Duration.ofDays(1), Duration.ofDays(2)));
    var operations = new LogInOperations(logIns, ground.key.jwk(), Set.of(), ground.timers).list();
    api = ContractClient.of(ground.vertx, PartOfSite.serve(ground.vertx, operations, ground.gate, ground.timers).await());
  }

  private Answered logIn(String email, Password password) {
    return api.ask("logIn").body(new JsonObject().put("email", email).put("password", password.text()).put("cookie", false)).answer();
  }

  @Test void when_too_many_log_in_at_once_the_rest_is_told_when_to_come_back_and_nothing_counts_as_failed() {
    var email = ground.somebody();
    busy = true;
    for (int n = 0; n < 9; n++) assertThat(logIn(email, PASSWORD).expect(503, "unavailable").header("Retry-After")).isEqualTo("1");
    busy = false;
    logIn(email, PASSWORD).expect(200);
  }

  @Test void who_fails_again_and_again_is_told_when_to_come_back() {
    var email = ground.somebody();
    for (int n = 0; n < 5; n++) {
      logIn(email, WRONG);
      ground.pass(Duration.ofSeconds(1));
    }
    logIn(email, WRONG).expect(429, "rate-limited");
    var told = logIn(email, PASSWORD).expect(429, "rate-limited");
    assertThat(told.header("Retry-After")).isEqualTo("1");
    assertThat(told.text()).doesNotContain(email).doesNotContain(PASSWORD.text());
    ground.pass(Duration.ofSeconds(1));
    logIn(email, PASSWORD).expect(200);
  }
}

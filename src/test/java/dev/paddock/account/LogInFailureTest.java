package dev.paddock.account;

import static dev.paddock.account.AccountGround.PASSWORD;
import static dev.paddock.account.AccountGround.WRONG;
import static dev.paddock.account.AccountGround.why;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.account.LogIns.Client;
import dev.paddock.account.store.FailureStore.Try;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who is wrong waits longer and longer, and neither learns anything nor locks the owner out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogInFailureTest {
  private final AccountGround ground = new AccountGround();

  @AfterAll void close() {
    ground.close();
  }

  @Test void who_has_no_account_costs_a_hash_and_gets_the_same_answer() {
    var email = ground.somebody();
    int before = ground.passwords.checks().get();
    var wrong = why(ground.logIn(email, WRONG, "10.0.0.1"));
    assertThat(ground.passwords.checks().get()).isEqualTo(before + 1);
    var nobody = why(ground.logIn("nobody@example.org", WRONG, "10.0.0.1"));
    assertThat(ground.passwords.checks().get()).isEqualTo(before + 2);
    assertThat(nobody).isEqualTo(wrong).isEqualTo(new Refusal.NotRight());
  }

  @Test void after_three_failures_the_next_tries_wait_longer_and_longer() {
    var email = ground.somebody();
    for (int n = 0; n < 3; n++) assertThat(why(ground.logIn(email, WRONG, "10.1.0.1"))).isEqualTo(new Refusal.NotRight());
    assertThat(why(ground.logIn(email, WRONG, "10.1.0.1"))).isEqualTo(new Refusal.NotRight());
    int checks = ground.passwords.checks().get();
    assertThat(why(ground.logIn(email, WRONG, "10.1.0.1"))).isEqualTo(new Refusal.Wait(Duration.ofSeconds(1)));
    assertThat(ground.passwords.checks().get()).as("who waits costs nothing").isEqualTo(checks);
    ground.pass(Duration.ofSeconds(1));
    assertThat(why(ground.logIn(email, WRONG, "10.1.0.1"))).isEqualTo(new Refusal.NotRight());
    assertThat(why(ground.logIn(email, PASSWORD, "10.1.0.1"))).isEqualTo(new Refusal.Wait(Duration.ofSeconds(2)));
    ground.pass(Duration.ofSeconds(2));
    ground.loggedIn(email, "10.1.0.1");
    assertThat(why(ground.logIn(email, WRONG, "10.1.0.1"))).as("after the right one all is forgotten").isEqualTo(new Refusal.NotRight());
    ground.loggedIn(email, "10.1.0.1");
  }

  @Test void a_hundred_tries_at_once_are_a_hundred() {
    var email = ground.somebody();
    var tries = Future.join(IntStream.range(0, 30).mapToObj(n -> ground.logIns.logIn(email, WRONG, new Client("test", "10.2.0.1")))
        .toList()).await().<Outcome<?>>list();
    assertThat(tries.stream().filter(outcome -> why(outcome).equals(new Refusal.NotRight()))).hasSize(4);
  }

  @Test void strangers_cannot_lock_the_owner_out() {
    var email = ground.somebody();
    ground.loggedIn(email, "10.3.0.1");
    for (int n = 0; n < 40; n++) ground.logIn(email, WRONG, "10.3.1." + n);
    assertThat(why(ground.logIn(email, PASSWORD, "10.3.2.1"))).as("who comes from somewhere else waits half a minute at most")
        .isInstanceOfSatisfying(Refusal.Wait.class, wait -> assertThat(wait.left()).isLessThanOrEqualTo(Duration.ofSeconds(36)));
    ground.loggedIn(email, "10.3.0.1");
    ground.pass(Duration.ofSeconds(36));
    ground.loggedIn(email, "10.3.2.1");
  }

  @Test void who_tries_one_account_after_the_other_waits_but_not_at_his_own() {
    var owner = ground.somebody();
    ground.loggedIn(owner, "10.4.0.1");
    for (int n = 0; n < 21; n++) {
      assertThat(why(ground.logIn("victim." + n + "@example.org", WRONG, "10.4.0.1"))).isEqualTo(new Refusal.NotRight());
    }
    assertThat(why(ground.logIn("victim.99@example.org", WRONG, "10.4.0.1"))).isInstanceOf(Refusal.Wait.class);
    ground.loggedIn(owner, "10.4.0.1");
  }

  @Test void a_failure_is_forgiven_with_time_and_forgotten_by_the_cleanup() {
    var who = new Try("somebody@example.org", "10.5.0.1");
    for (int n = 0; n < 3; n++) begin(who);
    ground.pass(Duration.ofMinutes(15));
    assertThat(begin(who)).isZero();
    assertThat(begin(who)).as("one was forgiven, so this is the fourth again").isZero();
    assertThat(begin(who)).isEqualTo(Duration.ofSeconds(1));
    assertThat(ground.count("login_failure")).isPositive();
    ground.pass(Duration.ofDays(3));
    ground.effects.commit(tx -> ground.stores.failures().drop(tx, ground.timers.instant())).await();
    assertThat(ground.count("login_failure")).isZero();
  }

  private Duration begin(Try who) {
    return ground.effects.commit(tx -> ground.stores.failures().begin(tx, who, ground.timers.instant())).await();
  }
}

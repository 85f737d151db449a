package dev.paddock.account;

import static dev.paddock.account.AccountGround.PASSWORD;
import static dev.paddock.account.AccountGround.done;
import static dev.paddock.account.AccountGround.why;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.ManualTimers;
import dev.paddock.account.LogIns.Client;
import dev.paddock.account.contract.Accounts;
import dev.paddock.account.contract.Accounts.CheckPassword;
import dev.paddock.account.contract.Accounts.Checked;
import dev.paddock.account.contract.Accounts.Found;
import dev.paddock.account.contract.Accounts.GetContact;
import dev.paddock.account.rules.HashCost;
import dev.paddock.account.rules.Lifetimes;
import dev.paddock.account.rules.Password;
import dev.paddock.account.rules.PasswordHash;
import dev.paddock.account.rules.RefreshToken;
import dev.paddock.account.rules.Secret;
import dev.paddock.account.store.FailureStore.Try;
import dev.paddock.web.Gate.Admission;
import dev.paddock.web.Problem;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogInsTest {
  private static final Password WRONG = new Password("a short lap around Monaco");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

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
    pass(Duration.ofSeconds(1));
    assertThat(why(ground.logIn(email, WRONG, "10.1.0.1"))).isEqualTo(new Refusal.NotRight());
    assertThat(why(ground.logIn(email, PASSWORD, "10.1.0.1"))).isEqualTo(new Refusal.Wait(Duration.ofSeconds(2)));
    pass(Duration.ofSeconds(2));
    ground.loggedIn(email, "10.1.0.1");
    assertThat(why(ground.logIn(email, WRONG, "10.1.0.1"))).as("after the right one all is forgotten").isEqualTo(new Refusal.NotRight());
    ground.loggedIn(email, "10.1.0.1");
  }

  @Test void a_hundred_tries_at_once_are_a_hundred() {
    var email = ground.somebody();
    var tries = Future.join(IntStream.range(0, 30).mapToObj(n -> ground.logIns.logIn(email, WRONG, new Client("test", "10.2.0.1"))).toList())
        .await().<Outcome<?>>list();
    assertThat(tries.stream().filter(outcome -> why(outcome).equals(new Refusal.NotRight()))).hasSize(4);
  }

  @Test void strangers_cannot_lock_the_owner_out() {
    var email = ground.somebody();
    ground.loggedIn(email, "10.3.0.1");
    for (int n = 0; n < 40; n++) ground.logIn(email, WRONG, "10.3.1." + n);
    assertThat(why(ground.logIn(email, PASSWORD, "10.3.2.1"))).as("who comes from somewhere else waits half a minute at most")
        .isInstanceOfSatisfying(Refusal.Wait.class, wait -> assertThat(wait.left()).isLessThanOrEqualTo(Duration.ofSeconds(36)));
    ground.loggedIn(email, "10.3.0.1");
    pass(Duration.ofSeconds(36));
    ground.loggedIn(email, "10.3.2.1");
  }

  @Test void who_tries_one_account_after_the_other_waits_but_not_at_his_own() {
    var owner = ground.somebody();
    ground.loggedIn(owner, "10.4.0.1");
    for (int n = 0; n < 21; n++) assertThat(why(ground.logIn("victim." + n + "@example.org", WRONG, "10.4.0.1"))).isEqualTo(new Refusal.NotRight());
    assertThat(why(ground.logIn("victim.99@example.org", WRONG, "10.4.0.1"))).isInstanceOf(Refusal.Wait.class);
    ground.loggedIn(owner, "10.4.0.1");
  }

  @Test void a_failure_is_forgiven_with_time_and_forgotten_by_the_cleanup() {
    var who = new Try("somebody@example.org", "10.5.0.1");
    for (int n = 0; n < 3; n++) begin(who);
    pass(Duration.ofMinutes(15));
    assertThat(begin(who)).isZero();
    assertThat(begin(who)).as("one was forgiven, so this is the fourth again").isZero();
    assertThat(begin(who)).isEqualTo(Duration.ofSeconds(1));
    assertThat(count("login_failure")).isPositive();
    pass(Duration.ofDays(3));
    ground.effects.commit(tx -> ground.stores.failures().drop(tx, ground.timers.instant())).await();
    assertThat(count("login_failure")).isZero();
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

  @Test void the_same_client_gets_the_same_successor_for_ten_seconds() {
    var first = ground.loggedIn(ground.somebody(), "10.7.0.1");
    var second = done(ground.refresh(first, "test"));
    assertThat(done(ground.refresh(first, "test")).refreshToken()).isEqualTo(second.refreshToken());
    pass(Duration.ofSeconds(10));
    assertThat(done(ground.refresh(first, "test")).refreshToken()).isEqualTo(second.refreshToken());
    var third = done(ground.refresh(second, "test"));
    assertThat(third.refreshToken()).isNotEqualTo(second.refreshToken());
    pass(Duration.ofMillis(1));
    assertThat(why(ground.refresh(first, "test"))).isEqualTo(new Refusal.Reused());
    assertThat(why(ground.refresh(third, "test"))).isEqualTo(new Refusal.NoSession());
  }

  @Test void a_token_that_is_used_twice_ends_its_log_in_within_a_second_and_no_other() {
    var email = ground.somebody();
    var phone = ground.loggedIn(email, "10.8.0.1");
    var desk = ground.loggedIn(email, "10.8.0.1");
    var refreshed = done(ground.refresh(phone, "test"));
    assertThat(ground.admitted(refreshed.accessToken())).isInstanceOf(Admission.Known.class);
    assertThat(why(ground.refresh(phone, "a thief's"))).isEqualTo(new Refusal.Reused());
    pass(Duration.ofSeconds(1));
    for (var token : List.of(phone.accessToken(), refreshed.accessToken())) {
      assertThat(ground.admitted(token)).isInstanceOfSatisfying(Admission.Refused.class,
          refused -> assertThat(refused.problem().kind()).isEqualTo(Problem.Kind.UNAUTHENTICATED));
    }
    assertThat(why(ground.refresh(refreshed, "test"))).isEqualTo(new Refusal.NoSession());
    assertThat(ground.admitted(desk.accessToken())).isInstanceOf(Admission.Known.class);
    done(ground.refresh(desk, "test"));
    assertThat(ground.pools.reads().preparedQuery("select title from notification where user_id = $1 and kind = 'security'")
        .execute(Tuple.of(phone.account().user())).await()).hasSize(1);
  }

  @Test void another_node_hears_of_it_within_a_second_too() {
    var granted = ground.loggedIn(ground.somebody(), "10.9.0.1");
    var elsewhere = new SessionGate(ground.tokens::read, ground.stores.sessions(), ground.timers, ground.timers);
    assertThat(elsewhere.admit(granted.accessToken()).await()).isInstanceOf(Admission.Known.class);
    ground.logIns.endAll(granted.account().user()).await();
    assertThat(elsewhere.admit(granted.accessToken()).await()).as("what it has just looked up").isInstanceOf(Admission.Known.class);
    pass(Duration.ofSeconds(1));
    assertThat(elsewhere.admit(granted.accessToken()).await()).isInstanceOf(Admission.Refused.class);
  }

  @Test void a_replay_that_jumps_over_a_week_leaves_people_their_ten_minutes() {
    var minutes = new ManualTimers(ground.vertx, ground.timers.instant());
    var tokens = new AccessTokens(ground.vertx, ground.key, AccountGround.ISSUER, minutes);
    var gate = new SessionGate(tokens::read, ground.stores.sessions(), ground.timers, minutes);
    var granted = done(new LogIns(ground.stores, ground.passwords, ground.effects, new LogIns.Keys(ground.key, tokens, UUID::randomUUID,
        () -> Secret.random(new SecureRandom())), new Lifetimes(Duration.ofDays(30), Duration.ofDays(180)))
        .logIn(ground.somebody(), PASSWORD, new Client("test", "10.17.0.1")).await());
    pass(Duration.ofDays(7));
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
    pass(Duration.ofMinutes(10));
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

  private Future<Void> change(LogIns.Granted granted) {
    long user = granted.account().user();
    return ground.stores.sessions().list(user, ground.timers.instant()).compose(sessions -> ground.recovery.change(user,
        sessions.getFirst().id(), PASSWORD, new Password("a new lap around Monza"), "10.16.0.1")).map(AccountGround::done);
  }

  @Test void others_hear_of_a_new_user() {
    var heard = new CopyOnWriteArrayList<Long>();
    ground.bus.on(Accounts.USER_REGISTERED, registered -> heard.add(registered.userId())).await();
    var applicant = new Registration.Applicant("New One", "new.one@example.org", PASSWORD, "Europe/Vienna");
    done(ground.registration.register(applicant).await());
    done(ground.registration.register(new Registration.Applicant("Other One", "New.One@example.org", PASSWORD, "UTC")).await());
    long user = ground.stores.accounts().byEmail("NEW.ONE@example.org").await().orElseThrow().user();
    // what was told before this was asked has arrived
    ground.bus.ask(Accounts.CONTACT, new GetContact(user), PATIENCE).await();
    assertThat(heard).containsExactly(user);
  }

  @Test void two_who_want_the_same_name_or_address_at_once_do_not_both_get_it() {
    var wanted = Future.join(IntStream.range(0, 6).mapToObj(n -> ground.registration.register(
        new Registration.Applicant(n % 2 == 0 ? "Twice Wanted" : "TWICE wanted", "wanted." + n + "@example.org", PASSWORD, "UTC"))).toList())
        .await().<Outcome<Void>>list();
    assertThat(wanted.stream().filter(Outcome.Done.class::isInstance)).hasSize(1);
    var address = Future.join(IntStream.range(0, 6).mapToObj(n -> ground.registration.register(
        new Registration.Applicant("Wants It " + n, "Shared@example.org", PASSWORD, "UTC"))).toList()).await().<Outcome<Void>>list();
    assertThat(address).allMatch(Outcome.Done.class::isInstance);
    assertThat(count("account where lower(email) = 'shared@example.org'")).isEqualTo(1);
  }

  @Test void what_is_over_is_dropped() {
    var email = ground.somebody();
    ground.loggedIn(email, "10.17.0.1");
    ground.recovery.forgot(email).await();
    assertThat(count("account_link")).isPositive();
    pass(Duration.ofDays(300));
    ground.effects.commit(tx -> ground.stores.links().drop(tx, ground.timers.instant())
        .compose(done -> ground.stores.failures().drop(tx, ground.timers.instant()))
        .compose(done -> ground.stores.sessions().drop(tx, ground.timers.instant()))).await();
    for (var table : List.of("account_link", "account_address", "account_session", "refresh_token", "login_failure")) {
      assertThat(count(table)).as(table).isZero();
    }
  }

  @Test void two_tabs_that_refresh_at_once_share_one_successor() {
    var granted = ground.loggedIn(ground.somebody(), "10.10.0.1");
    var successors = Future.join(IntStream.range(0, 12).mapToObj(n ->
        ground.logIns.refresh(granted.refreshToken(), new Client("test", "10.10.0.1"))).toList()).await().<Outcome<LogIns.Granted>>list().stream()
        .map(outcome -> done(outcome).refreshToken().text()).distinct().toList();
    assertThat(successors).hasSize(1);
    assertThat(count("refresh_token where session_id = (select session_id from refresh_token where id = '"
        + granted.refreshToken().id() + "')")).isEqualTo(2);
  }

  @Test void two_clients_that_refresh_at_once_cannot_both_win() {
    for (int round = 0; round < 5; round++) {
      var granted = ground.loggedIn(ground.somebody(), "10.11.0.1");
      var outcomes = Future.join(Stream.of("owner", "thief").map(client ->
          ground.logIns.refresh(granted.refreshToken(), new Client(client, "10.11.0.1"))).toList()).await().<Outcome<LogIns.Granted>>list();
      assertThat(outcomes.stream().filter(Outcome.Done.class::isInstance)).hasSize(1);
      assertThat(outcomes.stream().filter(Outcome.Refused.class::isInstance).map(AccountGround::why)).containsExactly(new Refusal.Reused());
      var winner = outcomes.stream().filter(Outcome.Done.class::isInstance).map(AccountGround::done).findFirst().orElseThrow();
      assertThat(why(ground.refresh(winner, "owner"))).as("and the winner loses with it").isEqualTo(new Refusal.NoSession());
    }
  }

  @Test void a_token_with_another_secret_is_none_and_harms_nobody() {
    var one = ground.loggedIn(ground.somebody(), "10.12.0.1");
    var other = ground.loggedIn(ground.somebody(), "10.12.0.1");
    var mixed = new RefreshToken(one.refreshToken().id(), other.refreshToken().secret());
    assertThat(why(ground.logIns.refresh(mixed, new Client("test", "10.12.0.1")).await())).isEqualTo(new Refusal.NoSession());
    done(ground.refresh(one, "test"));
  }

  @Test void a_log_in_that_nobody_uses_is_over_after_thirty_days_and_any_after_a_hundred_and_eighty() {
    var idle = ground.loggedIn(ground.somebody(), "10.13.0.1");
    var used = ground.loggedIn(ground.somebody(), "10.13.0.1");
    for (int n = 0; n < 6; n++) {
      pass(Duration.ofDays(29));
      used = done(ground.refresh(used, "test"));
      if (n == 0) assertThat(ground.stores.sessions().list(used.account().user(), ground.timers.instant()).await()).hasSize(1);
    }
    pass(Duration.ofDays(6));
    assertThat(why(ground.refresh(used, "test"))).as("after 180 days").isEqualTo(new Refusal.NoSession());
    assertThat(why(ground.refresh(idle, "test"))).isEqualTo(new Refusal.NoSession());
    ground.effects.commit(tx -> ground.stores.sessions().drop(tx, ground.timers.instant())).await();
    assertThat(count("refresh_token where id = '" + idle.refreshToken().id() + "'")).isZero();
  }

  @Test void others_ask_how_to_reach_a_user_and_whether_he_is_himself() {
    var granted = ground.loggedIn(ground.somebody(), "10.14.0.1");
    long user = granted.account().user();
    assertThat(ground.bus.ask(Accounts.CONTACT, new GetContact(user), PATIENCE).await())
        .isEqualTo(new Found.Contact(user, granted.account().name(), granted.account().email(), true, "UTC", true));
    assertThat(ground.bus.ask(Accounts.CONTACT, new GetContact(987_654_321), PATIENCE).await()).isEqualTo(new Found.Nobody(987_654_321));
    assertThat(ground.bus.ask(Accounts.CHECK_PASSWORD, new CheckPassword(user, PASSWORD.text(), "10.14.0.1"), PATIENCE).await())
        .isEqualTo(new Checked.Right());
    for (int n = 0; n < 4; n++) {
      assertThat(ground.bus.ask(Accounts.CHECK_PASSWORD, new CheckPassword(user, WRONG.text(), "10.14.0.1"), PATIENCE).await())
          .isEqualTo(new Checked.Wrong());
    }
    assertThat(ground.bus.ask(Accounts.CHECK_PASSWORD, new CheckPassword(user, WRONG.text(), "10.14.0.1"), PATIENCE).await())
        .isEqualTo(new Checked.Wait(Duration.ofSeconds(1)));
  }

  private Duration begin(Try who) {
    return ground.effects.commit(tx -> ground.stores.failures().begin(tx, who, ground.timers.instant())).await();
  }

  private void pass(Duration time) {
    ground.timers.jumpTo(ground.timers.instant().plus(time));
  }

  private String hash(String email) {
    return ground.stores.accounts().byEmail(email).await().orElseThrow().password().phc();
  }

  private long count(String what) {
    return ground.pools.reads().query("select count(*) as n from " + what).execute().await().iterator().next().getLong("n");
  }
}

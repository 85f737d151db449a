package dev.paddock.account;

import static dev.paddock.account.AccountGround.done;
import static dev.paddock.account.AccountGround.why;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.account.LogIns.Client;
import dev.paddock.account.rules.RefreshToken;
import dev.paddock.web.Gate.Admission;
import dev.paddock.web.Problem;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A refresh token has one successor; when another client uses it too, its log-in is over on every node. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefreshTest {
  private final AccountGround ground = new AccountGround();

  @AfterAll void close() {
    ground.close();
  }

  @Test void the_same_client_gets_the_same_successor_for_ten_seconds() {
    var first = ground.loggedIn(ground.somebody(), "10.7.0.1");
    var second = done(ground.refresh(first, "test"));
    assertThat(done(ground.refresh(first, "test")).refreshToken()).isEqualTo(second.refreshToken());
    ground.pass(Duration.ofSeconds(10));
    assertThat(done(ground.refresh(first, "test")).refreshToken()).isEqualTo(second.refreshToken());
    var third = done(ground.refresh(second, "test"));
    assertThat(third.refreshToken()).isNotEqualTo(second.refreshToken());
    ground.pass(Duration.ofMillis(1));
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
    ground.pass(Duration.ofSeconds(1));
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
    ground.pass(Duration.ofSeconds(1));
    assertThat(elsewhere.admit(granted.accessToken()).await()).isInstanceOf(Admission.Refused.class);
  }

  @Test void two_tabs_that_refresh_at_once_share_one_successor() {
    var granted = ground.loggedIn(ground.somebody(), "10.10.0.1");
    var successors = Future.join(IntStream.range(0, 12).mapToObj(n ->
        ground.logIns.refresh(granted.refreshToken(), new Client("test", "10.10.0.1"))).toList()).await().<Outcome<LogIns.Granted>>list()
        .stream().map(outcome -> done(outcome).refreshToken().text()).distinct().toList();
    assertThat(successors).hasSize(1);
    assertThat(ground.count("refresh_token where session_id = (select session_id from refresh_token where id = '"
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
      ground.pass(Duration.ofDays(29));
      used = done(ground.refresh(used, "test"));
      if (n == 0) assertThat(ground.stores.sessions().list(used.account().user(), ground.timers.instant()).await()).hasSize(1);
    }
    ground.pass(Duration.ofDays(6));
    assertThat(why(ground.refresh(used, "test"))).as("after 180 days").isEqualTo(new Refusal.NoSession());
    assertThat(why(ground.refresh(idle, "test"))).isEqualTo(new Refusal.NoSession());
    ground.effects.commit(tx -> ground.stores.sessions().drop(tx, ground.timers.instant())).await();
    assertThat(ground.count("refresh_token where id = '" + idle.refreshToken().id() + "'")).isZero();
  }
}

package dev.paddock.account;

import static dev.paddock.account.AccountGround.PASSWORD;
import static dev.paddock.account.AccountGround.WRONG;
import static dev.paddock.account.AccountGround.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.account.contract.Accounts;
import dev.paddock.account.contract.Accounts.CheckPassword;
import dev.paddock.account.contract.Accounts.Checked;
import dev.paddock.account.contract.Accounts.Found;
import dev.paddock.account.contract.Accounts.GetContact;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Users come to be once, and others hear of them and ask about them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UsersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final AccountGround ground = new AccountGround();

  @AfterAll void close() {
    ground.close();
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
        new Registration.Applicant(n % 2 == 0 ? "Twice Wanted" : "TWICE wanted", "wanted." + n + "@example.org", PASSWORD, "UTC")))
        .toList()).await().<Outcome<Void>>list();
    assertThat(wanted.stream().filter(Outcome.Done.class::isInstance)).hasSize(1);
    var address = Future.join(IntStream.range(0, 6).mapToObj(n -> ground.registration.register(
        new Registration.Applicant("Wants It " + n, "Shared@example.org", PASSWORD, "UTC"))).toList()).await().<Outcome<Void>>list();
    assertThat(address).allMatch(Outcome.Done.class::isInstance);
    assertThat(ground.count("account where lower(email) = 'shared@example.org'")).isEqualTo(1);
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
}

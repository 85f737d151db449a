package dev.paddock.account;

import static dev.paddock.account.AccountWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.account.AccountWorld.Tokens;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users do with their accounts, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountFlowsTest {
  private final AccountWorld world = new AccountWorld();

  @AfterAll void close() {
    world.close();
  }

  @Test void who_registers_verifies_his_address_by_the_link_in_the_mail() {
    var who = world.registered();
    var tokens = world.loggedIn(who);
    assertThat(world.as(tokens).ask("getMe").answer().expect(200).json().getMap())
        .containsEntry("name", who.name()).containsEntry("email", who.email()).containsEntry("verified", false)
        .containsEntry("role", "user").containsEntry("timeZone", "UTC");
    var link = world.link(who.email(), "verify-email");
    world.verify(link).expect(204);
    assertThat(world.as(tokens).ask("getMe").answer().json().getBoolean("verified")).isTrue();
    world.verify(link).expect(410, "gone");
    world.as(tokens).ask("sendVerification").answer().expect(409, "conflict");
  }

  @Test void a_link_is_too_old_after_two_days() {
    var who = world.registered();
    var link = world.link(who.email(), "verify-email");
    world.world.advance(Duration.ofHours(48));
    world.verify(link).expect(410, "gone");
    world.verify("nonsense").expect(410, "gone");
    world.as(world.loggedIn(who)).ask("sendVerification").answer().expect(202);
    world.verify(world.link(who.email(), "verify-email")).expect(204);
  }

  @Test void an_address_that_is_known_is_told_so_and_nobody_else_is() {
    var who = world.registered();
    var again = world.register(new AccountWorld.Person("Somebody Else", who.email().toUpperCase(Locale.ROOT)), "another password of mine");
    var first = world.register(world.stranger(), PASSWORD);
    assertThat(again.expect(202).text()).isEqualTo(first.expect(202).text());
    assertThat(world.mail(who.email()).getFirst()).contains("has an account already").doesNotContain("verify-email=");
    world.logIn(who.email(), "another password of mine").expect(401, "unauthenticated");
    world.loggedIn(who);
  }

  @Test void a_name_is_one_players_whatever_its_case() {
    var who = world.registered();
    world.register(new AccountWorld.Person(who.name().toUpperCase(Locale.ROOT), world.stranger().email()), PASSWORD).expect(409, "conflict");
  }

  @ParameterizedTest(name = "{0} {1} {2}: {3}") @CsvSource({
      "Nobody, nobody@example.org, short pass, /password",
      "Nobody, nobody@example.org, password1234, /password",
      "Nobody, nobody@example.org, Password1234, /password",
      "Nobody, nobody@example.org, zzzzzzzzzzzzzzzz, /password",
      "Maximilian, nobody@example.org, maximilian is fast, /password",
      "Nobody, hans.huber@example.org, I am Hans.Huber!!, /password",
      "No<body, nobody@example.org, a long lap around Spa, /name",
      "Nobody, nobody@nowhere, a long lap around Spa, /email",
  })
  void what_cannot_be_is_refused_with_the_reason(String name, String email, String password, String pointer) {
    var refused = world.register(new AccountWorld.Person(name, email), password).expect(422, "invalid").json();
    assertThat(refused.getJsonArray("errors").getJsonObject(0).getString("pointer")).isEqualTo(pointer);
    assertThat(refused.encode()).doesNotContain(password);
  }

  @Test void a_log_in_goes_on_by_its_refresh_token() {
    var first = world.newcomer();
    var second = Tokens.of(world.refresh(first.refresh(), "test").expect(200).json());
    assertThat(second.refresh()).isNotEqualTo(first.refresh());
    world.as(second).ask("getMe").answer().expect(200);
    Tokens.of(world.refresh(second.refresh(), "test").expect(200).json());
    world.world.advance(Duration.ofMinutes(10));
    world.as(second).ask("getMe").answer().expect(401, "token-expired");
  }

  @Test void who_logs_out_is_out_within_a_second() {
    var tokens = world.newcomer();
    world.as(tokens).ask("getMe").answer().expect(200);
    world.as(tokens).ask("logOut").answer().expect(204);
    world.world.advance(Duration.ofSeconds(1));
    world.as(tokens).ask("getMe").answer().expect(401, "unauthenticated");
    world.refresh(tokens.refresh(), "test").expect(401, "unauthenticated");
  }

  @Test void who_logs_out_everywhere_is_out_everywhere() {
    var who = world.registered();
    var phone = world.loggedIn(who);
    var desk = world.loggedIn(who);
    world.as(phone).ask("logOutEverywhere").answer().expect(204);
    world.world.advance(Duration.ofSeconds(1));
    world.as(desk).ask("getMe").answer().expect(401, "unauthenticated");
    world.refresh(desk.refresh(), "test").expect(401, "unauthenticated");
    world.loggedIn(who);
  }

  @Test void log_ins_are_listed_and_revoked_by_their_owner_only() {
    var who = world.registered();
    var phone = world.loggedIn(who);
    var desk = world.loggedIn(who);
    var sessions = world.as(desk).ask("listSessions").answer().expect(200).json().getJsonArray("sessions");
    assertThat(sessions).hasSize(2);
    var other = sessions.stream().map(JsonObject.class::cast).filter(s -> !s.getBoolean("current")).findFirst().orElseThrow();
    assertThat(other.getMap()).containsEntry("client", "test").containsEntry("address", "127.0.0.1");
    var id = other.getString("sessionId");
    world.as(world.newcomer()).ask("endSession").with("sessionId", id).answer().expect(404, "not-found");
    world.as(phone).ask("getMe").answer().expect(200);
    world.as(desk).ask("endSession").with("sessionId", id).answer().expect(204);
    world.world.advance(Duration.ofSeconds(1));
    world.as(phone).ask("getMe").answer().expect(401, "unauthenticated");
    world.as(desk).ask("getMe").answer().expect(200);
    world.as(desk).ask("endSession").with("sessionId", id).answer().expect(404, "not-found");
  }

  @Test void another_password_ends_all_other_log_ins() {
    var who = world.registered();
    var phone = world.loggedIn(who);
    var desk = world.loggedIn(who);
    var order = new JsonObject().put("currentPassword", "not my password at all").put("password", "a longer lap around Suzuka");
    world.as(desk).ask("changePassword").body(order).answer().expect(403, "forbidden");
    world.as(desk).ask("changePassword").body(order.copy().put("currentPassword", PASSWORD).put("password", "too short")).answer()
        .expect(422, "invalid");
    world.as(desk).ask("changePassword").body(order.put("currentPassword", PASSWORD)).answer().expect(204);
    world.world.advance(Duration.ofSeconds(1));
    world.as(phone).ask("getMe").answer().expect(401, "unauthenticated");
    world.as(desk).ask("getMe").answer().expect(200);
    world.logIn(who.email(), PASSWORD).expect(401, "unauthenticated");
    world.logIn(who.email(), "a longer lap around Suzuka").expect(200);
    assertThat(world.as(desk).ask("listMyNotifications").answer().expect(200).json().getJsonArray("notifications"))
        .as("one, which goes out by mail too").singleElement()
        .satisfies(letter -> assertThat(((JsonObject) letter).getString("title")).isEqualTo("Your password was changed"));
  }

  @Test void who_has_forgotten_his_password_gets_another_by_mail() {
    var who = world.registered();
    var before = world.loggedIn(who);
    var known = world.api().ask("forgotPassword").body(new JsonObject().put("email", who.email())).answer().expect(202);
    var unknown = world.api().ask("forgotPassword").body(new JsonObject().put("email", "nobody.at.all@example.org")).answer().expect(202);
    assertThat(known.text()).isEqualTo(unknown.text());
    assertThat(world.mail("nobody.at.all@example.org")).isEmpty();
    var order = new JsonObject().put("token", world.link(who.email(), "reset-password")).put("password", "short");
    world.api().ask("resetPassword").body(order).answer().expect(422, "invalid");
    world.api().ask("resetPassword").body(order.put("password", "a new lap around Monza")).answer().expect(204);
    world.api().ask("resetPassword").body(order).answer().expect(410, "gone");
    world.world.advance(Duration.ofSeconds(1));
    world.as(before).ask("getMe").answer().expect(401, "unauthenticated");
    assertThat(world.logIn(who.email(), "a new lap around Monza").expect(200).json().getJsonObject("user").getBoolean("verified"))
        .as("who could open that mail has the address").isTrue();
  }

  @Test void a_link_to_a_new_password_is_too_old_after_an_hour() {
    var who = world.registered();
    world.api().ask("forgotPassword").body(new JsonObject().put("email", who.email())).answer().expect(202);
    world.world.advance(Duration.ofHours(1));
    world.api().ask("resetPassword").body(new JsonObject().put("token", world.link(who.email(), "reset-password"))
        .put("password", "a new lap around Monza")).answer().expect(410, "gone");
  }

  @Test void nobodys_mailbox_is_filled_by_others() {
    var who = world.registered();
    for (int n = 0; n < 8; n++) world.api().ask("forgotPassword").body(new JsonObject().put("email", who.email())).answer().expect(202);
    assertThat(world.mail(who.email()).stream().filter(mail -> mail.contains("reset-password="))).hasSize(5);
  }

  @Test void a_profile_is_edited_by_who_has_read_it() {
    var tokens = world.newcomer();
    var read = world.as(tokens).ask("getMe").answer().expect(200);
    world.as(tokens).ask("changeMe").body(new JsonObject().put("timeZone", "Europe/Vienna")).answer().expect(428, "precondition-required");
    var changed = world.as(tokens).ask("changeMe").ifMatch(read.etag())
        .body(new JsonObject().put("timeZone", "Europe/Vienna").put("name", "Niki " + tokens.user())).answer().expect(200);
    assertThat(changed.json().getMap()).containsEntry("timeZone", "Europe/Vienna").containsEntry("name", "Niki " + tokens.user());
    world.as(tokens).ask("changeMe").ifMatch(read.etag()).body(new JsonObject().put("timeZone", "UTC")).answer().expect(412, "precondition-failed");
    world.as(tokens).ask("changeMe").ifMatch(changed.etag()).body(new JsonObject().put("timeZone", "Mars/Olympus")).answer().expect(422, "invalid");
    var other = world.registered();
    world.as(tokens).ask("changeMe").ifMatch(changed.etag()).body(new JsonObject().put("name", other.name())).answer().expect(409, "conflict");
    assertThat(world.as(tokens).ask("getMe").answer().etag()).isEqualTo(changed.etag());
  }

  @Test void another_address_counts_once_it_is_verified() {
    var who = world.registered();
    var tokens = world.loggedIn(who);
    var there = world.stranger().email();
    var etag = world.as(tokens).ask("getMe").answer().etag();
    world.as(tokens).ask("changeMe").ifMatch(etag).body(new JsonObject().put("email", there)).answer().expect(422, "invalid");
    world.as(tokens).ask("changeMe").ifMatch(etag).body(new JsonObject().put("email", there).put("password", "not my password")).answer()
        .expect(403, "forbidden");
    var changed = world.as(tokens).ask("changeMe").ifMatch(etag).body(new JsonObject().put("email", there).put("password", PASSWORD)).answer()
        .expect(200).json();
    assertThat(changed.getMap()).containsEntry("email", who.email()).containsEntry("pendingEmail", there);
    world.verify(world.link(there, "verify-email")).expect(204);
    assertThat(world.as(tokens).ask("getMe").answer().json().getMap()).containsEntry("email", there).containsEntry("verified", true)
        .doesNotContainKey("pendingEmail");
    assertThat(world.mail(who.email()).getFirst()).contains("another e-mail address");
    world.logIn(who.email(), PASSWORD).expect(401, "unauthenticated");
    world.logIn(there, PASSWORD).expect(200);
  }

  @Test void nobody_takes_an_address_that_is_somebodys() {
    var owner = world.registered();
    var tokens = world.newcomer();
    var etag = world.as(tokens).ask("getMe").answer().etag();
    world.as(tokens).ask("changeMe").ifMatch(etag).body(new JsonObject().put("email", owner.email()).put("password", PASSWORD)).answer().expect(200);
    assertThat(world.mail(owner.email()).getFirst()).contains("has an account already");
  }

  @Test void the_operator_makes_administrators_and_it_holds_within_a_second() {
    var tokens = world.newcomer();
    world.as(tokens).ask("listUsers").answer().expect(403, "forbidden");
    var order = new JsonObject().put("role", "admin").put("reason", "she runs the league");
    assertThat(world.world.operator().ask("setRole").with("userId", tokens.user()).body(order).answer().expect(200).json().getString("role"))
        .isEqualTo("admin");
    world.world.advance(Duration.ofSeconds(1));
    var users = world.as(tokens).ask("listUsers").with("limit", 1).answer().expect(200).json();
    assertThat(users.getJsonArray("users")).hasSize(1);
    assertThat(users.getLong("next")).isNotNull();
    world.as(tokens).ask("setRole").with("userId", tokens.user()).body(order).answer().expect(409, "conflict");
    world.as(tokens).ask("setRole").with("userId", 999_999_999).body(order).answer().expect(404, "not-found");
    assertThat(world.world.database().query("select actor, reason, detail->>'to' as role from audit_entry where action = 'account.role.change'")
        .execute().await()).first().satisfies(entry -> {
          assertThat(entry.getString("actor")).isEqualTo("operator");
          assertThat(entry.getString("reason")).isEqualTo("she runs the league");
          assertThat(entry.getString("role")).isEqualTo("admin");
        });
    world.world.operator().ask("setRole").with("userId", tokens.user()).body(order.put("role", "user")).answer().expect(200);
    world.world.advance(Duration.ofSeconds(1));
    world.as(tokens).ask("listUsers").answer().expect(403, "forbidden");
  }

}

package dev.paddock.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static dev.paddock.fantasy.FakeFormula1.raceId;

import com.icegreen.greenmail.util.GreenMailUtil;
import dev.paddock.f1.contract.Formula1.SessionKind;
import dev.paddock.fantasy.rules.Moved;
import dev.paddock.fantasy.store.Teams;
import dev.paddock.notify.contract.Notifying;
import dev.paddock.notify.rules.Kind;
import dev.paddock.notify.rules.Signature;
import dev.paddock.notify.web.Unsubscribing;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Letters on their way from the transaction in which something happened to the app, a mail server and a webhook. */
class LettersTest {
  final LetterNode node = new LetterNode(12);

  @AfterEach void close() {
    node.close();
  }

  @Test void a_letter_is_in_the_app_at_once_and_is_read_once() {
    node.signsUp(1);
    node.signsUp(2);
    node.write("league:12:joined:9", 1, Kind.LEAGUE, "Grace joined", "Grace joined Slipstream with Undercut FC");
    node.write("league:12:joined:9", 1, Kind.LEAGUE, "Grace joined", "told again");
    node.write("league:12:left:9", 1, Kind.LEAGUE, "Grace left", "Grace left Slipstream");

    var all = node.as(1).ask("listMyNotifications").answer().expect(200).json();
    assertThat(all.getInteger("unread")).isEqualTo(2);
    assertThat(titles(all)).containsExactly("Grace left", "Grace joined");
    assertThat(all.getJsonArray("notifications").getJsonObject(1).getMap()).containsEntry("kind", "league")
        .containsEntry("text", "Grace joined Slipstream with Undercut FC").containsEntry("about", "/leagues/12").containsEntry("read", false);

    var id = all.getJsonArray("notifications").getJsonObject(1).getLong("id");
    node.as(2).ask("markMyNotificationRead").with("id", id).answer().expect(404, "not-found");
    assertThat(node.as(2).ask("listMyNotifications").answer().json().getInteger("unread")).as("somebody else's").isZero();
    for (int n = 0; n < 2; n++) node.as(1).ask("markMyNotificationRead").with("id", id).answer().expect(204);
    var unread = node.as(1).ask("listMyNotifications").with("unread", true).answer().json();
    assertThat(titles(unread)).containsExactly("Grace left");
    node.as(1).ask("markAllMyNotificationsRead").answer().expect(204);
    assertThat(node.as(1).ask("listMyNotifications").answer().json().getInteger("unread")).isZero();
  }

  @Test void pages_go_on_where_the_one_before_ended() {
    node.signsUp(1);
    for (int n = 1; n <= 5; n++) node.write("league:1:joined:" + n, 1, Kind.LEAGUE, "joined " + n, "x");
    var first = node.as(1).ask("listMyNotifications").with("limit", 2).answer().expect(200).json();
    node.write("league:1:joined:6", 1, Kind.LEAGUE, "joined 6", "x");
    var second = node.as(1).ask("listMyNotifications").with("limit", 2).with("cursor", first.getString("next")).answer().expect(200).json();
    assertThat(titles(first)).containsExactly("joined 5", "joined 4");
    assertThat(titles(second)).containsExactly("joined 3", "joined 2");
    node.as(1).ask("listMyNotifications").with("cursor", "bWFkZSB1cA").answer().expect(400, "malformed");
  }

  @Test void mail_says_how_to_end_it_and_one_click_does() throws Exception {
    node.signsUp(1);
    node.wants(1, "league,security", "league,security", "", "24");
    node.write("league:12:joined:9", 1, Kind.LEAGUE, "Grace joined – Überholt", "Grace joined Slipstream");
    node.runAll();

    var mail = node.mail(1).getFirst();
    assertThat(mail.getSubject()).isEqualTo("Grace joined – Überholt");
    assertThat(GreenMailUtil.getBody(mail)).contains("Grace joined Slipstream").contains("https://paddock.example");
    assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
    var link = mail.getHeader("List-Unsubscribe")[0];
    assertThat(link).startsWith("<https://paddock.example/api/v1/unsubscribe?token=").endsWith(">");
    var token = link.substring(link.indexOf('=') + 1, link.length() - 1);

    var page = node.api.ask("showUnsubscribe").with("token", token).answer().expect(200);
    assertThat(page.text()).contains("<form method=\"post\">").contains("leagues");
    assertThat(emails(1, "league")).as("to look at it changes nothing").isTrue();
    for (int n = 0; n < 2; n++) node.api.ask("unsubscribe").with("token", token)
        .body("application/x-www-form-urlencoded", Buffer.buffer("List-Unsubscribe=One-Click")).answer().expect(204);
    assertThat(emails(1, "league")).isFalse();
    node.api.ask("unsubscribe").with("token", token + "A").answer().expect(404, "not-found");
    node.api.ask("unsubscribe").with("token", Unsubscribing.token(node.seal, 1, Kind.SECURITY)).answer().expect(404, "not-found");

    node.write("league:12:left:9", 1, Kind.LEAGUE, "Grace left", "x");
    node.runAll();
    assertThat(node.mail(1)).hasSize(1);
  }

  @Test void quiet_hours_hold_back_mail_and_webhook_until_they_end_but_for_security() {
    node.signsUp(1);
    node.sql("update account set time_zone = 'America/New_York' where user_id = 1");
    node.wants(1, "league,security", "league,security", "league", "24");
    node.sql("update notify_preference set quiet_from = '22:00', quiet_until = '07:30'");
    at("2025-03-20T03:00:00Z"); // 23:00 there
    try (var receiver = new Receiver()) {
      node.as(1).ask("putMyWebhook").body(new JsonObject().put("url", receiver.url())).answer().expect(200);
      node.write("league:12:joined:9", 1, Kind.LEAGUE, "Grace joined", "x");
      node.write("security:1", 1, Kind.SECURITY, "Your password was changed", "x");
      node.runAll();
      assertThat(node.mail(1)).hasSize(1);
      assertThat(receiver.letters).isEmpty();
      assertThat(titles(node.as(1).ask("listMyNotifications").answer().json())).as("the app waits for nobody").hasSize(2);
      at("2025-03-20T11:29:59Z");
      assertThat(node.runDue()).isEmpty();
      at("2025-03-20T11:30:00Z");
      node.runAll();
      assertThat(node.mail(1)).hasSize(2);
      assertThat(receiver.letters).hasSize(1);
    }
  }

  @Test void a_webhook_of_ones_own_is_signed_and_hears_ones_own_letters_alone() {
    node.signsUp(1);
    node.signsUp(2);
    try (var receiver = new Receiver()) {
      node.as(1).ask("getMyWebhook").answer().expect(404, "not-found");
      var made = node.as(1).ask("putMyWebhook").body(new JsonObject().put("url", receiver.url())).answer().expect(200).json();
      assertThat(node.as(1).ask("getMyWebhook").answer().expect(200).json().fieldNames()).doesNotContain("secret");
      assertThat(node.as(1).ask("testMyWebhook").answer().expect(200).json().getBoolean("delivered")).isTrue();
      assertThat(node.endpoints.list().await()).as("the operator has none").isEmpty();
      receiver.answers(500, 200);
      node.write("league:12:joined:9", 1, Kind.LEAGUE, "Grace joined", "x");
      node.write("league:12:joined:8", 2, Kind.LEAGUE, "somebody else's", "x");
      node.runAll();
      node.game.clock.advance(Duration.ofMinutes(1));
      node.runAll();
      assertThat(receiver.ids()).hasSize(3).last().asString().startsWith("notify.letter:letter-");
      var last = receiver.letters.getLast();
      assertThat(last.header("X-Paddock-Attempt")).isEqualTo("2");
      assertThat(Signature.verify(made.getString("secret"), last.header("X-Paddock-Signature"), last.body().getBytes(),
          node.game.clock.instant(), Duration.ofMinutes(5))).isEqualTo(Signature.Verdict.GENUINE);
      assertThat(new JsonObject(last.body()).getJsonObject("state").getMap()).containsEntry("title", "Grace joined");
      node.as(1).ask("putMyWebhook").body(new JsonObject().put("url", "ftp://example.org")).answer().expect(422);
      node.as(1).ask("deleteMyWebhook").answer().expect(204);
      node.write("league:12:joined:7", 1, Kind.LEAGUE, "Ada joined", "x");
      node.runAll();
      assertThat(receiver.letters).hasSize(3);
    }
  }

  @Test void of_a_correction_only_those_are_mailed_whose_teams_it_changed_and_each_is_told_of_his_own() {
    LongStream.rangeClosed(1, 12).forEach(node::signsUp);
    LongStream.rangeClosed(1, 11).forEach(user -> node.wants(user, "correction,security", "correction,security", "", "24"));
    node.sql("insert into team (player_id, season, name) select 1, 2025, 'Second'");
    node.sql("insert into lineup (team_id, season, round, drivers, captain, vice, saved_at) "
        + "select (select id from team where name = 'Second'), season, round, drivers, captain, vice, saved_at from lineup where team_id = "
        + "(select id from team where player_id = 2)");
    node.game.score(node.formula1.publish(1, SessionKind.RACE, 1, 1));
    node.game.score(node.formula1.publish(1, SessionKind.RACE, 2, 2));
    node.runAll();

    for (long user = 1; user <= 12; user++) {
      var letter = node.as(user).ask("listMyNotifications").answer().expect(200).json().getJsonArray("notifications").getJsonObject(0);
      assertThat(letter.getString("raceId")).isEqualTo(raceId(1));
      var teams = letter.getJsonArray("teams");
      assertThat(teams).hasSize(user == 1 ? 2 : 1);
      boolean changed = teams.stream().map(JsonObject.class::cast).anyMatch(team -> !team.getDouble("before").equals(team.getDouble("after")));
      assertThat(node.mail(user)).as("user " + user).hasSize(changed && user <= 11 ? 1 : 0);
      if (!node.mail(user).isEmpty()) assertThat(GreenMailUtil.getBody(node.mail(user).getFirst()).replaceAll("=\r\n", "")).contains("your ");
    }
    node.game.plan(Notifying.broadcast(1, node.game.clock.instant()));
    int sent = node.server.getReceivedMessages().length;
    node.runAll();
    assertThat(node.server.getReceivedMessages()).as("asked again, nobody is told twice").hasSize(sent);
    assertThat(sent).isPositive();
  }

  @Test void whoever_of_many_chose_mail_is_told_whatever_their_number() {
    node.game.seed(1_300, 3);
    node.sql("insert into account (user_id, email, password_hash, verified_at, created_at) "
        + "select id, 'user' || id || '@example.org', '', now(), now() from player where active");
    node.sql("insert into notify_preference (user_id, revision, in_app, email, webhook, reminder_hours) "
        + "select user_id, 1, '{security}', '{correction,security}', '{}', '{}' from account where user_id % 2 = 0");
    node.game.score(node.formula1.publish(1, SessionKind.RACE, 1, 1));
    node.game.score(node.formula1.publish(1, SessionKind.RACE, 2, 2));
    for (int n = 0; n < 4; n++) node.runAll();
    var moved = node.game.game.corrections().of(raceId(1) + "-R", 2).await().orElseThrow().teams().stream().map(Moved::team).toList();
    var owners = node.game.game.teams().teams(moved).await().values().stream().map(Teams.Team::playerId).filter(user -> user % 2 == 0).toList();
    assertThat(owners).hasSizeGreaterThan(500);
    assertThat(node.count("mail where key like 'letter:%' and sent_at is not null")).isEqualTo(owners.size());
    assertThat(node.server.getReceivedMessages()).hasSize(owners.size());
  }

  @Test void mail_that_is_not_taken_is_tried_again_and_then_given_up_and_its_text_is_forgotten() {
    node.signsUp(1);
    node.server.stop();
    node.write("security:1", 1, Kind.SECURITY, "Your password was changed", "x");
    node.runAll();
    assertThat(node.count("mail where attempts = 1 and failed_at is null and body <> ''")).isEqualTo(1);
    node.game.clock.advance(Duration.ofMinutes(1));
    node.runAll();
    node.game.clock.advance(Duration.ofMinutes(5));
    node.runAll();
    assertThat(node.count("mail where attempts = 3 and failed_at is not null and body = ''")).isEqualTo(1);
    node.game.clock.advance(Duration.ofDays(1));
    assertThat(node.runDue()).isEmpty();
  }

  @Test void who_has_not_shown_that_an_address_is_his_gets_no_mail_there() {
    node.signsUp(1);
    node.sql("update account set verified_at = null");
    node.write("security:1", 1, Kind.SECURITY, "Your password was changed", "x");
    node.runAll();
    assertThat(node.count("mail")).isZero();
  }

  @Test void preferences_are_edited_from_what_was_read() {
    node.signsUp(1);
    var read = node.as(1).ask("getNotificationPreferences").answer().expect(200);
    assertThat(read.json().getJsonArray("reminderHours")).isEqualTo(JsonArray.of(24, 1));
    var body = read.json().copy();
    body.getJsonObject("channels").getJsonObject("correction").put("email", true);
    body.put("quietHours", new JsonObject().put("from", "22:00").put("until", "07:00"));
    var changed = node.as(1).ask("putNotificationPreferences").ifMatch(read.etag()).body(body).answer().expect(200);
    assertThat(changed.json()).isEqualTo(body);
    node.as(1).ask("putNotificationPreferences").ifMatch(read.etag()).body(body).answer().expect(412, "precondition-failed");
    node.as(1).ask("putNotificationPreferences").body(body).answer().expect(428, "precondition-required");

    body.getJsonObject("channels").getJsonObject("security").put("email", false);
    var refused = node.as(1).ask("putNotificationPreferences").ifMatch(changed.etag()).body(body).answer().expect(422);
    assertThat(refused.json().getJsonArray("errors").getJsonObject(0).getString("pointer")).isEqualTo("/channels/security/email");
    body.getJsonObject("channels").getJsonObject("security").put("email", true);
    body.put("quietHours", new JsonObject().put("from", "07:00").put("until", "07:00"));
    node.as(1).ask("putNotificationPreferences").ifMatch(changed.etag()).body(body).answer().expect(422);
    node.as(9).ask("getNotificationPreferences").answer().expect(404, "not-found");
  }

  @Test void the_zone_that_comes_with_preferences_is_the_accounts_and_stays_so() {
    node.signsUp(1);
    var read = node.as(1).ask("getNotificationPreferences").answer().expect(200);
    node.as(1).ask("putNotificationPreferences").ifMatch(read.etag()).body(read.json()).answer().expect(200);
    var again = node.as(1).ask("getNotificationPreferences").answer().expect(200);
    var refused = node.as(1).ask("putNotificationPreferences").ifMatch(again.etag()).body(read.json().put("timeZone", "Asia/Tokyo")).answer()
        .expect(422, "invalid");
    assertThat(refused.json().getJsonArray("errors").getJsonObject(0).getString("pointer")).isEqualTo("/timeZone");
  }

  @Test void what_is_turned_off_in_the_app_is_not_listed_and_not_counted() {
    node.signsUp(1);
    node.wants(1, "security", "security", "", "");
    node.write("league:12:joined:9", 1, Kind.LEAGUE, "Grace joined", "x");
    node.write("security:1", 1, Kind.SECURITY, "Your password was changed", "x");
    var letters = node.as(1).ask("listMyNotifications").answer().expect(200).json();
    assertThat(titles(letters)).containsExactly("Your password was changed");
    assertThat(letters.getInteger("unread")).isEqualTo(1);
  }

  private void at(String instant) {
    node.game.clock.advance(Duration.between(node.game.clock.instant(), Instant.parse(instant)));
  }

  private boolean emails(long user, String kind) {
    return node.as(user).ask("getNotificationPreferences").answer().expect(200).json().getJsonObject("channels").getJsonObject(kind)
        .getBoolean("email");
  }

  private static List<String> titles(JsonObject letters) {
    return letters.getJsonArray("notifications").stream().map(letter -> ((JsonObject) letter).getString("title")).toList();
  }
}

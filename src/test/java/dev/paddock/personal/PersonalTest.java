package dev.paddock.personal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.account.contract.Accounts;
import dev.paddock.account.contract.Accounts.Checked;
import dev.paddock.account.store.PersonalAccount;
import dev.paddock.db.Ledger;
import dev.paddock.fantasy.FakeFormula1;
import dev.paddock.fantasy.Node;
import dev.paddock.fantasy.store.PersonalLeagues;
import dev.paddock.fantasy.store.PersonalTeams;
import dev.paddock.notify.store.PersonalLetters;
import dev.paddock.notify.store.PgLetters;
import dev.paddock.ops.store.PgLedger;
import dev.paddock.personal.store.Exports;
import dev.paddock.personal.web.PersonalOperations;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.web.Caller;
import dev.paddock.web.ContractClient;
import dev.paddock.web.Gate;
import dev.paddock.web.PartOfSite;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything that is kept about somebody, to have and to have forgotten, on a real database with three users and their leagues. */
class PersonalTest {
  private final Node node = new Node("personal", TestDatabase.fresh(), new FakeFormula1(3));
  private final Ledger ledger = new PgLedger();
  private ContractClient api;

  @BeforeEach void open() {
    node.seed(3, 3);
    for (long user = 1; user <= 3; user++) sql("""
        insert into account (user_id, email, password_hash, verified_at, created_at)
        values (%1$d, 'user%1$d@example.org', '$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$dGFndGFndGFn', now(), now());
        insert into account_session (id, user_id, begun_at, used_at, expires_at, client, address)
        values (gen_random_uuid(), %1$d, now(), now(), '2100-01-01', 'a browser', '192.0.2.%1$d');
        insert into notification (key, user_id, kind, title, body, audience, created_at)
        values ('letter:%1$d', %1$d, 'league', 'Grace joined', 'x', 1, now());
        insert into webhook_endpoint (owner_id, url, secret, events, created_at)
        values (%1$d, 'https://user%1$d.example.org', 'whsec_hidden', '{*}', now());
        insert into mail (key, recipient, subject, body, created_at) values ('m%1$d', 'User%1$d@Example.org', 'Hello', 'link', now())"""
        .formatted(user));
    // 1 owns both; 2 came into the first after 3 did
    sql("""
        insert into league (id, season, name, owner_id, public, approval, size_cap, size, rule_set, members, created_at)
        values (101, 2025, 'Slipstream', 1, true, false, 10, 3, 'classic', 3, now()), (102, 2025, 'Alone', 1, true, false, 10, 1, 'classic', 1, now());
        insert into league_member (league_id, came, team_id, user_id, joined_at)
        select 101, 1, id, 1, timestamptz '2025-01-01' from team where player_id = 1 union all
        select 101, 2, id, 3, timestamptz '2025-01-02' from team where player_id = 3 union all
        select 101, 3, id, 2, timestamptz '2025-01-03' from team where player_id = 2 union all
        select 102, 1, id, 1, timestamptz '2025-01-01' from team where player_id = 1""");
    var features = List.of(PersonalLetters.data(), new PersonalLeagues(new PgLetters()), PersonalTeams.data(), Exports.data(),
        PersonalAccount.data());
    node.vertx.deployVerticle(new PersonalVerticle(node.bus, node.clock, node.closing, ledger, features)).await();
    node.bus.answer(Accounts.CHECK_PASSWORD, asked -> Future.succeededFuture(
        asked.password().equals("correct horse") ? new Checked.Right() : new Checked.Wrong())).await();
    var wishes = new CommittedWishes(node.undertaking, new Exports(node.pools.reads()), new PgLetters(), ledger, node.clock, UUID::randomUUID);
    api = ContractClient.of(node.vertx, PartOfSite.serve(node.vertx, new PersonalOperations(node.bus, wishes).list(), PersonalTest::admit).await());
  }

  private static Future<Gate.Admission> admit(String token) {
    return Future.succeededFuture(new Gate.Admission.Known(new Caller(Long.parseLong(token.substring(5)), Optional.of(UUID.randomUUID()), false)));
  }

  @AfterEach void close() {
    node.close();
  }

  @Test void an_export_has_all_parts_and_nothing_that_opens_anything() {
    var asked = as(1).ask("createExport").header("Idempotency-Key", "once").answer().expect(202);
    var id = asked.json().getString("id");
    assertThat(asked.header("Location")).isEqualTo("/api/v1/me/exports/" + id);
    assertThat(as(1).ask("getExport").with("exportId", id).answer().expect(200).json().getMap()).containsEntry("state", "running")
        .doesNotContainKey("data");
    as(1).ask("createExport").header("Idempotency-Key", "twice").answer().expect(409, "conflict");
    assertThat(run("export:")).singleElement().satisfies(slot -> assertThat(slot.ending().note()).isEqualTo("ready"));

    var export = as(1).ask("getExport").with("exportId", id).answer().expect(200);
    var data = export.json().getJsonObject("data");
    assertThat(data.getJsonObject("account").getString("email")).isEqualTo("user1@example.org");
    assertThat(data.getJsonObject("account").getJsonArray("sessions").getJsonObject(0).getString("client")).isEqualTo("a browser");
    assertThat(data.getJsonObject("teams").getJsonArray("teams").getJsonObject(0).getJsonArray("lineups")).isNotEmpty();
    assertThat(data.getJsonObject("leagues").getJsonArray("owned")).hasSize(2);
    assertThat(data.getJsonObject("leagues").getJsonArray("memberships")).hasSize(2);
    assertThat(data.getJsonObject("notifications").getJsonArray("letters").getJsonObject(0).getString("title")).isEqualTo("Grace joined");
    assertThat(data.getJsonObject("notifications").getString("webhook")).isEqualTo("https://user1.example.org");
    assertThat(export.text()).doesNotContain("argon2id").doesNotContain("whsec_").doesNotContain("link");

    as(2).ask("getExport").with("exportId", id).answer().expect(404, "not-found");
    as(1).ask("createExport").header("Idempotency-Key", "thrice").answer().expect(202);
    node.clock.advance(Duration.ofDays(7));
    as(1).ask("getExport").with("exportId", id).answer().expect(404, "not-found");
  }

  @Test void to_be_forgotten_takes_the_password_and_can_be_undone_for_fourteen_days() {
    as(1).ask("deleteMe").body(password("wrong")).answer().expect(403, "forbidden");
    assertThat(node.count("account where delete_at is not null")).isZero();
    var at = as(1).ask("deleteMe").body(password("correct horse")).answer().expect(202).json().getString("deleteAt");
    assertThat(at).isEqualTo(node.clock.instant().plus(Duration.ofDays(14)).toString());
    node.clock.advance(Duration.ofDays(1));
    assertThat(as(1).ask("deleteMe").body(password("correct horse")).answer().expect(202).json().getString("deleteAt"))
        .as("asked again, no later").isEqualTo(at);
    node.clock.advance(Duration.ofDays(13).minusSeconds(1));
    assertThat(run("forget:")).isEmpty();
    for (int n = 0; n < 2; n++) as(1).ask("undeleteMe").answer().expect(204);
    node.clock.advance(Duration.ofDays(1));
    assertThat(run("forget:")).singleElement().satisfies(slot -> assertThat(slot.ending().note()).isEqualTo("he stays"));
    assertThat(text("select name from player where id = 1")).doesNotStartWith("Former");
    assertThat(node.count("audit_entry where action like 'personal.delete.%'")).isEqualTo(3);
  }

  @Test void whoever_is_forgotten_leaves_his_scores_and_nothing_that_tells_who_he_was() {
    var name = text("select name from player where id = 1");
    var team = text("select name from team where player_id = 1");
    var lineups = node.count("lineup");
    as(1).ask("createExport").header("Idempotency-Key", "once").answer().expect(202);
    as(1).ask("deleteMe").body(password("correct horse")).answer().expect(202);
    node.clock.advance(Duration.ofDays(14));
    assertThat(run("forget:")).singleElement().satisfies(slot -> assertThat(slot.ending().note()).isEqualTo("forgotten"));

    assertThat(text("select name from player where id = 1")).isEqualTo("Former player 1");
    assertThat(text("select name from team where player_id = 1")).startsWith("Former team ");
    assertThat(node.count("lineup")).as("the line-ups that scored").isEqualTo(lineups);
    assertThat(text("select email from account where user_id = 1")).doesNotContain("@");
    for (var own : List.of("account_session where user_id = 1", "notification where user_id = 1", "webhook_endpoint where owner_id = 1",
        "personal_export where user_id = 1", "mail where lower(recipient) = 'user1@example.org'")) assertThat(node.count(own)).as(own).isZero();
    assertThat(whole()).doesNotContain(name).doesNotContain(team).doesNotContainIgnoringCase("user1@").doesNotContain("192.0.2.1\"");

    assertThat(text("select owner_id from league where id = 101")).as("the one who has been in it longest").isEqualTo("3");
    assertThat(text("select size || ' ' || members from league where id = 101")).isEqualTo("2 4");
    assertThat(text("select coalesce(deleted_at::text, '') from league where id = 101")).isEmpty();
    assertThat(text("select coalesce(deleted_at::text, '') from league where id = 102")).as("nobody is left in it").isNotEmpty();
    assertThat(node.count("league_member where user_id = 1 and went is null")).isZero();
    assertThat(text("select title from notification where user_id = 3 and key like '%inherited%'")).isEqualTo("You own Slipstream");
    assertThat(node.count("account_session")).as("others' log-ins go on").isEqualTo(2);

    as(1).ask("undeleteMe").answer().expect(204);
    assertThat(text("select name from player where id = 1")).as("too late").isEqualTo("Former player 1");
  }

  private ContractClient as(long user) {
    return api.as("user-" + user);
  }

  private static JsonObject password(String password) {
    return new JsonObject().put("password", password);
  }

  private List<SlotEnded> run(String subject) {
    return node.claim().stream().filter(claim -> claim.plan().subject().startsWith(subject))
        .flatMap(claim -> node.run(List.of(claim)).stream()).toList();
  }

  private String text(String sql) {
    Row row = node.pools.reads().query(sql).execute().await().iterator().next();
    return String.valueOf(row.getValue(0));
  }

  /** Every row of every table in which somebody's name, address or words may be. */
  private String whole() {
    var all = new StringBuilder();
    for (var table : List.of("player", "account", "account_session", "account_link", "team", "lineup_save", "league", "league_member",
        "notification", "notify_preference", "mail", "webhook_endpoint", "webhook_delivery", "personal_export", "audit_entry", "work")) {
      all.append(text("select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text from " + table + " t"));
    }
    return all.toString();
  }

  private void sql(String statements) {
    node.pools.transactions().query(statements).execute().await();
  }
}

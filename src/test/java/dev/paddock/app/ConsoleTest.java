package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.web.ContractClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the console shows of the whole house in the middle of a weekend, and what an administrator may do there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleTest {
  private static final String RACE = "2025-las-vegas";

  private World world;
  private ContractClient admin;
  private long adminId;

  @BeforeAll void open() {
    world = World.open(2025, round -> round >= 22, Map.of());
    var ada = world.newcomer("Ada");
    adminId = ada.id();
    world.operator().ask("setRole").with("userId", ada.id())
        .body(new JsonObject().put("role", "admin").put("reason", "keeps the house")).answer().expect(200);
    // A day and a half after the race: a result that has been corrected, and is being checked.
    world.advanceTo(world.season().race(22).orElseThrow().start().plus(Duration.ofHours(36)));
    admin = world.again(ada).api();
  }

  @AfterAll void close() {
    world.close();
  }

  private JsonObject overview() {
    return admin.ask("getOverview").answer().expect(200).json();
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast);
  }

  private JsonObject subject(String subject) {
    return admin.ask("getSubject").with("subject", subject).answer().expect(200).json().getJsonObject("subject");
  }

  private static JsonObject kind(JsonObject overview, String kind) {
    return objects(overview.getJsonObject("work").getJsonArray("kinds")).filter(one -> one.getString("kind").equals(kind)).findFirst()
        .orElseThrow();
  }

  @Test void the_overview_has_every_part_of_the_console() {
    var all = overview();
    assertThat(all.getString("mode")).isEqualTo("demo");
    var results = kind(all, "f1.result");
    assertThat(results.getJsonObject("states").stream().mapToInt(state -> (int) state.getValue()).sum()).isEqualTo(7);
    assertThat(all.getJsonObject("work").getJsonArray("next")).isNotEmpty();
    assertThat(all.getJsonObject("results").getJsonObject("counts").getInteger("corrections")).isPositive();
    assertThat(objects(all.getJsonArray("providers"))).anySatisfy(provider -> {
      assertThat(provider.getJsonObject("source").getString("provider")).isEqualTo("jolpica");
      assertThat(provider.getJsonObject("source").getString("state")).isEqualTo("up");
      assertThat(provider.getJsonObject("source").getJsonArray("quota")).isNotEmpty();
      assertThat(provider.getJsonObject("day").getInteger("requests")).isPositive();
      assertThat(provider.getJsonObject("day").getInteger("p99Millis")).isPositive();
      assertThat(provider.getString("answeredAt")).isNotNull();
    });
    assertThat(all.getJsonArray("nodes")).hasSize(1);
  }

  @Test void a_node_says_since_when_it_lives_what_it_holds_and_what_it_did() {
    int claims = world.database().query("select count(*)::int as n from work where lease_owner is not null").execute().await()
        .iterator().next().getInteger("n");
    assertThat(objects(admin.ask("listNodes").answer().expect(200).json().getJsonArray("nodes"))).singleElement().satisfies(node -> {
      assertThat(node.getBoolean("self")).isTrue();
      assertThat(node.getBoolean("alive")).isTrue();
      assertThat(node.getInstant("joinedAt")).isBefore(node.getInstant("leaseUntil"));
      assertThat(node.getLong("silentMillis")).isNotNegative();
      assertThat(node.getInteger("claims")).isEqualTo(claims);
      assertThat(node.getInteger("behindMillis")).isZero();
    });
  }

  @Test void what_was_asked_of_a_provider_is_counted_hour_by_hour() {
    var requests = world.database().query("select sum(requests)::int as n, count(distinct minute)::int as minutes from provider_minute")
        .execute().await().iterator().next();
    assertThat(requests.getInteger("minutes")).isGreaterThan(10);
    var jolpica = objects(admin.ask("listTraffic").answer().expect(200).json().getJsonArray("providers"))
        .filter(provider -> provider.getJsonObject("source").getString("provider").equals("jolpica")).findFirst().orElseThrow();
    var day = jolpica.getJsonObject("day");
    assertThat(day.getInteger("requests")).isBetween(1, requests.getInteger("n") - 1);
    assertThat(day.getInteger("failures")).isZero();
    assertThat(day.getJsonArray("worked").stream().mapToInt(bar -> (int) bar).sum()).isEqualTo(day.getInteger("requests"));
    assertThat(jolpica.getJsonObject("hour").getInteger("requests")).isLessThan(day.getInteger("requests"));
  }

  @Test void a_verification_says_which_check_is_next_and_when() {
    var checks = admin.ask("listVerifications").answer().expect(200).json().getJsonArray("verifications");
    assertThat(objects(checks).filter(check -> check.getString("sessionId").equals(RACE + "-R"))).singleElement().satisfies(check -> {
      assertThat(check.getInteger("check")).isEqualTo(check.getInteger("cleanChecks") + 1);
      assertThat(check.getInteger("afterHours")).isEqualTo(24 * check.getInteger("check"));
      assertThat(check.getInstant("nextAt")).isAfter(world.now());
    });
  }

  @Test void corrections_are_told_newest_first_page_by_page() {
    var all = objects(admin.ask("listFoundCorrections").answer().expect(200).json().getJsonArray("corrections")).toList();
    assertThat(all).isNotEmpty().allSatisfy(one -> assertThat(one.getLong("version")).isGreaterThan(1));
    var paged = new ArrayList<JsonObject>();
    var page = admin.ask("listFoundCorrections").with("limit", 1).answer().expect(200).json();
    while (!page.getJsonArray("corrections").isEmpty()) {
      paged.addAll(objects(page.getJsonArray("corrections")).toList());
      if (page.getString("next") == null) break;
      page = admin.ask("listFoundCorrections").with("limit", 1).with("cursor", page.getString("next")).answer().expect(200).json();
    }
    assertThat(paged).isEqualTo(all);
  }

  @Test void a_subject_says_its_pace_in_words_its_next_slots_and_how_late_it_was() {
    var one = admin.ask("getSubject").with("subject", "result:" + RACE + "-R").answer().expect(200).json();
    var subject = one.getJsonObject("subject");
    assertThat(subject.getString("state")).isEqualTo("waiting");
    assertThat(subject.getJsonObject("profile").getMap())
        .isEqualTo(Map.of("name", "f1-verify", "pace", "every 1 d from T+1 d", "chosen", false));
    assertThat(one.getJsonArray("upcoming")).hasSizeGreaterThan(5).first().isEqualTo(subject.getString("nextAt"));
    assertThat(subject.getJsonObject("lateness").getInteger("slots")).isPositive();
    assertThat(subject.getJsonObject("lateness").getLong("p99Millis")).isZero();
    admin.ask("getSubject").with("subject", "result:2025-atlantis-R").answer().expect(404, "not-found");
  }

  @ParameterizedTest
  @CsvSource({"due", "ended", "subject"})
  void subjects_come_page_by_page_in_every_order(String order) {
    var all = names(admin.ask("listSubjects").with("sort", order).with("limit", 200).answer().expect(200).json());
    var paged = new ArrayList<String>();
    for (String next = ""; next != null; ) {
      var ask = admin.ask("listSubjects").with("sort", order).with("limit", 7);
      var page = (next.isEmpty() ? ask : ask.with("cursor", next)).answer().expect(200).json();
      paged.addAll(names(page));
      next = page.getString("next");
    }
    assertThat(paged).hasSizeGreaterThan(10).doesNotHaveDuplicates().isEqualTo(all);
  }

  @Test void subjects_are_found_by_kind_by_state_and_by_a_part_of_their_name() {
    assertThat(names(admin.ask("listSubjects").with("text", "LAS-vegas-r").answer().expect(200).json())).contains("result:" + RACE + "-R");
    assertThat(names(admin.ask("listSubjects").with("kind", "f1.calendar").answer().expect(200).json())).containsExactly("calendar:f1");
    assertThat(objects(admin.ask("listSubjects").with("state", "resting").answer().expect(200).json().getJsonArray("subjects")))
        .allSatisfy(subject -> assertThat(subject.getString("nextAt")).isNull());
    admin.ask("listSubjects").with("cursor", "not-one-of-ours").answer().expect(400, "malformed");
  }

  private static List<String> names(JsonObject page) {
    return objects(page.getJsonArray("subjects")).map(subject -> subject.getString("subject")).toList();
  }

  @Test void an_administrator_pauses_resumes_changes_and_polls_and_the_log_says_that_it_was_he() {
    var subject = "result:2025-qatar-Q";
    admin.ask("pausePlan").with("subject", subject).answer().expect(200);
    assertThat(subject(subject).getString("state")).isEqualTo("paused");
    admin.ask("resumePlan").with("subject", subject).answer().expect(200);
    assertThat(subject(subject).getString("state")).isEqualTo("waiting");
    admin.ask("changeProfile").with("subject", subject).body(new JsonObject().put("profile", "f1-watch")).answer().expect(200);
    assertThat(subject(subject).getJsonObject("profile").getString("name")).isEqualTo("f1-watch");
    assertThat(subject(subject).getJsonObject("profile").getBoolean("chosen")).isTrue();
    admin.ask("changeProfile").with("subject", subject).body(new JsonObject().put("profile", "f1-never")).answer().expect(422, "invalid");
    admin.ask("changeProfile").with("subject", subject).body(new JsonObject().put("profile", "f1-results")).answer().expect(200);
    admin.ask("pollNow").with("subject", subject).answer().expect(200);
    admin.ask("retryJob").with("subject", "horse:4711").answer().expect(404, "not-found");
    assertThat(objects(admin.ask("listAudit").with("subject", subject).answer().expect(200).json().getJsonArray("entries"))
        .map(entry -> entry.getString("actor") + " " + entry.getString("action")))
        .containsExactly("user:" + adminId + " schedule.plan.now", "user:" + adminId + " schedule.plan.profile",
            "user:" + adminId + " schedule.plan.profile", "user:" + adminId + " schedule.plan.resume",
            "user:" + adminId + " schedule.plan.pause");
  }

  @Test void every_profile_says_its_paces_in_words() {
    var profiles = objects(admin.ask("listProfiles").answer().expect(200).json().getJsonArray("profiles")).toList();
    assertThat(profiles).anySatisfy(profile -> {
      assertThat(profile.getString("name")).isEqualTo("horse");
      assertThat(profile.getJsonArray("paces")).contains("every 15 s from T−5 min to T", "every 5 min from T");
      assertThat(profile.getString("retry")).isEqualTo("10 times, after 15 s, doubling to 1 min");
    }).anySatisfy(profile -> assertThat(profile.getJsonArray("paces")).containsExactly("0 2 * * * UTC"));
  }

  @Test void a_dead_letter_is_found_without_knowing_whose_it_was() {
    var id = admin.ask("createWebhook").body(new JsonObject().put("url", "https://example.org/secret-path?key=1")
        .put("events", new JsonArray().add("*"))).answer().expect(201).json().getLong("id");
    world.database().preparedQuery("""
        insert into webhook_delivery (endpoint_id, event_id, type, subject, revision, sequence, occurred_at, state, attempts, error)
        values ($1, 'gone', 'f1.result.final', '2025-las-vegas-R', 3, 1, $2, 'dead', 7, $3)""")
        .execute(Tuple.of(id, world.now().atOffset(ZoneOffset.UTC), "HTTP 500 " + "x".repeat(1000))).await();
    assertThat(overview().getJsonObject("waiting").getJsonObject("counts").getInteger("dead")).isEqualTo(1);
    var dead = objects(admin.ask("listAllDeliveries").answer().expect(200).json().getJsonArray("deliveries")).findFirst().orElseThrow();
    assertThat(dead.getString("host")).isEqualTo("example.org");
    assertThat(dead.getString("error")).hasSizeLessThanOrEqualTo(300);
    assertThat(dead.encode()).doesNotContain("secret-path");
    admin.ask("replayDelivery").with("id", dead.getLong("id")).answer().expect(202);
    admin.ask("deleteWebhook").with("id", id).answer().expect(204);
  }

  @Test void of_a_users_dead_letter_it_is_said_how_it_failed_and_not_where() {
    var own = world.newcomer("Grace").api();
    own.ask("putMyWebhook").body(new JsonObject().put("url", "https://grace.example.org/hook")).answer().expect(200);
    world.database().query("""
        insert into webhook_delivery (endpoint_id, event_id, type, subject, revision, sequence, occurred_at, state, attempts, status, error)
        select w.id, v.event_id, 'letter', v.event_id, 1, 1, now(), 'dead', 7, v.status, v.error
          from webhook_endpoint w, (values ('refused', null, 'Connection refused: grace.example.org/203.0.113.7:443'),
               ('private', null, 'grace.example.org is a private address'), ('broken', 500, 'HTTP 500'),
               ('off', null, 'the endpoint was switched off')) as v (event_id, status, error)
         where w.owner_id is not null""").execute().await();
    var dead = admin.ask("listJobs").answer().expect(200).json().getJsonArray("deadDeliveries");
    assertThat(objects(dead).map(one -> one.getString("subject") + ": " + one.getString("error"))).containsExactlyInAnyOrder(
        "refused: no answer", "private: no answer", "broken: HTTP 500", "off: the endpoint was switched off");
    assertThat(dead.encode()).doesNotContain("grace", "203.0.113");
    own.ask("deleteMyWebhook").answer().expect(204);
  }

  @Test void with_thousands_of_subjects_and_a_busy_hour_the_overview_is_still_small() {
    var some = IntStream.range(0, 5000).boxed().toList();
    var now = world.now().atOffset(ZoneOffset.UTC);
    world.database().preparedQuery("""
        insert into work (subject, kind, cadence, anchor, slot_at, due_at, last_ended, last_outcome, last_note)
        select 'made-up:' || n, 'made-up.' || n % 12, 'horse', $2, $2 + n * interval '1 s',
               $2 + interval '1 h' * (n % 3) + n * interval '1 s', $2,
               case n % 5 when 0 then 'RETRY' when 1 then 'DEFERRED' else 'CHANGED' end, repeat('note ', 100)
          from unnest($1::int[]) as n""").execute(Tuple.of(some.toArray(Integer[]::new), now)).await();
    world.database().preparedQuery("""
        insert into poll_log (subject, due_at, kind, cadence, slot_at, attempt, epoch, node, started_at, ended_at, outcome, note)
        select 'made-up:' || n, $2 - interval '1 s' * (n / 2), 'made-up.' || n % 12, 'horse', $2, 0, 1, 'another',
               $2 - interval '1 s' * (n / 2) + n * interval '1 ms',
               $2 - interval '1 s' * (n / 2), case n % 5 when 0 then 'RETRY' else 'DONE' end, 'a note' from unnest($1::int[]) as n""")
        .execute(Tuple.of(some.toArray(Integer[]::new), now)).await();
    try {
      var answer = admin.ask("getOverview").answer().expect(200);
      assertThat(answer.text().length()).isLessThan(30_000);
      var kind = kind(answer.json(), "made-up.0");
      assertThat(kind.getJsonArray("ahead").stream().mapToInt(minute -> (int) minute).sum()).isPositive();
      assertThat(kind.getJsonObject("hour").getInteger("slots")).isEqualTo(417);
      assertThat(kind.getJsonObject("hour").getInteger("failed")).isEqualTo(84);
      assertThat(kind.getJsonObject("hour").getInteger("longestMillis")).isEqualTo(4992);
      assertThat(names(admin.ask("listSubjects").with("kind", "made-up.3").with("state", "failing").with("limit", 200).answer()
          .expect(200).json())).hasSizeGreaterThan(50).allSatisfy(name -> assertThat(name).startsWith("made-up:"));
    } finally {
      world.database().query("delete from work where kind like 'made-up.%'").execute().await();
      world.database().query("delete from poll_log where kind like 'made-up.%'").execute().await();
    }
  }
}

package dev.paddock.f1;

import static dev.paddock.f1.ResultDiffTest.field;
import static dev.paddock.f1.TimelineTest.disqualified;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.rules.SessionState;
import dev.paddock.f1.rules.VerificationPolicy;
import dev.paddock.web.ContractClient;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A change that is doubted waits until an administrator decides or two sources agree. */
class HoldsTest extends FinalOnWednesday {
  @Test void a_change_after_final_waits_and_becomes_a_version_when_an_administrator_approves() {
    changedAfterFinal(disqualified(1));
    assertThat(session().version()).isEqualTo(1);
    assertThat(session().standing()).as("a check that found something is not a clean one").isEqualTo(
        new VerificationPolicy.Standing(SessionState.FINAL, 3));
    assertThat(scored).containsExactly("score:" + SESSION + ":1");
    var hold = onlyHold("open");
    assertThat(hold.getMap()).containsEntry("source", "script").containsEntry("follows", 1)
        .containsEntry("doubts", List.of("after-final")).containsEntry("sessionId", SESSION);
    assertThat(open).endsWith(1);

    var read = admin.ask("getHold").with("id", hold.getInteger("id")).answer().expect(200);
    assertThat(read.json().getJsonArray("cars")).hasSize(20);
    decide(hold, read.etag(), "approve").expect(200);
    until(() -> scored.size() == 2);
    assertThat(session().version()).isEqualTo(2);
    assertThat(session().standing()).isEqualTo(new VerificationPolicy.Standing(SessionState.AMENDED, 0));
    assertThat(scored).endsWith("score:" + SESSION + ":2").hasSize(2);
    assertThat(results.version(SESSION, 2).await().orElseThrow().source()).isEqualTo("script");
    assertThat(reasons()).as("all may read it").containsExactly("", WHY);
    assertThat(onlyHold("approved").getMap()).containsEntry("version", 2).containsEntry("decidedBy", "user:1").containsEntry("reason", WHY);
    assertThat(open).endsWith(0);
    pass("2025-03-27T13:00:00Z");
    assertThat(session().standing()).as("and it is checked again").isEqualTo(new VerificationPolicy.Standing(SessionState.AMENDED, 3));
    assertThat(actions()).containsExactly("service f1.hold.open", "user:1 f1.hold.approved");
  }

  @Test void what_is_rejected_is_not_asked_about_again_but_something_else_is() {
    changedAfterFinal(disqualified(1));
    var hold = onlyHold("open");
    decide(hold, etag(hold), "reject").expect(200);
    verifyNow();
    assertThat(holds()).extracting(h -> h.getString("state")).containsExactly("rejected");
    assertThat(log()).last().asString().contains("version 1 stands; what the source says was rejected");
    source.publish(timers.instant(), disqualified(2));
    verifyNow();
    assertThat(holds()).extracting(h -> h.getString("state")).containsExactly("open", "rejected");
    assertThat(session().version()).isEqualTo(1);
  }

  @Test void the_same_answer_is_held_once_and_a_newer_one_takes_its_place() {
    changedAfterFinal(disqualified(1));
    verifyNow();
    verifyNow();
    assertThat(holds()).singleElement().satisfies(hold -> assertThat(hold.getString("seenAt")).isGreaterThan("2025-03-24T13:00:00Z"));
    source.publish(timers.instant(), disqualified(2));
    verifyNow();
    assertThat(holds()).extracting(h -> h.getString("state")).containsExactly("open", "superseded");
    source.publish(timers.instant(), field(20));
    verifyNow();
    assertThat(holds()).as("the source went back to what is stored").extracting(h -> h.getString("state"))
        .containsExactly("superseded", "superseded");
  }

  @Test void where_two_sources_agree_nobody_has_to_be_asked() {
    second.publish(Instant.EPOCH, disqualified(1));
    changedAfterFinal(disqualified(1));
    assertThat(session().version()).isEqualTo(2);
    assertThat(holds()).isEmpty();
  }

  @Test void what_is_held_is_let_go_when_the_second_source_agrees_later() {
    second.publish(Instant.EPOCH, field(20));
    changedAfterFinal(disqualified(1));
    assertThat(session().version()).isEqualTo(1);
    second.publish(timers.instant(), disqualified(1));
    verifyNow();
    assertThat(session().version()).isEqualTo(2);
    assertThat(onlyHold("agreed").getMap()).containsEntry("decidedBy", "service").containsEntry("version", 2);
  }

  @Test void before_final_stewards_decisions_are_believed_and_a_field_upside_down_is_not() {
    source.publish(at("2025-03-17T00:00:00Z"), disqualified(1));
    pass("2025-03-17T13:00:00Z");
    assertThat(session().version()).isEqualTo(2);
    var upsideDown = field(20).stream()
        .map(car -> ResultDiffTest.car(car.driverId(), 21 - car.position(), car.finish(), 0, car.grid())).toList();
    source.publish(at("2025-03-18T00:00:00Z"), upsideDown);
    pass("2025-03-18T13:00:00Z");
    assertThat(session().version()).isEqualTo(2);
    assertThat(onlyHold("open").getJsonArray("doubts")).contains("reordered").doesNotContain("after-final");
  }

  @Test void every_administrator_and_nobody_else_is_told_once() {
    changedAfterFinal(disqualified(1));
    verifyNow();
    var told = new ArrayList<String>();
    pools.reads().query("select user_id || ' ' || kind || ' ' || title || ' ' || about as line from notification").execute().await()
        .forEach(row -> told.add(row.getString("line")));
    assertThat(told).containsExactly("1 security A change of 2025-noon-R is held /admin/holds/" + onlyHold("open").getInteger("id"));
  }

  @Test void of_two_who_decide_the_second_is_told_that_it_is_decided() {
    changedAfterFinal(disqualified(1));
    var hold = onlyHold("open");
    var etag = etag(hold);
    var both = Future.all(sent(hold, etag, "approve"), sent(hold, etag, "reject")).await();
    assertThat(both.<ContractClient.Answered>list()).extracting(ContractClient.Answered::status).containsExactlyInAnyOrder(200, 409);
    decide(hold, "\"r7.0123456789abcdef0123456789abcdef\"", "approve").expect(409, "conflict");
    admin.ask("getHold").with("id", 4711).answer().expect(404, "not-found");
  }

  @Test void a_stale_hold_cannot_be_decided() {
    changedAfterFinal(disqualified(1));
    var hold = onlyHold("open");
    decide(hold, "\"r7.0123456789abcdef0123456789abcdef\"", "approve").expect(412, "precondition-failed");
    assertThat(session().version()).isEqualTo(1);
  }

  private List<JsonObject> holds() {
    return admin.ask("listHolds").answer().expect(200).json().getJsonArray("holds").stream().map(JsonObject.class::cast).toList();
  }

  private List<String> log() {
    var lines = new ArrayList<String>();
    pools.reads().query("select note from poll_log where kind = 'f1.result' order by ended_at, due_at").execute().await()
        .forEach(row -> lines.add(row.getString("note")));
    return lines;
  }
}

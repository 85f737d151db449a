package dev.paddock.f1;

import static dev.paddock.f1.ResultDiffTest.field;
import static dev.paddock.f1.TimelineTest.disqualified;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.provider.ResultsSource.Answer;
import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.SessionState;
import dev.paddock.web.ContractClient;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A result that an administrator entered, and what the source says beside it. */
class ResultByHandTest extends FinalOnWednesday {
  @Test void a_result_by_hand_stands_until_the_source_says_something_new_and_is_released() {
    pass("2025-03-16T13:00:00Z");
    enter(disqualified(3)).expect(202);
    assertThat(session().version()).isEqualTo(2);
    assertThat(results.version(SESSION, 2).await().orElseThrow().source()).isEqualTo("admin");
    enter(disqualified(3)).expect(202);
    assertThat(session().version()).as("the same again changes nothing").isEqualTo(2);
    pass("2025-03-19T13:00:00Z");
    assertThat(session().version()).as("the source says what it said before").isEqualTo(2);
    assertThat(session().standing().state()).isEqualTo(SessionState.FINAL);

    source.publish(timers.instant(), disqualified(2));
    verifyNow();
    assertThat(onlyHold("open").getJsonArray("doubts")).containsExactly("overruled");
    assertThat(session().version()).isEqualTo(2);
    release().expect(204);
    release().expect(409, "conflict");
    verifyNow();
    assertThat(session().version()).isEqualTo(3);
    assertThat(onlyHold("agreed").getInteger("version")).isEqualTo(3);
    assertThat(reasons()).as("the source needs none").containsExactly("", WHY, "");
    assertThat(actions()).contains("user:1 f1.result.enter", "user:1 f1.result.release", "user:1 f1.result.verify");
    until(() -> scored.size() == 3);
    assertThat(scored).hasSize(3);
  }

  @Test void a_result_by_hand_is_over_when_the_source_agrees() {
    pass("2025-03-16T13:00:00Z");
    enter(disqualified(3)).expect(202);
    source.publish(timers.instant(), disqualified(3));
    verifyNow();
    assertThat(count("result_ruling")).isZero();
    source.publish(timers.instant(), disqualified(4));
    verifyNow();
    assertThat(results.version(SESSION, session().version()).await().orElseThrow().result().cars())
        .as("from then on the source is believed as before").isEqualTo(disqualified(4));
  }

  @Test void a_first_result_can_be_entered_by_hand_and_the_sources_is_held_then() {
    source.from(Instant.EPOCH, new Answer.NotYet());
    source.from(SUNDAY_NOON.plusSeconds(1800), new Answer.NotYet());
    pass("2025-03-16T14:00:00Z");
    enter(field(20)).expect(202);
    pass("2025-03-17T14:00:00Z");
    assertThat(session().standing().cleanChecks()).as("a source without a result contradicts nothing").isEqualTo(1);
    source.publish(timers.instant(), disqualified(1));
    verifyNow();
    assertThat(onlyHold("open").getJsonArray("doubts")).containsExactly("overruled");
  }

  @Test void what_makes_no_sense_is_refused_with_the_row() {
    pass("2025-03-16T13:00:00Z");
    var twice = new ArrayList<>(field(20).subList(0, 2));
    twice.add(ResultDiffTest.car("driver_9", 2, twice.get(1).finish(), 0, 3));
    var refused = enter(twice).expect(422, "invalid").json();
    assertThat(refused.getJsonArray("errors").stream().map(e -> ((JsonObject) e).getString("pointer")))
        .contains("/rows/1/position", "/rows/2/position");
    admin.ask("enterResult").with("raceId", "2025-noon").body(byHand(field(2)).put("reason", "short")).anyway().answer()
        .expect(400, "malformed");
    admin.ask("enterResult").with("raceId", "2025-noon").with("session", "Q").body(byHand(field(2))).answer().expect(404, "not-found");
    var strange = byHand(field(2));
    strange.getJsonArray("rows").getJsonObject(0).put("budget", 1);
    admin.ask("enterResult").with("raceId", "2025-noon").body(strange).anyway().answer().expect(400, "malformed");
    assertThat(session().version()).isEqualTo(1);
  }

  @Test void before_its_start_a_session_has_no_result() {
    pass("2025-03-15T12:00:00Z");
    enter(field(20)).expect(409, "conflict");
  }

  private ContractClient.Answered enter(List<CarResult> rows) {
    return admin.ask("enterResult").with("raceId", "2025-noon")
        .header("Idempotency-Key", "k" + rows.hashCode() + timers.instant().toEpochMilli()).body(byHand(rows)).answer();
  }

  private ContractClient.Answered release() {
    return admin.ask("releaseResult").with("raceId", "2025-noon").body(new JsonObject().put("reason", WHY)).answer();
  }
}

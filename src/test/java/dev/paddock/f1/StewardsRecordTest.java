package dev.paddock.f1;

import static dev.paddock.f1.ResultDiffTest.field;
import static dev.paddock.f1.TimelineTest.disqualified;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.provider.ResultsSource.Answer;
import dev.paddock.ops.rules.AuditChain.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stewards do is theirs alone and stays on record; what fails is among the jobs. */
class StewardsRecordTest extends FinalOnWednesday {
  @Test void what_fails_is_among_the_jobs_and_can_be_tried_again() {
    source.from(at("2025-03-16T13:30:00Z"), new Answer.Unreachable("no route"));
    pass("2025-03-17T13:00:00Z");
    var job = admin.ask("listJobs").answer().expect(200).json().getJsonArray("jobs").getJsonObject(0);
    assertThat(job.getMap()).containsEntry("subject", "result:" + SESSION).containsEntry("state", "failing")
        .containsEntry("note", "no route");
    source.publish(timers.instant(), field(20));
    timers.jumpTo(timers.instant().plusSeconds(1));
    admin.ask("retryJob").with("subject", "result:" + SESSION).answer().expect(200);
    wakeUp();
    assertThat(admin.ask("listJobs").answer().json().getJsonArray("jobs")).isEmpty();
    assertThat(actions()).containsExactly("user:1 schedule.plan.now");
  }

  @Test void only_administrators_do_any_of_it() {
    for (var operation : List.of("listHolds", "listJobs", "listAudit", "verifyAudit")) {
      user.ask(operation).answer().expect(403, "forbidden");
      user.asNobody().ask(operation).answer().expect(401, "unauthenticated");
    }
    user.ask("verifyResult").with("raceId", "2025-noon").answer().expect(403, "forbidden");
    user.ask("enterResult").with("raceId", "2025-noon").body(byHand(field(2))).answer().expect(403, "forbidden");
    user.ask("getHold").with("id", 1).answer().expect(403, "forbidden");
    assertThat(actions()).isEmpty();
  }

  @Test void the_log_is_whole_after_all_of_it() {
    changedAfterFinal(disqualified(1));
    decide(onlyHold("open"), etag(onlyHold("open")), "approve").expect(200);
    assertThat(audit.verify().await()).isInstanceOf(Verdict.Whole.class);
    assertThat(admin.ask("verifyAudit").answer().expect(200).json().getMap()).containsEntry("whole", true).containsEntry("links", 2);
    var page = admin.ask("listAudit").with("limit", 1).answer().expect(200).json();
    assertThat(page.getJsonArray("entries").getJsonObject(0).getMap()).containsEntry("action", "f1.hold.approved");
    var next = admin.ask("listAudit").with("limit", 1).with("cursor", page.getString("next")).answer().expect(200).json();
    assertThat(next.getJsonArray("entries").getJsonObject(0).getMap()).containsEntry("action", "f1.hold.open");
    admin.ask("listAudit").with("cursor", "x" + page.getString("next")).answer().expect(400, "malformed");
  }
}

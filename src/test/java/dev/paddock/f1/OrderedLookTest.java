package dev.paddock.f1;

import static dev.paddock.f1.ResultDiffTest.field;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.contract.Formula1;
import dev.paddock.f1.contract.Formula1.LookAtResult;
import dev.paddock.f1.contract.Formula1.Looked;
import dev.paddock.f1.contract.Formula1.ResultStored;
import dev.paddock.f1.contract.Formula1.SessionChanged;
import dev.paddock.f1.provider.ResultsSource.Answer;
import dev.paddock.f1.rules.SessionState;
import dev.paddock.f1.rules.VerificationPolicy;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** A look at a result that somebody ordered beside the plan. */
class OrderedLookTest extends OrderedSeason {
  @Test void a_look_stores_a_first_result_once_and_plans_its_checks() {
    sync();
    assertThat(look("2025-noon-R")).isEqualTo(new Looked.NothingYet());
    published.publish(Instant.EPOCH, field(20));
    assertThat(look("2025-noon-R")).isEqualTo(new Looked.Stored(1, ""));
    assertThat(told).containsExactly(new ResultStored("2025-noon-R", 1), new SessionChanged("2025-noon-R", 1));
    assertThat(rows("subject || ' ' || cadence || ' ' || due_at", "work where subject not like 'calendar%'"))
        .containsExactlyInAnyOrder("result:2025-noon-R f1-verify 2025-03-17 09:00:00+00",
            "score:2025-noon-R:1 once 2025-03-16 09:00:00+00");
    assertThat(look("2025-noon-R")).isEqualTo(new Looked.Same(1));
    assertThat(look("2025-noon-R")).isEqualTo(new Looked.Same(1));
    var session = results.session("2025-noon-R").await().orElseThrow();
    assertThat(session.standing()).as("an ordered look is no check")
        .isEqualTo(new VerificationPolicy.Standing(SessionState.PROVISIONAL, 0));
    published.publish(Instant.EPOCH.plusSeconds(1), TimelineTest.disqualified(2));
    assertThat(look("2025-noon-R")).isInstanceOfSatisfying(Looked.Stored.class, stored -> {
      assertThat(stored.version()).isEqualTo(2);
      assertThat(stored.changes()).contains("version 2: ", "classified → disqualified");
    });
  }

  @Test void a_look_that_cannot_be_taken_changes_nothing() {
    assertThat(look("2025-atlantis-R")).isEqualTo(new Looked.NotAsked("no session 2025-atlantis-R"));
    sync();
    published.from(Instant.EPOCH, new Answer.Unreachable("no route"));
    assertThat(look("2025-noon-R")).isEqualTo(new Looked.Unreachable("no route", Optional.empty()));
    published.from(Instant.EPOCH, new Answer.Later(NOON, "quota"));
    assertThat(look("2025-noon-R")).isEqualTo(new Looked.Unreachable("quota", Optional.of(NOON)));
    published.from(Instant.EPOCH, new Answer.Malformed("<html>"));
    assertThat(look("2025-noon-R")).isEqualTo(new Looked.Refused("<html>"));
    assertThat(rows("reason", "result_refusal")).isEmpty();
  }

  @Test void what_a_quota_puts_off_by_a_moment_is_asked_again_then() {
    sync();
    var soon = timers.instant().plusSeconds(2);
    published.from(Instant.EPOCH, new Answer.Later(soon, "quota"));
    published.publish(soon, field(20));
    var looked = bus.ask(Formula1.LOOK_AT_RESULT, new LookAtResult("2025-noon-R"), PATIENCE);
    await(() -> !published.asked.isEmpty());
    await(() -> {
      timers.advanceTo(soon);
      return looked.isComplete();
    });
    assertThat(looked.await()).isEqualTo(new Looked.Stored(1, ""));
    assertThat(published.asked).hasSize(2);
  }

  private static void await(BooleanSupplier isSo) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isSo.getAsBoolean() && System.nanoTime() < deadline) LockSupport.parkNanos(5_000_000);
  }

  private Looked look(String sessionId) {
    return bus.ask(Formula1.LOOK_AT_RESULT, new LookAtResult(sessionId), PATIENCE).await();
  }
}

package dev.paddock.f1;

import static dev.paddock.f1.rules.WrittenRace.race;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.contract.Formula1.SessionChanged;
import dev.paddock.schedule.SchedulerOptions;
import dev.paddock.schedule.SchedulerVerticle;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.PutPlan;
import dev.paddock.schedule.store.NodeStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What moves by the clock: a session is scheduled, live, completed. */
class SessionPhaseTest extends OrderedSeason {
  @Test void a_session_is_scheduled_then_live_then_completed_and_each_is_told_once() {
    trusted.races(race(1, "Noon Grand Prix", "Q 2025-03-16T10:00:00Z", "R " + NOON),
        race(2, "Dusk Grand Prix", "R 2025-04-06T18:00:00Z"));
    sync();
    var scheduler = new SchedulerVerticle(bus, timers, System::nanoTime, work, new NodeStore(pools.schedule(), "node"), closing,
        CADENCES, SchedulerOptions.of(Duration.ofSeconds(60)));
    closing.whenClosed(scheduler::closed);
    vertx.deployVerticle(scheduler).await();
    bus.ask(Scheduling.PUT_PLAN, new PutPlan(ResultsVerticle.phasePlan()), PATIENCE).await();
    assertThat(phases("2025-03-16T09:56:00Z")).containsExactly("2025-noon-Q SCHEDULED", "2025-noon-R SCHEDULED", "2025-dusk-R SCHEDULED");
    assertThat(phases("2025-03-16T10:00:00Z")).contains("2025-noon-Q LIVE");
    assertThat(phases("2025-03-16T11:01:00Z")).contains("2025-noon-Q COMPLETED", "2025-noon-R SCHEDULED");
    trusted.races(race(1, "Noon Grand Prix", "Q 2025-03-16T10:00:00Z", "R 2025-03-16T12:30:00Z"));
    sync();
    assertThat(phases("2025-03-16T12:10:00Z")).as("moved by half an hour; the other race is off")
        .containsExactly("2025-noon-Q COMPLETED", "2025-noon-R SCHEDULED", "2025-dusk-R CANCELLED");
    assertThat(phases("2025-03-16T14:31:00Z")).contains("2025-noon-R COMPLETED");
    assertThat(told).filteredOn(m -> m instanceof SessionChanged changed && changed.sessionId().equals("2025-dusk-R")).hasSize(1);
    assertThat(rows("note", "poll_log where kind = 'f1.phase' and outcome = 'CHANGED'")).containsExactly(
        "2025-noon-Q live", "2025-noon-Q completed", "2025-dusk-R cancelled", "2025-noon-R live", "2025-noon-R completed");
  }

  private List<String> phases(String until) {
    timers.advanceTo(Instant.parse(until));
    return rows("session_id || ' ' || phase", "session order by starts_at");
  }
}

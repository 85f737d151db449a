package dev.paddock.f1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.contract.Importing.RunImport;
import dev.paddock.f1.contract.Importing.Scope;
import dev.paddock.f1.contract.Importing.State;
import dev.paddock.f1.rules.session.DataKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An import that must wait or stop before its end goes on later, to the same rows with the same requests. */
class ImportQuotaTest extends TwoWeekends {
  @Test void at_the_quota_it_pauses_and_goes_on_by_itself() {
    world.quota(6, Duration.ofHours(1));
    var id = started(run(season()));
    paused(id, NOW.plus(Duration.ofHours(1)));
    assertThat(world.requests).hasSize(6);
    timers.advanceTo(NOW.plus(Duration.ofHours(1)));
    paused(id, NOW.plus(Duration.ofHours(2)));
    timers.advanceTo(NOW.plus(Duration.ofHours(2)));
    var summary = end(id, State.COMPLETED).summary().orElseThrow();
    assertThat(summary.pauses()).isEqualTo(2);
    assertThat(summary.took()).isEqualTo(Duration.ofHours(2));
    assertThat(world.requests).hasSize(REQUESTS).doesNotHaveDuplicates();
  }

  @Test void killed_at_the_quota_it_is_taken_up_by_the_next_and_ends_with_the_same_rows() {
    var uninterrupted = rowsOfUninterrupted();
    world.quota(6, Duration.ofHours(1));
    var id = started(run(season()));
    paused(id, NOW.plus(Duration.ofHours(1)));
    vertx.undeploy(deployed).await();
    assertThat(latest(id).state()).isEqualTo(State.PAUSED);
    deploy(true);
    paused(id, NOW.plus(Duration.ofHours(1)));
    timers.advanceTo(NOW.plus(Duration.ofHours(1)));
    paused(id, NOW.plus(Duration.ofHours(2)));
    vertx.undeploy(deployed).await();
    timers.advanceTo(NOW.plus(Duration.ofHours(2)));
    deploy(true);
    var summary = end(id, State.COMPLETED).summary().orElseThrow();
    assertThat(summary.calls()).isEqualTo(Map.of(LIVE, REQUESTS));
    assertThat(List.of(summary.processed(), summary.succeeded())).containsExactly(4, 4);
    assertThat(summary.extracted()).isEqualTo(Map.of(DataKind.WEATHER, 8L, DataKind.RACE_CONTROL, 4L, DataKind.TEAM_RADIO, 4L));
    assertThat(world.requests).hasSize(REQUESTS).doesNotHaveDuplicates();
    assertThat(rows()).isEqualTo(uninterrupted);
  }

  @Test void max_calls_stops_cleanly_says_what_remains_and_the_next_goes_on() {
    var uninterrupted = rowsOfUninterrupted();
    var stopped = end(started(run(new RunImport(new Scope(2025, Optional.empty(), Optional.empty()), false, false, Optional.of(7), 1))),
        State.STOPPED).summary().orElseThrow();
    assertThat(world.requests).hasSize(7);
    assertThat(stopped.remaining()).containsExactly("2025-seaside-R", "2025-uphill-FP1", "2025-uphill-R");
    assertThat(stopped.why()).contains("the 7 calls that it may make are used up");
    assertThat(gaps().total()).isEqualTo(REQUESTS - 7);
    done(run(season()));
    assertThat(world.requests).hasSize(REQUESTS).doesNotHaveDuplicates();
    assertThat(rows()).isEqualTo(uninterrupted);
  }
}

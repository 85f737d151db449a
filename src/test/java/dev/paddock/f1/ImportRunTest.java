package dev.paddock.f1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.contract.Importing;
import dev.paddock.f1.contract.Importing.RunImport;
import dev.paddock.f1.contract.Importing.Scope;
import dev.paddock.f1.contract.Importing.Start;
import dev.paddock.f1.contract.Importing.State;
import dev.paddock.f1.contract.Importing.StopImport;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A run from its order to its announced end: one at a time a season, and its progress on record. */
class ImportRunTest extends TwoWeekends {
  @Test void progress_is_told_and_on_record() {
    var run = end(run(season()), State.COMPLETED);
    assertThat(run.progress()).isEqualTo(new Importing.Progress(4, 4, REQUESTS, ""));
    assertThat(told).extracting(p -> p.progress().doing()).contains("2025: Index.json", "2025-seaside-FP1: WeatherData");
    assertThat(told.getLast().state()).isEqualTo(State.COMPLETED);
    assertThat(told).extracting(p -> p.progress().done()).isSorted();
  }

  @Test void one_at_a_time_per_season_and_a_second_is_told_which() {
    world.quota(1, Duration.ofHours(1));
    var id = started(run(season()));
    assertThat(run(season())).isEqualTo(new Start.AlreadyRunning(id, 2025, NOW));
    paused(id, NOW.plus(Duration.ofHours(1)));
    assertThat(run(season())).isInstanceOf(Start.AlreadyRunning.class);
    assertThat(bus.ask(Importing.STOP, new StopImport(id), PATIENCE).await().found()).isTrue();
    assertThat(end(id, State.STOPPED).summary().orElseThrow().remaining()).isEqualTo(SESSIONS);
    assertThat(bus.ask(Importing.STOP, new StopImport(id), PATIENCE).await().found()).isFalse();
    world.quota(100, Duration.ofHours(1));
    done(run(season()));
  }

  @Test void of_two_that_are_ordered_at_once_one_runs() {
    var ordered = List.of(bus.ask(Importing.RUN, season(), PATIENCE), bus.ask(Importing.RUN, season(), PATIENCE));
    var answers = ordered.stream().map(one -> one.await()).toList();
    assertThat(answers).containsExactlyInAnyOrder(new Start.Started("2025-1"), new Start.AlreadyRunning("2025-1", 2025, NOW));
    end("2025-1", State.COMPLETED);
    assertThat(world.requests).hasSize(REQUESTS).doesNotHaveDuplicates();
  }

  @Test void what_became_of_it_is_announced_and_that_it_could_not_be_is_on_record() {
    var announced = new RunImport(new Scope(2025, Optional.empty(), Optional.empty()), false, true, Optional.of(2), 1);
    end(run(announced), State.STOPPED);
    assertThat(said).containsExactly("Import 2025-1 stopped: 0 of 0 sessions and circuits, 0 rows, 2 calls, 0 pauses, in 0 s."
        + " the 2 calls that it may make are used up. Left: 4, from 2025-seaside-FP1");
    heard = Future.succeededFuture(Optional.of("the webhook answered 404"));
    var summary = end(run(announced), State.STOPPED).summary().orElseThrow();
    assertThat(summary.failures()).isEqualTo(Map.of("announcement", "the webhook answered 404"));
  }

  @Test void until_its_end_is_announced_and_on_record_it_is_running() {
    var announced = new RunImport(new Scope(2025, Optional.empty(), Optional.empty()), false, true, Optional.of(2), 1);
    Promise<Optional<String>> hears = Promise.promise();
    heard = hears.future();
    var id = started(run(announced));
    until(() -> !said.isEmpty());
    assertThat(run(announced)).isEqualTo(new Start.AlreadyRunning(id, 2025, NOW));
    hears.complete(Optional.empty());
    end(id, State.STOPPED);
    assertThat(said).hasSize(1);
  }
}

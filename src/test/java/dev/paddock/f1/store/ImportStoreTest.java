package dev.paddock.f1.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.f1.contract.Importing.Progress;
import dev.paddock.f1.contract.Importing.RunImport;
import dev.paddock.f1.contract.Importing.Scope;
import dev.paddock.f1.contract.Importing.State;
import dev.paddock.f1.contract.Importing.Summary;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.session.DataKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ImportStoreTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  static final Instant NOW = Instant.parse("2025-12-01T12:00:00Z");
  static final RunImport SPRINT = new RunImport(new Scope(2025, Optional.of(6), Optional.of(SessionCode.S)), true, true, Optional.of(7), 3);
  static final Progress HALF = new Progress(1, 2, 12, "2025-miami-S: TimingData");
  static final Summary SOFAR = new Summary(2025, 14, 3, 1, 1, 1, Map.of(DataKind.LAPS, 342L), Map.of("livetiming", 12), 4, 1, 2,
      Duration.ofMinutes(90), Map.of("2025-miami-S", "it is broken"), List.of("2025-miami-R"), Optional.of("told to"));

  final ImportStore here = new ImportStore(DATABASE.pools().transactions(), "here", Duration.ofMinutes(1));
  final ImportStore there = new ImportStore(DATABASE.pools().transactions(), "there", Duration.ofMinutes(1));

  @BeforeEach void nothing() {
    DATABASE.pools().transactions().query("delete from import_run").execute().await();
  }

  @Test void one_at_a_time_per_season() {
    assertThat(here.begin(SPRINT, NOW).await().orElseThrow().run().runId()).isEqualTo("2025-1");
    assertThat(there.begin(SPRINT, NOW).await()).isEmpty();
    assertThat(there.standing(2025).await().orElseThrow().orphan()).isFalse();
    assertThat(there.begin(of(2024), NOW).await()).isPresent();
    here.end("2025-1", State.COMPLETED, NOW, HALF, SOFAR).await();
    assertThat(there.begin(SPRINT, NOW).await().orElseThrow().run().runId()).isEqualTo("2025-2");
  }

  @Test void what_is_kept_is_read_back() {
    here.begin(SPRINT, NOW).await();
    assertThat(here.save("2025-1", State.PAUSED, Optional.of(NOW.plusSeconds(60)), HALF, SOFAR).await()).isTrue();
    var run = here.run("2025-1").await().orElseThrow();
    assertThat(run.asked()).isEqualTo(SPRINT);
    assertThat(run.progress()).isEqualTo(HALF);
    assertThat(run.pausedUntil()).contains(NOW.plusSeconds(60));
    assertThat(run.summary()).isEmpty();
    assertThat(here.take("2025-1").await().orElseThrow().sofar()).isEqualTo(SOFAR);
    here.end("2025-1", State.STOPPED, NOW.plusSeconds(90), HALF, SOFAR).await();
    var ended = here.latest(5).await().getFirst();
    assertThat(ended.state()).isEqualTo(State.STOPPED);
    assertThat(ended.endedAt()).contains(NOW.plusSeconds(90));
    assertThat(ended.summary()).contains(SOFAR);
  }

  @Test void who_gives_no_sign_of_life_loses_it_to_another_and_can_write_no_more() {
    var silent = new ImportStore(DATABASE.pools().transactions(), "silent", Duration.ZERO);
    silent.begin(SPRINT, NOW).await();
    assertThat(there.standing(2025).await().orElseThrow().orphan()).isTrue();
    assertThat(there.orphans().await()).hasSize(1);
    assertThat(there.take("2025-1").await()).isPresent();
    assertThat(here.take("2025-1").await()).isEmpty();
    assertThat(here.orphans().await()).isEmpty();
    assertThat(silent.save("2025-1", State.RUNNING, Optional.empty(), HALF, SOFAR).await()).isFalse();
    assertThat(silent.renew("2025-1").await()).isFalse();
    assertThat(silent.end("2025-1", State.COMPLETED, NOW, HALF, SOFAR).await()).isFalse();
    assertThat(there.renew("2025-1").await()).isTrue();
  }

  @Test void a_node_that_was_started_again_finds_its_own_at_once_and_one_that_closes_gives_it_away() {
    here.begin(SPRINT, NOW).await();
    assertThat(new ImportStore(DATABASE.pools().transactions(), "here", Duration.ofMinutes(1)).orphans().await()).hasSize(1);
    assertThat(there.orphans().await()).isEmpty();
    here.release("2025-1").await();
    assertThat(there.orphans().await()).hasSize(1);
  }

  private static RunImport of(int year) {
    return new RunImport(new Scope(year, Optional.empty(), Optional.empty()), false, false, Optional.empty(), 1);
  }
}

package dev.paddock.web;

import dev.paddock.f1.contract.Importing;
import dev.paddock.f1.contract.Importing.Progress;
import dev.paddock.f1.contract.Importing.Run;
import dev.paddock.f1.contract.Importing.RunImport;
import dev.paddock.f1.contract.Importing.Scope;
import dev.paddock.f1.contract.Importing.Start;
import dev.paddock.f1.contract.Importing.State;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.gaps.Gaps;
import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.f1.rules.sources.Disagreement;
import dev.paddock.f1.store.DisagreementStore;
import dev.paddock.f1.web.ImportDesk;
import dev.paddock.f1.web.ImportOperations;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One import that runs (of 2025), one that is paused on another node (2024), one that has ended (2023). */
final class ImportExhibit implements ImportDesk {
  private static final Instant NOON = Instant.parse("2025-11-25T12:00:00Z");

  private static final Run RUNNING = new Run("run-1", order(2025), State.RUNNING, NOON, Optional.empty(), Optional.empty(),
      new Progress(3, 120, 42, "2025-chinese-SQ: TimingData"), Optional.empty());
  private static final Run ELSEWHERE = new Run("run-2", order(2024), State.PAUSED, NOON, Optional.empty(),
      Optional.of(NOON.plusSeconds(900)), new Progress(13, 120, 200, "waits"), Optional.empty());
  private static final Run ENDED = new Run("run-3", order(2023), State.STOPPED, NOON, Optional.of(NOON.plusSeconds(90)), Optional.empty(),
      new Progress(1, 2, 12, ""), Optional.of(new Importing.Summary(2023, 24, 2, 1, 0, 1,
          Map.of(DataKind.LAPS, 1_234L, DataKind.WEATHER, 98L), Map.of("livetiming", 12), 2, 1, 0, Duration.ofMillis(90_500), Map.of("2023-azerbaijan-S", "Position.z: cut off"),
          List.of("2023-miami-Q"), Optional.of("it was told to stop"))));

  List<Operation> operations() {
    return new ImportOperations(this, (actor, action, runId) -> Future.succeededFuture()).list();
  }

  @Override public boolean isOpen() {
    return true;
  }

  private static RunImport order(int year) {
    return new RunImport(new Scope(year, Optional.of(6), Optional.of(SessionCode.S)), false, true, Optional.of(500), 2);
  }

  @Override public Future<Start> start(RunImport order) {
    if (order.parallel() > 4) return Future.succeededFuture(new Start.Refused("Only four at a time here."));
    return Future.succeededFuture(order.scope().year() == 2024 ? new Start.AlreadyRunning("run-2", 2024, NOON)
        : new Start.Started("run-1"));
  }

  @Override public Future<List<Run>> runs(Optional<String> runId) {
    return Future.succeededFuture(List.of(RUNNING, ELSEWHERE, ENDED).stream()
        .filter(run -> runId.isEmpty() || run.runId().equals(runId.get())).toList());
  }

  @Override public Future<Boolean> stop(String runId) {
    return Future.succeededFuture(runId.equals("run-1"));
  }

  @Override public Future<Gaps> gaps(Scope scope) {
    return Future.succeededFuture(new Gaps(scope.year(), true,
        List.of(new Gaps.SessionGap("2025-miami-S", 6, "Miami Grand Prix", SessionCode.S, NOON, Set.of(DataKind.LAPS, DataKind.STINTS),
            Map.of("livetiming", 12))),
        List.of(new Gaps.CircuitGap("2025-miami", 6, "Miami Grand Prix", Set.of(DataKind.CORNERS), Map.of("multiviewer", 1))),
        List.of(new Gaps.Absence("2025-miami-Q", DataKind.TEAM_RADIO, "HTTP 403", NOON)), Map.of("livetiming", 12, "multiviewer", 1)));
  }

  @Override public Future<List<DisagreementStore.Stored>> disagreements(String subject, int limit) {
    return Future.succeededFuture(List.of(
        new DisagreementStore.Stored(new Disagreement(subject, "sargeant", "millis", Map.of("jolpica", "2007667", "livetiming", "2010667"),
            "jolpica"), NOON),
        new DisagreementStore.Stored(new Disagreement(subject, "", "starts_at", Map.of("jolpica", "a", "f1schedule", "b"), "jolpica"),
            NOON)));
  }
}

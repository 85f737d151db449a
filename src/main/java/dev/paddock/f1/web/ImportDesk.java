package dev.paddock.f1.web;

import dev.paddock.bus.Bus;
import dev.paddock.f1.contract.Importing;
import dev.paddock.f1.contract.Importing.GetRuns;
import dev.paddock.f1.contract.Importing.PlanImport;
import dev.paddock.f1.contract.Importing.Run;
import dev.paddock.f1.contract.Importing.RunImport;
import dev.paddock.f1.contract.Importing.Scope;
import dev.paddock.f1.contract.Importing.Start;
import dev.paddock.f1.contract.Importing.StopImport;
import dev.paddock.f1.rules.gaps.Gaps;
import dev.paddock.f1.store.DisagreementStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whom the API asks about imports. */
public interface ImportDesk {
  /** Whether anybody imports here: a replay does not. */
  boolean isOpen();

  Future<Start> start(RunImport order);

  /** @param runId empty: the latest twenty */
  Future<List<Run>> runs(Optional<String> runId);

  /** Answers whether it runs here. */
  Future<Boolean> stop(String runId);

  Future<Gaps> gaps(Scope scope);

  Future<List<DisagreementStore.Stored>> disagreements(String subject, int limit);

  /** Whoever imports in this house. */
  static ImportDesk of(Bus bus, DisagreementStore store, boolean open) {
    var patience = Duration.ofSeconds(20);
    return new ImportDesk() {
      @Override public boolean isOpen() {
        return open;
      }

      @Override public Future<Start> start(RunImport order) {
        return bus.ask(Importing.RUN, order, patience);
      }

      @Override public Future<List<Run>> runs(Optional<String> runId) {
        return bus.ask(Importing.RUNS, new GetRuns(runId), patience).map(Importing.Runs::runs);
      }

      @Override public Future<Boolean> stop(String runId) {
        return bus.ask(Importing.STOP, new StopImport(runId), patience).map(Importing.Stopping::found);
      }

      @Override public Future<Gaps> gaps(Scope scope) {
        return bus.ask(Importing.PLAN, new PlanImport(scope, false), patience).map(Importing.ImportPlan::gaps);
      }

      @Override public Future<List<DisagreementStore.Stored>> disagreements(String subject, int limit) {
        return store.of(subject, limit);
      }
    };
  }
}

package dev.paddock.f1.contract;

import dev.paddock.bus.Address;
import dev.paddock.bus.Message;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.gaps.Coverage;
import dev.paddock.f1.rules.gaps.Gaps;
import dev.paddock.f1.rules.session.DataKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Imports of what was published about sessions. */
public interface Importing {
  Address.Ask<PlanImport, ImportPlan> PLAN = new Address.Ask<>("f1.import.plan", PlanImport.class, ImportPlan.class);
  Address.Ask<RunImport, Start> RUN = new Address.Ask<>("f1.import.run", RunImport.class, Start.class);
  Address.Ask<StopImport, Stopping> STOP = new Address.Ask<>("f1.import.stop", StopImport.class, Stopping.class);
  Address.Ask<GetRuns, Runs> RUNS = new Address.Ask<>("f1.import.runs.get", GetRuns.class, Runs.class);
  Address.Fact<Progressed> PROGRESSED = new Address.Fact<>("f1.import.progressed", Progressed.class);
  Address.Fact<Covered> COVERED = new Address.Fact<>("f1.import.covered", Covered.class);

  /** Empty: all rounds, all sessions. */
  record Scope(int year, Optional<Integer> round, Optional<SessionCode> session) implements Message {
    /** For people: "2025, round 6, sprint". */
    public String spoken() {
      return year + round.map(r -> ", round " + r).orElse("") + session.map(s -> ", " + s.spoken()).orElse("");
    }
  }

  /**
   * @param force    also what is there or known to be absent, asked for anew
   * @param announce says at its end what became of it, to the configured channel
   * @param maxCalls it stops before it would make more requests
   * @param parallel sessions at a time, 1 to {@value #PARALLEL_AT_MOST}
   */
  record RunImport(Scope scope, boolean force, boolean announce, Optional<Integer> maxCalls, int parallel) implements Message {
    public static final int PARALLEL_AT_MOST = 8;
  }

  record PlanImport(Scope scope, boolean force) implements Message {}

  record ImportPlan(Gaps gaps) implements Message {}

  sealed interface Start extends Message {
    record Started(String runId) implements Start {}

    /** One import at a time per season. */
    record AlreadyRunning(String runId, int year, Instant since) implements Start {}

    record Refused(String why) implements Start {}
  }

  record StopImport(String runId) implements Message {}

  /** @param found false: no such import runs here */
  record Stopping(boolean found) implements Message {}

  /** @param runId empty: the latest twenty */
  record GetRuns(Optional<String> runId) implements Message {}

  record Runs(List<Run> runs) implements Message {
    public Runs {
      runs = List.copyOf(runs);
    }
  }

  enum State { RUNNING, PAUSED, COMPLETED, FAILED, STOPPED }

  /** @param pausedUntil when the quota is free again */
  record Run(String runId, RunImport asked, State state, Instant startedAt, Optional<Instant> endedAt, Optional<Instant> pausedUntil,
      Progress progress, Optional<Summary> summary) implements Message {}

  /** @param doing for people: "2025-miami-S: TimingData" */
  record Progress(int done, int of, int calls, String doing) implements Message {}

  /** Also told when it pauses, goes on and ends. */
  record Progressed(String runId, int year, State state, Progress progress, Optional<Instant> pausedUntil) implements Message {}

  /** One kind of data of one session or circuit was looked for. @param rows of telemetry: samples */
  record Covered(String subject, DataKind kind, Coverage.State state, int rows) implements Message {}

  /**
   * @param gaps        kinds of data that were missing at its start
   * @param processed   sessions and circuits
   * @param partial     some of their data is stored, some failed
   * @param extracted   rows (of telemetry: samples) by kind
   * @param calls       requests by provider
   * @param fromArchive files for which no request was made
   * @param notModified requests that were answered 304
   * @param pauses      for a quota
   * @param failures    what failed and why, by session
   * @param remaining   what was left when it stopped, in the order of the calendar
   * @param why         it stopped or failed; empty when it completed
   */
  record Summary(int year, int gaps, int processed, int succeeded, int failed, int partial, Map<DataKind, Long> extracted,
      Map<String, Integer> calls, int fromArchive, int notModified, int pauses, Duration took, Map<String, String> failures,
      List<String> remaining, Optional<String> why) implements Message {
    public Summary {
      extracted = Map.copyOf(extracted);
      calls = Map.copyOf(calls);
      failures = Map.copyOf(failures);
      remaining = List.copyOf(remaining);
    }
  }
}

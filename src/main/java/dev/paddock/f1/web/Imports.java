package dev.paddock.f1.web;

import dev.paddock.f1.contract.Importing;
import dev.paddock.f1.contract.Importing.Run;
import dev.paddock.f1.rules.SessionCode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Imports in the contract's words; a component that may be null is one that the contract does not require. */
final class Imports {
  private Imports() {}

  record Import(String runId, int year, Integer round, String session, boolean force, boolean announce, Integer maxCalls, int parallel,
      String state, Instant startedAt, Instant endedAt, Instant pausedUntil, Importing.Progress progress, Summary summary) {}

  record Summary(int gaps, int processed, int succeeded, int failed, int partial, List<Counts.Rows> extracted, List<Counts.Calls> calls,
      int fromArchive, int notModified, int pauses, double seconds, List<Failure> failures, List<String> remaining, String why) {}

  record Failure(String subject, String why) {}

  static Import of(Run run) {
    var asked = run.asked();
    return new Import(run.runId(), asked.scope().year(), asked.scope().round().orElse(null),
        asked.scope().session().map(SessionCode::name).orElse(null), asked.force(), asked.announce(), asked.maxCalls().orElse(null),
        asked.parallel(), run.state().name().toLowerCase(Locale.ROOT), run.startedAt(), run.endedAt().orElse(null),
        run.pausedUntil().orElse(null), run.progress(), run.summary().map(Imports::of).orElse(null));
  }

  private static Summary of(Importing.Summary s) {
    return new Summary(s.gaps(), s.processed(), s.succeeded(), s.failed(), s.partial(), Counts.rows(s.extracted()), Counts.calls(s.calls()),
        s.fromArchive(), s.notModified(), s.pauses(), s.took().toMillis() / 1000.0,
        s.failures().entrySet().stream().sorted(Map.Entry.comparingByKey()).map(e -> new Failure(e.getKey(), e.getValue())).toList(),
        s.remaining(), s.why().orElse(null));
  }
}

package dev.paddock.f1;

import static dev.paddock.f1.contract.Importing.COVERED;

import dev.paddock.bus.Bus;
import dev.paddock.f1.Loads.Got;
import dev.paddock.f1.Tally.Outcome;
import dev.paddock.f1.contract.Importing.Covered;
import dev.paddock.f1.rules.gaps.Coverage;
import dev.paddock.f1.rules.gaps.Coverage.State;
import dev.paddock.f1.rules.gaps.Gaps.CircuitGap;
import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.f1.store.CoverageStore;
import dev.paddock.f1.store.FeedStore;
import dev.paddock.kernel.Timers;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Imports a race's circuit. Its key is known from any session of the race. */
final class CircuitImport {
  static final String SOURCE = "multiviewer";

  private final Tools tools;
  private final ImportRun run;
  private final Loads loads;
  private final Versions versions;

  /** What it works with. */
  record Tools(Bus bus, Timers timers, CircuitKeeping keeping, CoverageStore coverage, FeedStore feeds, WorkerExecutor workers) {}

  CircuitImport(Tools tools, ImportRun run, Loads loads, Versions versions) {
    this.tools = tools;
    this.run = run;
    this.loads = loads;
    this.versions = versions;
  }

  /** @throws Halted if the import may not go on */
  Outcome run(CircuitGap gap) {
    var key = Optional.ofNullable(tools.feeds().circuits(run.year()).await().get(gap.raceId()));
    if (key.isEmpty()) return all(gap, State.ABSENT, "no session of it says which circuit it is");
    var resource = resource(key.get(), run.year());
    return switch (loads.bring(new Loads.Wish(SOURCE, resource, gap.raceId() + ": circuit", run.asked().force(), Optional.empty()))) {
      case Got.Failed(var why) -> all(gap, State.FAILED, why);
      case Got.Absent(var status) -> all(gap, State.ABSENT, "it has no circuit " + key.get() + " of " + run.year() + ": " + status);
      case Got.File(var file) -> {
        versions.look(SOURCE, resource, file);
        CircuitKeeping.Drawn drawn;
        try {
          drawn = tools.workers().executeBlocking(() -> {
            try (var in = Versions.open(file)) {
              return tools.keeping().read(in, gap.raceId(), key.get(), run.year());
            }
          }, false).await();
        } catch (Exception unreadable) {
          yield all(gap, State.FAILED, "not readable: " + unreadable.getMessage());
        }
        yield keep(gap, drawn);
      }
    };
  }

  static String resource(int key, int year) {
    return "/api/v1/circuits/" + key + "/" + year;
  }

  private Outcome keep(CircuitGap gap, CircuitKeeping.Drawn drawn) {
    var rows = rows(gap, kind -> Optional.ofNullable(drawn.rows().get(kind))
        .map(n -> Coverage.stored(gap.raceId(), kind, SOURCE, "", n, tools.timers().instant()))
        .orElseGet(() -> Coverage.absent(gap.raceId(), kind, SOURCE, "there is none in its answer", tools.timers().instant())));
    tools.coverage().put(rows, drawn::keep).await();
    rows.stream().filter(row -> row.state() == State.STORED).forEach(row -> run.tally().extracted(row.kind(), row.rows()));
    tell(rows);
    return Outcome.SUCCEEDED;
  }

  private Outcome all(CircuitGap gap, State state, String why) {
    var rows = rows(gap, kind -> new Coverage(gap.raceId(), kind, state, SOURCE, why, 0, tools.timers().instant()));
    tools.coverage().put(rows).await();
    tell(rows);
    if (state == State.ABSENT) return Outcome.SUCCEEDED;
    run.tally().failure(gap.raceId(), why);
    return Outcome.FAILED;
  }

  private static List<Coverage> rows(CircuitGap gap, Function<DataKind, Coverage> row) {
    return gap.missing().stream().sorted().map(row).toList();
  }

  private void tell(List<Coverage> rows) {
    rows.forEach(row -> tools.bus().tell(COVERED, new Covered(row.subject(), row.kind(), row.state(), row.rows())));
  }
}

package dev.paddock.f1;

import static dev.paddock.f1.contract.Importing.COVERED;

import dev.paddock.bus.Bus;
import dev.paddock.f1.Loads.Got;
import dev.paddock.f1.Tally.Outcome;
import dev.paddock.f1.contract.Importing.Covered;
import dev.paddock.f1.provider.Malformed;
import dev.paddock.f1.provider.multiviewer.MultiViewer;
import dev.paddock.f1.rules.circuit.CircuitMap;
import dev.paddock.f1.rules.circuit.Marker.Kind;
import dev.paddock.f1.rules.gaps.Coverage;
import dev.paddock.f1.rules.gaps.Coverage.State;
import dev.paddock.f1.rules.gaps.Gaps.CircuitGap;
import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.f1.store.CircuitStore;
import dev.paddock.f1.store.CoverageStore;
import dev.paddock.f1.store.FeedStore;
import dev.paddock.fetch.contract.ArchivedBytes;
import dev.paddock.fetch.contract.Fetching.Archived;
import dev.paddock.kernel.Timers;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Imports a race's circuit. Its key is known from any session of the race. */
final class CircuitImport {
  static final String SOURCE = "multiviewer";
  private static final String UNKNOWN = "no session of it says which circuit it is";

  private final Tools tools;
  private final ImportRun run;
  private final Loads loads;
  private final Versions versions;

  /** What it works with. */
  record Tools(Bus bus, Timers timers, CircuitStore circuits, CoverageStore coverage, FeedStore feeds, WorkerExecutor workers) {}

  CircuitImport(Tools tools, ImportRun run, Loads loads, Versions versions) {
    this.tools = tools;
    this.run = run;
    this.loads = loads;
    this.versions = versions;
  }

  /** @throws Halted if the import may not go on */
  Outcome run(CircuitGap gap) {
    var key = Optional.ofNullable(tools.feeds().circuits(run.year()).await().get(gap.raceId()));
    if (key.isEmpty()) return unknown(gap);
    var resource = MultiViewer.resource(key.get(), run.year());
    return switch (loads.bring(new Loads.Wish(SOURCE, resource, gap.raceId() + ": circuit", run.asked().force(), Optional.empty()))) {
      case Got.Failed(var why) -> all(gap, State.FAILED, why);
      case Got.Absent(var status) -> all(gap, State.ABSENT, "it has no circuit " + key.get() + " of " + run.year() + ": " + status);
      case Got.File(var file) -> {
        versions.look(SOURCE, resource, file);
        var read = tools.workers().executeBlocking(() -> read(file, key.get()), false)
            .transform(done -> Future.succeededFuture(done)).await();
        run.check();
        yield read.succeeded() ? keep(gap, read.result(), file)
            : all(gap, State.FAILED, "its answer cannot be read: " + Reason.of(read.cause()));
      }
    };
  }

  /** It does not exist if all sessions were looked at; of one alone it stays a gap. */
  private Outcome unknown(CircuitGap gap) {
    if (anyFailed(gap)) return all(gap, State.FAILED, UNKNOWN);
    return run.asked().scope().session().isPresent() ? Outcome.SUCCEEDED : all(gap, State.ABSENT, UNKNOWN);
  }

  /** Sessions that could not be loaded may still say it. */
  private boolean anyFailed(CircuitGap gap) {
    return tools.coverage().of(run.year()).await().stream()
        .anyMatch(row -> row.state() == State.FAILED && row.subject().startsWith(gap.raceId() + "-"));
  }

  private CircuitMap read(Archived file, int key) throws IOException, Malformed {
    try (var in = ArchivedBytes.open(file)) {
      return MultiViewer.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), key, run.year());
    }
  }

  private Outcome keep(CircuitGap gap, CircuitMap map, Archived file) {
    var now = tools.timers().instant();
    var rows = rows(gap, kind -> {
      int found = found(map, kind);
      return found > 0 ? Coverage.stored(gap.raceId(), kind, SOURCE, "", found, now)
          : Coverage.absent(gap.raceId(), kind, SOURCE, "there is none in its answer", now);
    });
    tools.coverage().put(rows, tx -> tools.circuits().save(tx, map, SOURCE, file.fetchedAt())).await();
    rows.stream().filter(row -> row.state() == State.STORED).forEach(row -> run.tally().extracted(row.kind(), row.rows()));
    tell(rows);
    return Outcome.SUCCEEDED;
  }

  private static int found(CircuitMap map, DataKind kind) {
    return switch (kind) {
      case CORNERS -> map.markers(Kind.CORNER).size();
      case MARSHAL_LIGHTS -> map.markers(Kind.MARSHAL_LIGHT).size();
      case MARSHAL_SECTORS -> map.markers(Kind.MARSHAL_SECTOR).size();
      default -> 1;
    };
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

package dev.paddock.f1.web;

import dev.paddock.f1.contract.Importing.Run;
import dev.paddock.f1.contract.Importing.RunImport;
import dev.paddock.f1.contract.Importing.Scope;
import dev.paddock.f1.contract.Importing.Start;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Problem;
import dev.paddock.web.Problem.Fault;
import dev.paddock.web.Problem.Kind;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The contract's operations on imports, on gaps, and on what sources contradict each other about. The contract guards them. */
public final class ImportOperations {
  private final ImportDesk desk;
  private final Notes notes;

  /** Writes down what somebody did. */
  @FunctionalInterface
  public interface Notes {
    /** @param actor as the audit log names him; {@code action} likewise */
    Future<Void> put(String actor, String action, String runId);
  }

  public ImportOperations(ImportDesk desk, Notes notes) {
    this.desk = desk;
    this.notes = notes;
  }

  public List<Operation> list() {
    return List.of(
        importing("startImport", this::start),
        importing("listImports", request -> desk.runs(Optional.empty())
            .map(runs -> Answer.live(Map.of("imports", runs.stream().map(Imports::of).toList())))),
        importing("getImport", request -> run(request).map(found -> found.map(Imports::of).map(Answer::live)
            .orElseGet(() -> missing(request)))),
        importing("stopImport", this::stop),
        importing("listGaps", request -> desk.gaps(scope(request)).map(gaps -> Answer.live(GapReport.of(gaps)))),
        new Operation("listDisagreements", request -> desk.disagreements(request.text("subject"), request.count("limit"))
            .map(found -> Answer.live(Map.of("disagreements", found.stream().map(Disagreements::of).toList())))));
  }

  private Operation importing(String id, Function<Request, Future<Answer>> answers) {
    return new Operation(id, request -> desk.isOpen() ? answers.apply(request)
        : Future.succeededFuture(Answer.refused(Kind.UNAVAILABLE, "This service replays a season, and imports nothing.")));
  }

  private static Scope scope(Request request) {
    return new Scope(request.count("year"), request.maybeNumber("round").map(Math::toIntExact), Optional.empty());
  }

  private Future<Answer> start(Request request) {
    var body = request.json();
    var scope = new Scope(body.getInteger("year"), Optional.ofNullable(body.getInteger("round")),
        Optional.ofNullable(body.getString("session")).map(SessionCode::valueOf));
    var order = new RunImport(scope, body.getBoolean("force", false), body.getBoolean("announce", false),
        Optional.ofNullable(body.getInteger("maxCalls")), body.getInteger("parallel", 1));
    return desk.start(order).compose(started -> switch (started) {
      case Start.Started(var runId) -> notes.put(request.caller().name(), "f1.import.start", runId)
          .compose(noted -> desk.runs(Optional.of(runId)))
          .map(runs -> Answer.started("/api/v1/imports/" + runId, Imports.of(runs.getFirst())));
      case Start.AlreadyRunning(var runId, var year, var since) -> Future.succeededFuture(new Answer.Refused(new Problem(Kind.CONFLICT,
          "Import " + runId + " of " + year + " has been running since " + since + ".", List.of(new Fault("/year", "running", runId)))));
      case Start.Refused(var why) -> Future.succeededFuture(Answer.refused(Kind.MALFORMED, why));
    });
  }

  /** One that is over is stopped already. */
  private Future<Answer> stop(Request request) {
    return run(request).compose(found -> {
      if (found.isEmpty()) return Future.succeededFuture(missing(request));
      if (found.get().endedAt().isPresent()) return Future.succeededFuture(Answer.nothing());
      var runId = found.get().runId();
      return desk.stop(runId).compose(here -> here ? notes.put(request.caller().name(), "f1.import.stop", runId).map(Answer.nothing())
          : Future.succeededFuture(Answer.refused(Kind.CONFLICT, "This import runs on another node, and can be stopped there.")));
    });
  }

  private Future<Optional<Run>> run(Request request) {
    return desk.runs(Optional.of(request.text("runId"))).map(runs -> runs.stream().findFirst());
  }

  private static Answer missing(Request request) {
    return Answer.notFound("import " + request.text("runId"));
  }
}

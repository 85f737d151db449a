package dev.paddock.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.web.ImportOperations;
import dev.paddock.web.Gate.Admission;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who begins or stops an import is written down, and what was refused is not. */
class ImportNotesTest {
  final Vertx vertx = Vertx.vertx();
  final List<String> notes = new CopyOnWriteArrayList<>();

  @AfterEach void close() {
    vertx.close().await();
  }

  @Test void an_import_that_was_begun_or_stopped_says_by_whom() {
    var operations = new ImportOperations(new ImportExhibit(), (actor, action, runId) -> {
      notes.add(actor + " " + action + " " + runId);
      return Future.succeededFuture();
    });
    Gate administrators = token -> Future.succeededFuture(new Admission.Known(new Caller(7, Optional.empty(), true)));
    var admin = ContractClient.of(vertx, PartOfSite.serve(vertx, operations.list(), administrators).await()).as("user-7");
    admin.ask("startImport").body(new JsonObject().put("year", 2025)).answer().expect(202);
    admin.ask("startImport").body(new JsonObject().put("year", 2024)).answer().expect(409, "conflict");
    admin.ask("stopImport").with("runId", "run-1").answer().expect(204);
    admin.ask("stopImport").with("runId", "run-2").answer().expect(409, "conflict");
    admin.ask("stopImport").with("runId", "run-3").answer().expect(204);
    assertThat(notes).containsExactly("user:7 f1.import.start run-1", "user:7 f1.import.stop run-1");
  }
}

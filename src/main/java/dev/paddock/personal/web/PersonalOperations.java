package dev.paddock.personal.web;

import dev.paddock.account.contract.Accounts;
import dev.paddock.account.contract.Accounts.CheckPassword;
import dev.paddock.account.contract.Accounts.Checked;
import dev.paddock.bus.Bus;
import dev.paddock.personal.store.Exports.Export;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Problem;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The contract's operations on what is kept about the caller: to have it, and to have it forgotten. */
public final class PersonalOperations {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Bus bus;
  private final Wishes wishes;

  public PersonalOperations(Bus bus, Wishes wishes) {
    this.bus = bus;
    this.wishes = wishes;
  }

  public List<Operation> list() {
    return List.of(
        new Operation("createExport", request -> wishes.export(user(request)).map(asked -> asked
            .map(export -> Answer.started("/api/v1/me/exports/" + export.id(), json(export)))
            .orElseGet(() -> Answer.refused(Problem.Kind.CONFLICT, "One is being made; ask for that.")))),
        new Operation("getExport", request -> wishes.exported(UUID.fromString(request.text("exportId")), user(request))
            .map(found -> found.map(export -> Answer.personal(json(export)))
                .orElseGet(() -> Answer.notFound("export " + request.text("exportId"))))),
        new Operation("deleteMe", this::delete),
        new Operation("undeleteMe", request -> wishes.stay(user(request)).map(Answer.nothing())));
  }

  private Future<Answer> delete(Request request) {
    var asked = new CheckPassword(user(request), request.json().getString("password"), request.address());
    return bus.ask(Accounts.CHECK_PASSWORD, asked, PATIENCE).compose(checked -> switch (checked) {
      case Checked.Right() -> wishes.leave(user(request)).map(at -> Answer.accepted(Map.of("deleteAt", at)));
      case Checked.Wrong() -> Future.succeededFuture(Answer.refused(Problem.Kind.FORBIDDEN, "The password is not right."));
      case Checked.Wait(var left) -> Future.succeededFuture(new Answer.With(
          Answer.refused(Problem.Kind.RATE_LIMITED, "Too many tries; again in " + seconds(left) + " seconds."),
          Map.of("Retry-After", Long.toString(seconds(left)))));
    });
  }

  private static long seconds(Duration left) {
    return Math.max(1, left.plusMillis(999).toSeconds());
  }

  private static JsonObject json(Export export) {
    var json = new JsonObject().put("id", export.id().toString()).put("state", export.body().isPresent() ? "ready" : "running")
        .put("askedAt", export.askedAt().toString()).put("expiresAt", export.expiresAt().toString());
    export.body().ifPresent(body -> json.put("data", body));
    return json;
  }

  private static long user(Request request) {
    return request.caller().user();
  }
}

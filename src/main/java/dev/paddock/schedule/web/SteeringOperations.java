package dev.paddock.schedule.web;

import dev.paddock.schedule.contract.Scheduling.Ordered;
import dev.paddock.schedule.contract.Scheduling.Steer;
import dev.paddock.schedule.contract.Scheduling.Steered;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** The contract's operations by which people steer a plan. The contract guards them, and what they do is written down. */
public final class SteeringOperations {
  private final Function<Ordered, Future<Steered>> orders;

  /** @param orders carries out what is ordered, and writes it down */
  public SteeringOperations(Function<Ordered, Future<Steered>> orders) {
    this.orders = orders;
  }

  /** @param nextAt null: at rest or paused */
  public record Next(String subject, Instant nextAt) {}

  public List<Operation> list() {
    return List.of(
        steering("pollNow", "now", request -> new Steer.Now(subject(request))),
        steering("retryJob", "now", request -> new Steer.Now(subject(request))),
        steering("pausePlan", "pause", request -> new Steer.Pause(subject(request))),
        steering("resumePlan", "resume", request -> new Steer.Resume(subject(request))),
        steering("changeProfile", "profile", request -> new Steer.Change(subject(request), profile(request))));
  }

  private Operation steering(String id, String action, Function<Request, Steer> steer) {
    return new Operation(id, request -> steer(request, action, steer.apply(request)));
  }

  private Future<Answer> steer(Request request, String action, Steer steer) {
    var detail = steer instanceof Steer.Change(var subject, var cadence) ? new JsonObject().put("profile", cadence) : new JsonObject();
    return orders.apply(new Ordered(steer, request.caller().name(), "schedule.plan." + action, detail.encode()))
        .map(steered -> switch (steered) {
          case Steered.Done(var nextAt) -> Answer.personal(new Next(steer.subject(), nextAt.orElse(null)));
          case Steered.NoSuchSubject() -> Answer.notFound("subject " + steer.subject());
          case Steered.NoSuchCadence(var cadence) -> Answer.invalid("/profile", "There is no profile " + cadence + ".");
        });
  }

  private static String profile(Request request) {
    return request.json().getString("profile");
  }

  private static String subject(Request request) {
    return request.text("subject");
  }
}

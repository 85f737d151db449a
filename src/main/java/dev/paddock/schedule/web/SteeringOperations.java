package dev.paddock.schedule.web;

import dev.paddock.bus.Bus;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Steer;
import dev.paddock.schedule.contract.Scheduling.Steered;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** The contract's operations by which an operator steers a plan. The contract guards them. */
public final class SteeringOperations {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Function<Steer, Future<Steered>> scheduler;

  public SteeringOperations(Function<Steer, Future<Steered>> scheduler) {
    this.scheduler = scheduler;
  }

  /** Of the scheduler that answers on this bus; a node without one fails. */
  public static SteeringOperations of(Bus bus) {
    return new SteeringOperations(steer -> bus.ask(Scheduling.STEER, steer, PATIENCE));
  }

  /** @param nextAt null: at rest or paused */
  public record Next(String subject, Instant nextAt) {}

  public List<Operation> list() {
    return List.of(
        steering("pollNow", request -> new Steer.Now(subject(request))),
        steering("pausePlan", request -> new Steer.Pause(subject(request))),
        steering("resumePlan", request -> new Steer.Resume(subject(request))),
        steering("changeProfile", request -> new Steer.Change(subject(request), request.json().getString("profile"))));
  }

  private Operation steering(String id, Function<Request, Steer> steer) {
    return new Operation(id, request -> steer(steer.apply(request)));
  }

  private Future<Answer> steer(Steer steer) {
    return scheduler.apply(steer).map(steered -> switch (steered) {
      case Steered.Done(var nextAt) -> Answer.personal(new Next(steer.subject(), nextAt.orElse(null)));
      case Steered.NoSuchSubject() -> Answer.notFound("subject " + steer.subject());
      case Steered.NoSuchCadence(var cadence) -> Answer.invalid("/profile", "There is no profile " + cadence + ".");
    });
  }

  private static String subject(Request request) {
    return request.text("subject");
  }
}

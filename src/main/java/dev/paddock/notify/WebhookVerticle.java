package dev.paddock.notify;

import dev.paddock.bus.Bus;
import dev.paddock.db.EachClaim;
import dev.paddock.fetch.contract.Delivering;
import dev.paddock.fetch.contract.Delivering.By;
import dev.paddock.fetch.contract.Delivering.Delivered;
import dev.paddock.kernel.Timers;
import dev.paddock.notify.contract.Webhooks;
import dev.paddock.notify.contract.Webhooks.GetState;
import dev.paddock.notify.contract.Webhooks.State;
import dev.paddock.notify.rules.Redelivery;
import dev.paddock.notify.store.Deliveries;
import dev.paddock.notify.store.Deliveries.Attempt;
import dev.paddock.notify.store.Deliveries.Event;
import dev.paddock.notify.store.Deliveries.Head;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.DueWork;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.schedule.contract.Scheduling.Worked;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator's endpoints what happened, each at least once and what is about one subject in its order: the first of a queue
 * is sent, what came of it is committed with the end of the slot, and only then the next. Killed in between, it is sent again under
 * the same event id. Event loop, no state.
 */
public final class WebhookVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookVerticle.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration DELIVERY_PATIENCE = Duration.ofSeconds(60);

  /** As many at once as the letter box has connections to one endpoint: nothing ages in its queue. */
  private static final int ABREAST = 16;

  /** The scheduler waits for two minutes; what is begun by then has ended long before. */
  private static final Duration IN_TIME = Duration.ofSeconds(45);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Bus bus;
  private final Timers timers;
  private final Deliveries deliveries;
  private final Redelivery redelivery;
  private final Duration retention;

  /** @param retention how long what was settled is kept */
  public WebhookVerticle(Bus bus, Timers timers, Deliveries deliveries, Redelivery redelivery, Duration retention) {
    this.bus = bus;
    this.timers = timers;
    this.deliveries = deliveries;
    this.redelivery = redelivery;
    this.retention = retention;
  }

  @Override public Future<?> start() {
    return bus.answer(Scheduling.due(Webhooks.DELIVERY), this::deliver)
        .compose(v -> bus.answer(Scheduling.due(Webhooks.TIDY),
            due -> EachClaim.abreast(due, ABREAST, claim -> deliveries.tidy(claim, timers.instant().minus(retention)))));
  }

  /** An endpoint that was away finds much waiting, and may be slow: what cannot be sent in time is put back, not counted as failed. */
  private Future<Worked> deliver(DueWork due) {
    var until = timers.instant().plus(IN_TIME);
    return EachClaim.abreast(due, ABREAST, claim -> timers.instant().isBefore(until) ? deliver(claim)
        : deliveries.putBack(claim, timers.instant().plus(PAUSE)));
  }

  private Future<SlotEnded> deliver(Claim claim) {
    var queue = Queue.of(claim.plan().subject());
    return deliveries.head(queue.endpoint, queue.subject).compose(found -> found.isEmpty()
        ? deliveries.rest(claim, queue.endpoint, queue.subject, timers.instant())
        : send(found.get()).compose(answer -> {
          var attempt = attempt(found.get().event(), answer);
          if (attempt.error().isPresent() && attempt.again().isEmpty()) LOG.warn("webhook {}: {} is a dead letter: {}",
              queue.endpoint, found.get().event().eventId(), attempt.error().get());
          return deliveries.commit(claim, queue.endpoint, found.get().event(), attempt);
        }));
  }

  private Future<Delivered> send(Head head) {
    var feature = head.event().type().substring(0, head.event().type().indexOf('.'));
    return bus.ask(Webhooks.state(feature), new GetState(head.event().subject()), PATIENCE)
        // whoever is told may ask the API: better to be told without the state than not at all
        .otherwise(unreadable -> new State(Optional.empty()))
        .compose(state -> bus.ask(Delivering.DELIVER,
            WebhookMessage.of(target(head), head.event(), state.json(), timers.instant()), DELIVERY_PATIENCE));
  }

  private static WebhookMessage.Target target(Head head) {
    return new WebhookMessage.Target(head.url(), head.secret(), head.ofUser() ? By.USER : By.OPERATOR);
  }

  private Attempt attempt(Event event, Delivered answer) {
    var now = timers.instant();
    var again = redelivery.again(event.attempts() + 1, now);
    return switch (answer) {
      case Delivered.Answered(int status, var took) when Redelivery.arrived(status) ->
          new Attempt(now, Optional.of(status), Optional.empty(), Optional.empty());
      case Delivered.Answered(int status, var took) -> new Attempt(now, Optional.of(status), Optional.of("HTTP " + status), again);
      case Delivered.Failed(var why, var took) -> new Attempt(now, Optional.empty(), Optional.of(why), again);
    };
  }

  /** What {@link Webhooks#queue} wrote into a subject. */
  private record Queue(long endpoint, String subject) {
    static Queue of(String planned) {
      var parts = planned.split(":", 3);
      return new Queue(Long.parseLong(parts[1]), parts[2]);
    }
  }
}

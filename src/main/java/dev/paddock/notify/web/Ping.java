package dev.paddock.notify.web;

import dev.paddock.bus.Bus;
import dev.paddock.fetch.contract.Delivering;
import dev.paddock.fetch.contract.Delivering.By;
import dev.paddock.fetch.contract.Delivering.Delivered;
import dev.paddock.kernel.Timers;
import dev.paddock.notify.WebhookMessage;
import dev.paddock.notify.rules.Redelivery;
import dev.paddock.notify.store.Deliveries;
import dev.paddock.notify.store.Endpoints.Endpoint;
import dev.paddock.notify.web.Hooks.Tried;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/** A message of type {@code ping}, at once, outside of the queue. */
final class Ping {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Bus bus;
  private final Timers timers;

  Ping(Bus bus, Timers timers) {
    this.bus = bus;
    this.timers = timers;
  }

  /** @param by who named the endpoint's address */
  Future<Tried> to(Endpoint endpoint, By by) {
    var now = timers.instant();
    var event = new Deliveries.Event(0, "ping:" + endpoint.id() + ":" + now, "ping", "webhook-" + endpoint.id(), 0, 0, now, 0);
    var to = new WebhookMessage.Target(endpoint.url(), endpoint.secret(), by);
    return bus.ask(Delivering.DELIVER, WebhookMessage.of(to, event, Optional.empty(), now), PATIENCE)
        .map(answer -> switch (answer) {
          case Delivered.Answered(int status, var took) -> new Tried(Redelivery.arrived(status), status, null, took.toMillis());
          case Delivered.Failed(var why, var took) -> new Tried(false, null, why, took.toMillis());
        });
  }
}

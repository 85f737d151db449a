package dev.paddock.notify.web;

import dev.paddock.bus.Bus;
import dev.paddock.fetch.contract.Delivering.By;
import dev.paddock.kernel.Timers;
import dev.paddock.notify.contract.Webhooks;
import dev.paddock.notify.store.Deliveries;
import dev.paddock.notify.store.Deliveries.State;
import dev.paddock.notify.store.Endpoints;
import dev.paddock.notify.store.HookOrders;
import dev.paddock.notify.store.Endpoints.Change;
import dev.paddock.notify.store.Endpoints.Endpoint;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.PutPlan;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** The webhooks of the database in the words of the API. */
public final class StoredHooks implements Hooks {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Bus bus;
  private final Timers timers;
  private final Endpoints endpoints;
  private final Deliveries deliveries;
  private final HookOrders orders;
  private final Supplier<String> secrets;

  /** @param secrets makes up a new one that nobody can guess */
  public StoredHooks(Bus bus, Timers timers, Endpoints endpoints, Deliveries deliveries, HookOrders orders, Supplier<String> secrets) {
    this.bus = bus;
    this.timers = timers;
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.orders = orders;
    this.secrets = secrets;
  }

  @Override public Future<List<Webhook>> list() {
    return endpoints.list().map(list -> list.stream().map(StoredHooks::webhook).toList());
  }

  @Override public Future<NewWebhook> add(String actor, String url, List<String> events) {
    return orders.add(actor, url, secrets.get(), events)
        .map(e -> new NewWebhook(e.id(), e.url(), e.events(), e.active(), e.createdAt(), e.secret()));
  }

  @Override public Future<Optional<Webhook>> get(long id) {
    return endpoints.get(id).map(found -> found.map(StoredHooks::webhook));
  }

  @Override public Future<Optional<Webhook>> change(String actor, long id, Optional<String> url, Optional<List<String>> events,
      Optional<Boolean> active) {
    return orders.change(actor, id, new Change(url, events, active)).map(found -> found.map(StoredHooks::webhook));
  }

  @Override public Future<Boolean> remove(String actor, long id) {
    return orders.remove(actor, id);
  }

  @Override public Future<Optional<Tried>> ping(long id) {
    return endpoints.get(id).compose(found -> found.isEmpty() ? Future.succeededFuture(Optional.empty())
        : new Ping(bus, timers).to(found.get(), By.OPERATOR).map(Optional::of));
  }

  @Override public Future<Optional<List<Delivery>>> deliveries(long id, Optional<String> state, Optional<Long> before, int limit) {
    var only = state.map(word -> State.valueOf(word.toUpperCase(Locale.ROOT)));
    return endpoints.get(id).compose(found -> found.isEmpty() ? Future.succeededFuture(Optional.empty())
        : deliveries.list(id, only, before, limit).map(list -> Optional.of(list.stream().map(StoredHooks::delivery).toList())));
  }

  /** The row first, then the work: whoever gets no answer to this asks again, and both are as they should be. */
  @Override public Future<Optional<Delivery>> replay(String actor, long deliveryId) {
    return orders.replay(actor, deliveryId).compose(found -> found.isEmpty() ? Future.succeededFuture(Optional.empty())
        : bus.ask(Scheduling.PUT_PLAN, new PutPlan(Webhooks.queue(found.get().endpoint(), found.get().event().subject())), PATIENCE)
            .map(planned -> found.map(StoredHooks::delivery)));
  }

  private static Webhook webhook(Endpoint e) {
    return new Webhook(e.id(), e.url(), e.events(), e.active(), e.createdAt(), e.failingSince().orElse(null));
  }

  private static Delivery delivery(Deliveries.Delivery d) {
    var e = d.event();
    return new Delivery(e.id(), d.endpoint(), e.eventId(), e.type(), e.subject(), e.revision(), e.sequence(), e.at(),
        d.state().name().toLowerCase(Locale.ROOT), e.attempts(), d.triedAt().orElse(null), d.status().orElse(null), d.error().orElse(null));
  }
}

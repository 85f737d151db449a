package dev.paddock.app;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.fetch.DeliveryVerticle;
import dev.paddock.kernel.Timers;
import dev.paddock.notify.WebhookVerticle;
import dev.paddock.notify.rules.Redelivery;
import dev.paddock.notify.store.Deliveries;
import dev.paddock.notify.store.Endpoints;
import dev.paddock.notify.store.HookOrders;
import dev.paddock.notify.store.Received;
import dev.paddock.notify.web.HookOperations;
import dev.paddock.notify.web.ProviderEvents;
import dev.paddock.notify.web.StoredHooks;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.web.Operation;
import dev.paddock.ops.store.PgLedger;
import io.vertx.core.Deployable;
import io.vertx.sqlclient.Pool;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Webhooks, out and in. */
final class WebhookRoom {
  private static final int SECRET_BYTES = 32;

  private final Bus bus;
  private final Timers timers;
  private final Pool client;
  private final Deliveries deliveries;
  private final Settings settings;

  WebhookRoom(Bus bus, Timers timers, Pool client, Closing closing, Settings settings) {
    this.bus = bus;
    this.timers = timers;
    this.client = client;
    this.deliveries = new Deliveries(client, closing);
    this.settings = settings;
  }

  List<Deployable> verticles() {
    var webhooks = settings.webhooks();
    return List.of(
        new DeliveryVerticle(bus, settings.fetch().userAgent(), webhooks.privately(), webhooks.timeout()),
        new WebhookVerticle(bus, timers, deliveries, new Redelivery(webhooks.retry()), webhooks.keep()));
  }

  /** What an earlier run has left to tell. */
  List<Plan> waiting() {
    return deliveries.queues().await();
  }

  List<Operation> operations() {
    var hooks = new StoredHooks(bus, timers, new Endpoints(client), deliveries, new HookOrders(client, new PgLedger(), timers),
        WebhookRoom::secret);
    var operations = new ArrayList<>(new HookOperations(hooks).list());
    operations.addAll(new ProviderEvents(bus, timers, new Received(client), settings.webhooks().providers()).list());
    return operations;
  }

  /** Signs what is sent to an endpoint. */
  static String secret() {
    var bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return "whsec_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}

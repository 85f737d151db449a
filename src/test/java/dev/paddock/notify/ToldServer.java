package dev.paddock.notify;

import dev.paddock.TestDatabase;
import dev.paddock.notify.store.Deliveries.Delivery;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** A node with webhooks, and a real server that fails, hangs and comes back when the test says so. */
abstract class ToldServer {
  final WebhookNode node = new WebhookNode("a", TestDatabase.fresh());
  final Receiver receiver = new Receiver();

  @AfterEach void close() {
    receiver.close();
    node.close();
  }

  Delivery only(long endpoint) {
    return list(endpoint).getFirst();
  }

  List<Delivery> list(long endpoint) {
    return node.deliveries.list(endpoint, Optional.empty(), Optional.empty(), 100).await();
  }
}

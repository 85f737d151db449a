package dev.paddock.notify.contract;

import dev.paddock.bus.Address;
import dev.paddock.bus.Message;
import dev.paddock.schedule.contract.Scheduling.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Everything that other features may know of webhooks. Events go in by {@code db.Outbox}. */
public interface Webhooks {
  /** Who tells an endpoint what waits for it. */
  String DELIVERY = "notify.delivery";

  /** Who forgets what is old. */
  String TIDY = "notify.webhook-tidy";

  /** Where the features say what they know of a subject at this moment, by the first word of an event's type: f1, horse. */
  static Address.Ask<GetState, State> state(String feature) {
    return new Address.Ask<>("notify.webhook.state." + feature, GetState.class, State.class);
  }

  /**
   * Work that tells an endpoint what waits for it about one subject, one after the other. Its anchor never changes: to put it again
   * while it goes on changes nothing, which leaves retries their time and the order its meaning.
   */
  static Plan queue(long endpoint, String subject) {
    return new Plan("webhook:" + endpoint + ":" + subject, DELIVERY, "once", Instant.EPOCH, Optional.empty(),
        "webhook-" + endpoint, Duration.ZERO);
  }

  /** Work that forgets what is old, daily. */
  static Plan tidy() {
    return new Plan("webhooks", TIDY, "webhook-tidy", Instant.parse("2025-01-01T00:00:00Z"), Optional.empty());
  }

  /** @param subject such as {@code horse-4711} */
  record GetState(String subject) implements Message {}

  /** @param json the resource as the API shows it; empty: it is not there (any more) */
  record State(Optional<String> json) implements Message {}
}

package dev.paddock.notify.web;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the API reads and writes of the operator's webhooks. The records are the contract's schemas;
 * a component that may be null is one that the contract does not require.
 */
public interface Hooks {
  Future<List<Webhook>> list();

  /** @param actor as the audit log names him, here and below */
  Future<NewWebhook> add(String actor, String url, List<String> events);

  /** An empty answer, here and below: no such webhook. */
  Future<Optional<Webhook>> get(long id);

  Future<Optional<Webhook>> change(String actor, long id, Optional<String> url, Optional<List<String>> events, Optional<Boolean> active);

  /** With what waits for it. False: no such webhook */
  Future<Boolean> remove(String actor, long id);

  /** Sends a message of type {@code ping} at once, outside of the queue. */
  Future<Optional<Tried>> ping(long id);

  /** Newest first. @param state pending, delivered, dead; empty: all. @param before only those with a smaller id */
  Future<Optional<List<Delivery>>> deliveries(long id, Optional<String> state, Optional<Long> before, int limit);

  /** Shall be delivered again. An empty answer: no such delivery */
  Future<Optional<Delivery>> replay(String actor, long deliveryId);

  record Webhook(long id, String url, List<String> events, boolean active, Instant createdAt, Instant failingSince) {}

  /** @param secret said this once */
  record NewWebhook(long id, String url, List<String> events, boolean active, Instant createdAt, String secret) {}

  /** @param status of the answer; null when there was none, and {@code error} says why */
  record Tried(boolean delivered, Integer status, String error, long tookMillis) {}

  record Delivery(long id, long webhookId, String eventId, String type, String subject, long revision, long sequence, Instant at,
      String state, int attempts, Instant triedAt, Integer status, String error) {}
}

package dev.paddock.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.pubsub.PgSubscriber;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Hears {@code NOTIFY} on one channel and survives the loss of its connection. What was said while it was away is lost,
 * so it asks for a resync on every subscription, the first included: a notification saves waiting, it carries no truth.
 */
public final class Listener {
  private static final long RECONNECT_MILLIS = 200;
  private static final long RECONNECT_AT_MOST_MILLIS = 5_000;

  private final PgSubscriber subscriber;

  private Listener(PgSubscriber subscriber) {
    this.subscriber = subscriber;
  }

  /**
   * Starts listening.
   *
   * @param resync re-read the table: runs after every (re-)subscription, before later notifications
   * @param heard the payload of a notification: ids only
   */
  public static Future<Listener> start(Vertx vertx, Database database, String channel, Runnable resync, Consumer<String> heard) {
    var subscriber = PgSubscriber.subscriber(vertx, database.connectOptions(Duration.ofSeconds(30)));
    subscriber.reconnectPolicy(n -> Math.min(RECONNECT_AT_MOST_MILLIS, RECONNECT_MILLIS * Math.max(1, n)));
    subscriber.channel(channel).subscribeHandler(subscribed -> resync.run()).handler(heard::accept);
    return subscriber.connect().map(connected -> new Listener(subscriber));
  }

  public Future<Void> close() {
    return subscriber.close();
  }
}

package dev.paddock.notify.store;

import dev.paddock.db.Ledger;
import dev.paddock.db.Ledger.Entry;
import dev.paddock.notify.store.Deliveries.Delivery;
import dev.paddock.notify.store.Endpoints.Change;
import dev.paddock.notify.store.Endpoints.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What people do to the operator's webhooks: carried out and written down in one transaction. The log says no secret, and no URL: that
 * may be one.
 */
public final class HookOrders {
  private final Pool pool;
  private final Ledger ledger;
  private final InstantSource time;

  public HookOrders(Pool pool, Ledger ledger, InstantSource time) {
    this.pool = pool;
    this.ledger = ledger;
    this.time = time;
  }

  /** @param actor as the audit log names him, here and below */
  public Future<Endpoint> add(String actor, String url, String secret, List<String> events) {
    return pool.withTransaction(tx -> new Endpoints(tx).add(url, secret, events, time.instant())
        .compose(made -> write(tx, actor, "add", "webhook:" + made.id()).map(made)));
  }

  /** Empty: no such endpoint. */
  public Future<Optional<Endpoint>> change(String actor, long id, Change change) {
    return written(actor, "change", "webhook:" + id, tx -> new Endpoints(tx).change(id, change));
  }

  /** False: no such endpoint. */
  public Future<Boolean> remove(String actor, long id) {
    return written(actor, "remove", "webhook:" + id, tx -> new Endpoints(tx).remove(id).map(gone -> gone ? Optional.of(id) : Optional.empty()))
        .map(Optional::isPresent);
  }

  /** Empty: no such delivery. */
  public Future<Optional<Delivery>> replay(String actor, long delivery) {
    return written(actor, "replay", "delivery:" + delivery, tx -> Deliveries.replay(tx, delivery));
  }

  /** What cannot be done is not written down. */
  private <T> Future<Optional<T>> written(String actor, String action, String subject,
      Function<SqlConnection, Future<Optional<T>>> effect) {
    return pool.withTransaction(tx -> effect.apply(tx).compose(found -> found.isEmpty() ? Future.succeededFuture(found)
        : write(tx, actor, action, subject).map(found)));
  }

  private Future<Void> write(SqlConnection tx, String actor, String action, String subject) {
    return ledger.put(tx, time.instant(), new Entry(actor, "notify.webhook." + action, subject, "", new JsonObject().encode()));
  }
}

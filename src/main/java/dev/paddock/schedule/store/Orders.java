package dev.paddock.schedule.store;

import dev.paddock.db.Ledger;
import dev.paddock.db.Ledger.Entry;
import dev.paddock.schedule.contract.Scheduling.Ordered;
import dev.paddock.schedule.contract.Scheduling.Steered;
import dev.paddock.schedule.rules.Cadence;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.function.Function;

/** What people do to plans: carried out and written down in one transaction. On any node; the one that holds the plan hears of it. */
public final class Orders {
  private final Pool pool;
  private final Steering steering;
  private final Ledger ledger;
  private final InstantSource time;

  public Orders(Pool pool, Function<String, Cadence> cadences, Ledger ledger, InstantSource time) {
    this.pool = pool;
    this.steering = new Steering(cadences);
    this.ledger = ledger;
    this.time = time;
  }

  /** What cannot be done is not written down. */
  public Future<Steered> order(Ordered order) {
    var entry = new Entry(order.actor(), order.action(), order.steer().subject(), "", order.detail());
    return pool.withTransaction(tx -> steering.steer(tx, order.steer(), time.instant()).compose(steered -> steered instanceof Steered.Done
        ? ledger.put(tx, time.instant(), entry).map(steered) : Future.succeededFuture(steered)));
  }
}

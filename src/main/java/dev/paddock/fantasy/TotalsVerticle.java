package dev.paddock.fantasy;

import dev.paddock.bus.Bus;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.store.DriverTotals;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Answers what drivers are worth to those who play. Event loop, no state. */
public final class TotalsVerticle extends VerticleBase {
  private final Bus bus;
  private final DriverTotals totals;

  public TotalsVerticle(Bus bus, DriverTotals totals) {
    this.bus = bus;
    this.totals = totals;
  }

  @Override public Future<?> start() {
    return bus.answer(Fantasy.DRIVER_TOTALS, ask -> totals.all().map(Fantasy.DriverTotals::new));
  }
}

package dev.paddock.f1;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.f1.store.StatisticStore;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.contract.Fantasy.DriverTotals;
import dev.paddock.fantasy.contract.Fantasy.GetDriverTotals;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What drivers have done, counted anew every week and whenever somebody asks for it. */
record Statistics(Bus bus, StatisticStore store, Closing closing, Timers timers) {
  static final String KIND = "f1.statistics";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  static Plan plan() {
    return new Plan("statistics:f1", KIND, "f1-statistics", Instant.parse("2020-01-01T00:00:00Z"), Optional.empty());
  }

  Future<SlotEnded> run(Claim claim) {
    return bus.ask(Fantasy.DRIVER_TOTALS, new GetDriverTotals(), PATIENCE).map(DriverTotals::totals)
        .compose(game -> closing.close(claim, tx -> store.refresh(tx, game, timers.instant())
            .map(count -> new Closure(new Ending.Next(true, count + " drivers' seasons"), List.of()))));
  }
}

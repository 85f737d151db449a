package dev.paddock.horse;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.horse.store.CardStore;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.schedule.contract.Scheduling.Worked;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Forgets meetings that are older than need be kept, with their races, prices and results. Event loop, no state. */
public final class RetentionVerticle extends VerticleBase {
  private static final String KIND = "horse.retention";

  private final Bus bus;
  private final Timers timers;
  private final Closing closing;
  private final CardStore cards;
  private final Duration keep;

  /** @param keep meetings of days that are longer ago are forgotten */
  public RetentionVerticle(Bus bus, Timers timers, Closing closing, CardStore cards, Duration keep) {
    this.bus = bus;
    this.timers = timers;
    this.closing = closing;
    this.cards = cards;
    this.keep = keep;
  }

  /** The plan of the nightly cleanup; the first one is at once. */
  public static Plan plan() {
    return new Plan("retention:horse", KIND, "cleanup", Instant.parse("2020-01-01T00:00:00Z"), Optional.empty());
  }

  @Override public Future<?> start() {
    return bus.answer(Scheduling.due(KIND), due -> forget(due.claims().getFirst()).map(ended -> new Worked(List.of(ended))));
  }

  private Future<SlotEnded> forget(Claim claim) {
    var day = timers.instant().minus(keep).atZone(ZoneOffset.UTC).toLocalDate();
    return closing.close(claim, tx -> cards.forget(tx, day)
        .map(meetings -> new Closure(new Ending.Next(false, "meetings before " + day + " forgotten: " + meetings), List.of())));
  }
}

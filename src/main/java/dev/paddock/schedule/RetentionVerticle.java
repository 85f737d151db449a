package dev.paddock.schedule;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.schedule.contract.Scheduling.Worked;
import dev.paddock.schedule.store.PollLog;
import dev.paddock.schedule.store.PollLog.Kept;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the poll log as long as it shall be kept, and its next weeks ready. Event loop, no state. */
public final class RetentionVerticle extends VerticleBase {
  private static final String KIND = "ops.retention";

  private final Bus bus;
  private final Timers timers;
  private final Closing closing;
  private final PollLog log;
  private final Duration keep;

  /** @param keep what ended longer ago is dropped */
  public RetentionVerticle(Bus bus, Timers timers, Closing closing, PollLog log, Duration keep) {
    this.bus = bus;
    this.timers = timers;
    this.closing = closing;
    this.log = log;
    this.keep = keep;
  }

  /** The plan of the nightly cleanup; the first one is at once. */
  public static Plan plan() {
    return new Plan("retention:poll-log", KIND, "cleanup", Instant.parse("2020-01-01T00:00:00Z"), Optional.empty());
  }

  @Override public Future<?> start() {
    return bus.answer(Scheduling.due(KIND), due -> clean(due.claims().getFirst()).map(ended -> new Worked(List.of(ended))));
  }

  private Future<SlotEnded> clean(Claim claim) {
    return closing.close(claim, tx -> log.keep(tx, timers.instant(), timers.instant().minus(keep))
        .map(kept -> new Closure(new Ending.Next(false, note(kept)), List.of())));
  }

  private static String note(Kept kept) {
    return "weeks made: " + kept.made() + ", dropped: " + kept.dropped() + ", single rows deleted: " + kept.deleted()
        + ", subjects at rest forgotten: " + kept.forgotten();
  }
}

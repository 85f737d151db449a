package dev.paddock.schedule;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.schedule.contract.Scheduling.Worked;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Every night, and once at first, drops what is kept no longer: in the transaction that ends its slot. Event loop, no state. */
public final class CleanupVerticle extends VerticleBase {
  private final Bus bus;
  private final Closing closing;
  private final Cleanup what;

  /**
   * What is cleaned up.
   *
   * @param subject such as {@code retention:poll-log}
   * @param kind    such as {@code ops.retention}
   * @param clean   drops it, and says in a line what it dropped
   */
  public record Cleanup(String subject, String kind, Function<SqlConnection, Future<String>> clean) {
    public Plan plan() {
      return new Plan(subject, kind, "cleanup", Instant.parse("2020-01-01T00:00:00Z"), Optional.empty());
    }
  }

  public CleanupVerticle(Bus bus, Closing closing, Cleanup what) {
    this.bus = bus;
    this.closing = closing;
    this.what = what;
  }

  @Override public Future<?> start() {
    return bus.answer(Scheduling.due(what.kind()), due -> clean(due.claims().getFirst()).map(ended -> new Worked(List.of(ended))));
  }

  private Future<SlotEnded> clean(Claim claim) {
    return closing.close(claim, tx -> what.clean().apply(tx).map(done -> new Closure(new Ending.Next(false, done), List.of())));
  }
}

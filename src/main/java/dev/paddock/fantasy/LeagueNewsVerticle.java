package dev.paddock.fantasy;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.store.LeagueNews;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.DueWork;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.schedule.contract.Scheduling.Worked;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the members of leagues that were ended or go on. Event loop, no state. */
public final class LeagueNewsVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(LeagueNewsVerticle.class);

  private final Bus bus;
  private final Timers timers;
  private final Closing closing;
  private final LeagueNews news;

  public LeagueNewsVerticle(Bus bus, Timers timers, Closing closing, LeagueNews news) {
    this.bus = bus;
    this.timers = timers;
    this.closing = closing;
    this.news = news;
  }

  @Override public Future<?> start() {
    return bus.answer(Scheduling.due(Fantasy.LEAGUE_NEWS), this::work);
  }

  private Future<Worked> work(DueWork due) {
    Future<List<SlotEnded>> done = Future.succeededFuture(new ArrayList<>());
    for (var claim : due.claims()) {
      done = done.compose(ended -> tell(claim).map(slot -> {
        slot.ifPresent(ended::add);
        return ended;
      }));
    }
    return done.map(ended -> new Worked(List.copyOf(ended)));
  }

  /** Empty when the claim was lost to another node, or failed: the scheduler tries it again. */
  private Future<Optional<SlotEnded>> tell(Claim claim) {
    return closing.close(claim, tx -> news.tell(tx, claim, timers.instant())).map(Optional::of).recover(failed -> {
      if (failed instanceof Closing.Fenced) log.info("{}", failed.getMessage());
      else log.error("{} due {} failed", claim.plan().subject(), claim.dueAt(), failed);
      return Future.succeededFuture(Optional.empty());
    });
  }
}

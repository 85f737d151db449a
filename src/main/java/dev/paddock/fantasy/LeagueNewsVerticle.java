package dev.paddock.fantasy;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.EachClaim;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.store.LeagueNews;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Tells the members of leagues that were ended or go on. Event loop, no state. */
public final class LeagueNewsVerticle extends VerticleBase {
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
    return bus.answer(Scheduling.due(Fantasy.LEAGUE_NEWS), due -> EachClaim.inTurn(due,
        claim -> closing.close(claim, tx -> news.tell(tx, claim, timers.instant()))));
  }
}

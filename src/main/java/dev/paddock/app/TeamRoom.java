package dev.paddock.app;

import dev.paddock.db.Listener;
import dev.paddock.fantasy.LockVerticle;
import dev.paddock.fantasy.ReadinessVerticle;
import dev.paddock.fantasy.store.LineupReads;
import dev.paddock.fantasy.store.LineupSaves;
import dev.paddock.fantasy.store.LockKeeping;
import dev.paddock.fantasy.store.LockReads;
import dev.paddock.fantasy.store.Market;
import dev.paddock.fantasy.store.RuleSets;
import dev.paddock.fantasy.store.SaveDesk;
import dev.paddock.fantasy.store.StandingLineups;
import dev.paddock.fantasy.store.TeamStore;
import dev.paddock.fantasy.store.Teams;
import dev.paddock.fantasy.web.Entrants;
import dev.paddock.fantasy.web.LineupOperations;
import dev.paddock.fantasy.web.LineupViews;
import dev.paddock.fantasy.web.SeasonBooks;
import dev.paddock.fantasy.web.TeamOperations;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.web.Operation;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Teams and line-ups. */
final class TeamRoom implements Room {
  /** More than a second's worth at the pace that is promised: who would wait longer is sent away. */
  private static final int WAITING = 4_000;
  private static final String CHANNEL = "round_facts";

  private final House house;
  private final SeasonBooks books;

  TeamRoom(House house) {
    this.house = house;
    this.books = new SeasonBooks(new Entrants(house.bus(), house.names()), new LockReads(house.reads()), new Market(house.reads()));
  }

  /** What is known of seasons, kept up to date. */
  SeasonBooks books() {
    return books;
  }

  @Override public List<Staffed> verticles() {
    var season = house.settings().f1().season();
    return List.of(new Staffed(new Reader()),
        new Staffed(new ReadinessVerticle(house.bus(), new Teams(house.reads()), new StandingLineups(house.reads()), books::of)),
        new Staffed(new LockVerticle(house.bus(), house.timers(),
        new LockVerticle.Commits(house.commits().closing(), house.commits().undertaking(), house.slots().letters()),
        new LockReads(house.reads()), new LockKeeping(), season.isPresent() ? Optional.of(season.getAsInt()) : Optional.empty())));
  }

  @Override public List<Operation> operations() {
    var rules = RuleSets.BUNDLED;
    var teams = new TeamStore(house.transactions());
    var views = new LineupViews(books, teams, new LineupReads(house.reads()), rules, house.timers());
    var desk = new SaveDesk(new LineupSaves(house.transactions(), rules), WAITING);
    return Stream.concat(new TeamOperations(teams, books, rules, house.timers()).list().stream(),
        new LineupOperations(books, desk, views, rules, house.timers()).list().stream()).toList();
  }

  @Override public List<Plan> plans() {
    return house.live() ? List.of(LockVerticle.plan()) : List.of();
  }

  /** Forgets what it has read of the seasons when the database says that something of it changed. */
  private final class Reader extends VerticleBase {
    private Listener listener;

    @Override public Future<?> start() {
      return Listener.start(vertx, house.node().database(), CHANNEL, books::forget, changed -> books.forget())
          .onSuccess(listening -> listener = listening);
    }

    @Override public Future<?> stop() {
      return listener.close();
    }
  }
}

package dev.paddock.app;

import dev.paddock.fantasy.store.LeagueActs;
import dev.paddock.fantasy.store.LeagueBoards;
import dev.paddock.fantasy.store.LeagueCodes;
import dev.paddock.fantasy.store.LeagueDoor;
import dev.paddock.fantasy.store.LeagueFounding;
import dev.paddock.fantasy.store.LeagueMembers;
import dev.paddock.fantasy.store.Leagues;
import dev.paddock.fantasy.web.LeagueBoardOperations;
import dev.paddock.fantasy.web.LeagueCodeOperations;
import dev.paddock.fantasy.web.LeagueDoorOperations;
import dev.paddock.fantasy.web.LeagueOperations;
import dev.paddock.web.Operation;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

/** Leagues. */
final class LeagueRoom implements Room {
  /** Threads that rank leagues. */
  private static final int WORKERS = 2;

  private final House house;

  LeagueRoom(House house) {
    this.house = house;
  }

  @Override public List<Operation> operations() {
    var game = house.node().game();
    var leagues = new Leagues(house.reads());
    var acts = new LeagueActs(house.commits().undertaking(), house.slots().letters(), house.slots().ledger(), house.timers());
    var codes = new LeagueCodes(acts, new SecureRandom());
    var boards = new LeagueBoards(game.boards(), leagues, house.vertx().createSharedWorkerExecutor("leagues", WORKERS));
    return Stream.of(
        new LeagueOperations(leagues, new LeagueFounding(acts, codes), user -> Future.succeededFuture(true), house.seal(), house.timers())
            .list(),
        new LeagueDoorOperations(house.bus(), leagues, new LeagueDoor(acts), new LeagueMembers(acts), house.seal(), house.timers()).list(),
        new LeagueCodeOperations(leagues, codes, house.timers()).list(),
        new LeagueBoardOperations(leagues, boards, game.teams(), house.seal()).list()).flatMap(List::stream).toList();
  }
}

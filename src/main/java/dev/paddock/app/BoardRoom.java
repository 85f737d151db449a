package dev.paddock.app;

import dev.paddock.fantasy.store.TeamIndex;
import dev.paddock.fantasy.web.BoardOperations;
import dev.paddock.fantasy.web.StoredRankings;
import dev.paddock.web.Operation;
import java.util.List;

/** Boards: pages, histories, exports. */
final class BoardRoom implements Room {
  private final House house;

  BoardRoom(House house) {
    this.house = house;
  }

  @Override public List<Staffed> verticles() {
    return List.of(new Staffed(new BoardWatch(house.bus(), house.node().database(), house.node().game().boards())));
  }

  @Override public List<Operation> operations() {
    var game = house.node().game();
    var rankings = new StoredRankings(game, new TeamIndex(house.reads()));
    return new BoardOperations(rankings, house.answers(), house.seal()).list();
  }
}

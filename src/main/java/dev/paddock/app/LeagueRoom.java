package dev.paddock.app;

import dev.paddock.account.contract.Accounts;
import dev.paddock.fantasy.LeagueNewsVerticle;
import dev.paddock.fantasy.store.LeagueActs;
import dev.paddock.fantasy.store.LeagueBoards;
import dev.paddock.fantasy.store.LeagueCleaning;
import dev.paddock.fantasy.store.LeagueCodes;
import dev.paddock.fantasy.store.LeagueDoor;
import dev.paddock.fantasy.store.LeagueFounding;
import dev.paddock.fantasy.store.LeagueMembers;
import dev.paddock.fantasy.store.LeagueNews;
import dev.paddock.fantasy.store.Leagues;
import dev.paddock.fantasy.web.LeagueBoardOperations;
import dev.paddock.fantasy.web.LeagueCodeOperations;
import dev.paddock.fantasy.web.LeagueDoorOperations;
import dev.paddock.fantasy.web.LeagueHistoryOperations;
import dev.paddock.fantasy.web.LeagueOperations;
import dev.paddock.fantasy.web.Memberships;
import dev.paddock.schedule.CleanupVerticle.Cleanup;
import dev.paddock.web.Operation;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Leagues. */
final class LeagueRoom implements Room {
  /** Threads that rank leagues. */
  private static final int WORKERS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final House house;
  private final Leagues leagues;
  private final LeagueBoards boards;

  LeagueRoom(House house) {
    this.house = house;
    this.leagues = new Leagues(house.reads());
    this.boards = new LeagueBoards(house.node().game().boards(), leagues, house.vertx().createSharedWorkerExecutor("leagues", WORKERS));
  }

  /** For whoever shows somebody's leagues: a league's board is made once for all. */
  Memberships memberships() {
    return new Memberships(leagues, boards);
  }

  @Override public List<Staffed> verticles() {
    return List.of(new Staffed(
        new LeagueNewsVerticle(house.bus(), house.timers(), house.commits().closing(), new LeagueNews(house.slots().letters()))));
  }

  @Override public List<Operation> operations() {
    var game = house.node().game();
    var acts = new LeagueActs(house.commits().undertaking(), house.slots().letters(), house.slots().ledger(), house.timers());
    var codes = new LeagueCodes(acts, new SecureRandom());
    return Stream.of(
        new LeagueOperations(house.bus(), leagues, new LeagueFounding(acts, codes), this::verified, house.seal(), house.timers()).list(),
        new LeagueDoorOperations(house.bus(), leagues, new LeagueDoor(acts), new LeagueMembers(acts), house.seal(), house.timers()).list(),
        new LeagueCodeOperations(leagues, codes, house.timers()).list(),
        new LeagueBoardOperations(leagues, boards, game.teams(), house.seal(), house.answers()).list(),
        new LeagueHistoryOperations(leagues, boards, game.teams()).list()).flatMap(List::stream).toList();
  }

  @Override public List<Cleanup> cleanups() {
    return List.of(new Cleanup("retention:leagues", "fantasy.league.retention", tx -> LeagueCleaning.clean(tx, house.timers().instant())));
  }

  private Future<Boolean> verified(long user) {
    return house.bus().ask(Accounts.CONTACT, new Accounts.GetContact(user), PATIENCE)
        .map(found -> found instanceof Accounts.Found.Contact contact && contact.verified());
  }
}

package dev.paddock.fantasy;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.rules.Classification;
import dev.paddock.fantasy.rules.PriceChange;
import dev.paddock.fantasy.rules.PriceList;
import dev.paddock.fantasy.rules.RuleSet;
import dev.paddock.fantasy.rules.WeekendScore;
import dev.paddock.fantasy.store.GameStore;
import dev.paddock.fantasy.store.OpeningPrices;
import dev.paddock.fantasy.store.OpeningPrices.Moved;
import dev.paddock.fantasy.store.Results;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.schedule.contract.Scheduling.Worked;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sees to it that there are prices: a season's at the start, and the next round's once a race's result is a day old.
 * A round that has locked meanwhile keeps what it has. Virtual thread, no state.
 */
public final class PriceVerticle extends VerticleBase {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  /** Of who joins during a season without a price: what a driver without points costs in its first round. */
  private static final int NEWCOMER_TENTHS = 80;

  /** A season's prices in its first round. */
  public record Opening(int season, PriceList prices) {}

  private final Bus bus;
  private final Timers timers;
  private final GameStore game;
  private final OpeningPrices lists;
  private final Closing closing;
  private final Optional<Opening> opening;

  public PriceVerticle(Bus bus, Timers timers, GameStore game, OpeningPrices lists, Closing closing, Optional<Opening> opening) {
    this.bus = bus;
    this.timers = timers;
    this.game = game;
    this.lists = lists;
    this.closing = closing;
    this.opening = opening;
  }

  /** How it wants to be deployed. */
  public static DeploymentOptions options() {
    return new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
  }

  @Override public Future<?> start() {
    return opening.map(o -> lists.put(o.season, o.prices)).orElseGet(Future::succeededFuture)
        .compose(put -> bus.answer(Scheduling.due(Fantasy.PRICES), due -> Future.succeededFuture(
            new Worked(due.claims().stream().map(this::next).toList()))));
  }

  private SlotEnded next(Claim claim) {
    var raceId = claim.plan().subject().substring(claim.plan().subject().indexOf(':') + 1);
    var race = history(raceId).race().orElseThrow();
    var races = bus.ask(Formula1.SEASON, new Formula1.GetSeason(race.season()), PATIENCE).await().races();
    var after = races.stream().filter(r -> r.round() > race.round()).findFirst();
    if (after.isEmpty()) return closing.close(claim, new Ending.Stop("the season's last round")).await();
    if (!timers.instant().isBefore(after.get().lockAt())) {
      return closing.close(claim, new Ending.Stop("round " + after.get().round() + " has locked")).await();
    }
    var raced = races.stream().filter(r -> r.round() <= race.round()).map(r -> results(r.raceId())).filter(r -> !r.isEmpty()).toList();
    if (raced.isEmpty()) return closing.close(claim, new Ending.Stop("without a result")).await();
    var moved = new ArrayList<Moved>();
    for (var file : game.rules().all()) moved(file.rules(), race, raced).ifPresent(moved::add);
    var newcomers = newcomers(race, raced.getLast());
    return closing.close(claim, tx -> OpeningPrices.next(tx, game.rules(), race.season(), after.get().round(), newcomers, moved)
        .map(put -> new Closure(new Ending.Next(true, "prices of round " + after.get().round()), List.of()))).await();
  }

  private Optional<Moved> moved(RuleSet rules, Formula1.Race race, List<List<Classification>> raced) {
    return rules.prices().map(rule -> {
      var prices = game.prices().of(race.season(), rules.priceList(), race.round()).await();
      var last = raced.subList(Math.max(0, raced.size() - rule.rounds()), raced.size());
      return new Moved(rules.priceList(), PriceChange.after(rule, prices, last.stream().map(r -> WeekendScore.of(rules, r)).toList()));
    });
  }

  /** Who raced and could not be picked. */
  private PriceList newcomers(Formula1.Race race, List<Classification> results) {
    var known = game.prices().of(race.season(), RuleSet.SEASON_PRICES, race.round()).await();
    var drivers = new HashMap<String, Integer>();
    results.stream().flatMap(session -> session.cars().stream()).map(Classification.Car::driverId)
        .filter(id -> !known.drivers().containsKey(id)).forEach(id -> drivers.put(id, NEWCOMER_TENTHS));
    return new PriceList(drivers, Map.of());
  }

  private List<Classification> results(String raceId) {
    return Results.latest(history(raceId));
  }

  private Formula1.History history(String raceId) {
    return bus.ask(Formula1.HISTORY, new Formula1.GetHistory(raceId), PATIENCE).await();
  }
}

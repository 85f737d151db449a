package dev.paddock.fantasy.web;

import dev.paddock.fantasy.rules.Locks;
import dev.paddock.fantasy.rules.PriceBook;
import dev.paddock.fantasy.rules.SeasonBook;
import dev.paddock.fantasy.store.LockReads;
import dev.paddock.fantasy.store.Market;
import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is known of each season by whoever picks line-ups, kept in memory until something of it changes. Thread-safe; one a node. */
public final class SeasonBooks {
  private final Entrants entrants;
  private final LockReads locks;
  private final Market market;
  private final Map<Integer, Future<SeasonBook>> books = new ConcurrentHashMap<>();

  public SeasonBooks(Entrants entrants, LockReads locks, Market market) {
    this.entrants = entrants;
    this.locks = locks;
    this.market = market;
  }

  public Future<SeasonBook> of(int season) {
    // In one step: what was begun to be read before something changed is not kept after that.
    return books.compute(season, (year, known) -> known != null && !known.failed() ? known : read(year));
  }

  /** Of the season that the race's id begins with. */
  public Future<SeasonBook> ofRace(String raceId) {
    return of(Integer.parseInt(raceId.substring(0, 4)));
  }

  /** Something changed: what is asked for from now on is read again. */
  public void forget() {
    books.clear();
  }

  private Future<SeasonBook> read(int season) {
    return Future.all(locks.season(season), market.prices(season), entrants.of(season)).map(all ->
        book(season, all.<Locks>resultAt(0), all.<PriceBook>resultAt(1), all.<Map<String, SeasonBook.Driver>>resultAt(2)));
  }

  private SeasonBook book(int season, Locks locks, PriceBook prices, Map<String, SeasonBook.Driver> drivers) {
    var constructors = Stream.concat(drivers.values().stream().flatMap(driver -> driver.constructor().stream()),
        prices.prices().stream().filter(PriceBook.Price::constructor).map(PriceBook.Price::id)).distinct();
    return new SeasonBook(season, locks, drivers,
        constructors.collect(Collectors.toMap(Function.identity(), entrants::constructor)), prices);
  }
}

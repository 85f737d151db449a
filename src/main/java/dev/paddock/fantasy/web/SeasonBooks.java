package dev.paddock.fantasy.web;

import dev.paddock.bus.Bus;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.fantasy.rules.Locks;
import dev.paddock.fantasy.rules.PriceBook;
import dev.paddock.fantasy.rules.SeasonBook;
import dev.paddock.fantasy.store.LockReads;
import dev.paddock.fantasy.store.Market;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is known of each season by whoever picks line-ups, kept in memory until something of it changes. Thread-safe; one a node. */
public final class SeasonBooks {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Bus bus;
  private final LockReads locks;
  private final Market market;
  private final Map<Integer, Future<SeasonBook>> books = new ConcurrentHashMap<>();

  public SeasonBooks(Bus bus, LockReads locks, Market market) {
    this.bus = bus;
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
    return Future.all(locks.season(season), market.prices(season), bus.ask(Formula1.ENTRIES, new Formula1.GetEntries(season), PATIENCE))
        .map(all -> new SeasonBook(season, all.<Locks>resultAt(0), drivers(all.resultAt(2)), all.<PriceBook>resultAt(1)));
  }

  private static Map<String, SeasonBook.Driver> drivers(Formula1.Entries entries) {
    return entries.entries().stream().map(entry -> new SeasonBook.Driver(entry.driverId(), entry.name(), entry.constructorId(),
        entry.lastRound().map(OptionalInt::of).orElseGet(OptionalInt::empty)))
        .collect(Collectors.toUnmodifiableMap(SeasonBook.Driver::driverId, Function.identity()));
  }
}

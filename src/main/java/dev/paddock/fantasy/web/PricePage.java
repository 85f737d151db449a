package dev.paddock.fantasy.web;

import dev.paddock.fantasy.rules.PriceList;
import dev.paddock.fantasy.rules.RaceLock;
import dev.paddock.fantasy.rules.RuleSet;
import dev.paddock.fantasy.rules.SeasonBook;
import dev.paddock.fantasy.rules.WeekendScore;
import dev.paddock.fantasy.store.Ownership;
import dev.paddock.fantasy.store.Ownership.Shares;
import dev.paddock.fantasy.web.Form.Lately;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** A round's prices as the API tells them: who costs what, how he did lately, and how many have him. */
public final class PricePage {
  /** The contract's schema. */
  public record Prices(int season, int round, String raceId, Instant lockAt, String ruleSet, List<Driver> drivers,
      List<Constructor> constructors) {}

  /**
   * @param constructor  for whom he drove last; null: for nobody yet
   * @param changeTenths against the round before
   * @param form         null before the first scored round; {@code ownedPercent} before the first that locked
   */
  public record Driver(String driverId, String driver, String constructorId, String constructor, int priceTenths, int changeTenths,
      Double form, Double ownedPercent) {}

  public record Constructor(String constructorId, String constructor, int priceTenths, int changeTenths, Double form,
      Double ownedPercent) {}

  private final SeasonBooks books;
  private final Form form;
  private final Ownership ownership;

  public PricePage(SeasonBooks books, Form form, Ownership ownership) {
    this.books = books;
    this.form = form;
    this.ownership = ownership;
  }

  /** @param open whether it can still be picked for: then those are left out who cannot be */
  Future<Prices> of(RaceLock race, RuleSet rules, boolean open) {
    var book = books.of(race.season());
    var lately = form.before(race.season(), race.round(), rules);
    var owned = ownership.upTo(race.season(), race.round(), rules.id());
    return Future.all(book, lately, owned).map(all -> prices(race, rules, new Facts(book.result(),
        book.result().prices().of(rules.priceList(), race.round()), book.result().prices().of(rules.priceList(), race.round() - 1),
        lately.result(), owned.result()), open));
  }

  private record Facts(SeasonBook book, PriceList now, PriceList before, Lately lately, Optional<Shares> owned) {}

  private static Prices prices(RaceLock race, RuleSet rules, Facts facts, boolean open) {
    return new Prices(race.season(), race.round(), race.raceId(), race.lockAt(), rules.id(),
        dearestFirst(facts.now.drivers()).filter(id -> !open || !gone(id, facts.book)).map(id -> driver(id, facts)).toList(),
        dearestFirst(facts.now.constructors()).map(id -> constructor(id, facts)).toList());
  }

  /** Then by id. */
  private static Stream<String> dearestFirst(Map<String, Integer> prices) {
    return prices.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey);
  }

  private static boolean gone(String driver, SeasonBook book) {
    return book.drivers().containsKey(driver) && !book.entered(driver);
  }

  private static Driver driver(String id, Facts facts) {
    var constructor = Optional.ofNullable(facts.book.drivers().get(id)).flatMap(SeasonBook.Driver::constructor);
    int price = facts.now.driver(id);
    return new Driver(id, facts.book.name(id), constructor.orElse(null), constructor.map(facts.book::constructor).orElse(null),
        price, price - facts.before.drivers().getOrDefault(id, price),
        points(facts.lately, round -> round.driver(id)), percent(facts.owned, Shares::drivers, id));
  }

  private static Constructor constructor(String id, Facts facts) {
    int price = facts.now.constructor(id);
    return new Constructor(id, facts.book.constructor(id), price, price - facts.before.constructors().getOrDefault(id, price),
        points(facts.lately, round -> round.constructor(id)), percent(facts.owned, Shares::constructors, id));
  }

  private static Double points(Lately lately, ToIntFunction<WeekendScore> points) {
    return lately.of(points).map(hundredths -> hundredths / 100.0).orElse(null);
  }

  /** With one decimal. */
  private static Double percent(Optional<Shares> owned, Function<Shares, Map<String, Integer>> whose, String id) {
    return owned.map(shares -> Math.round(1000.0 * whose.apply(shares).getOrDefault(id, 0) / shares.teams()) / 10.0).orElse(null);
  }
}

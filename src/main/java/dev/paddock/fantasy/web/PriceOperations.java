package dev.paddock.fantasy.web;

import dev.paddock.fantasy.rules.PriceList;
import dev.paddock.fantasy.rules.RaceLock;
import dev.paddock.fantasy.rules.RuleSet;
import dev.paddock.fantasy.store.PriceLists.Key;
import dev.paddock.fantasy.store.PriceLists.Order;
import dev.paddock.fantasy.store.RuleSets;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Problem;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The contract's operations on prices. A price is fixed once its round has locked. */
public final class PriceOperations {
  /** Sets a round's prices on somebody's order. */
  @FunctionalInterface
  public interface Desk {
    Future<Void> set(Key key, PriceList prices, Order order);
  }

  private final InstantSource clock;
  private final RuleSets rules;
  private final SeasonBooks books;
  private final Entrants entrants;
  private final PricePage page;
  private final Desk desk;

  public PriceOperations(InstantSource clock, RuleSets rules, SeasonBooks books, Entrants entrants, PricePage page, Desk desk) {
    this.clock = clock;
    this.rules = rules;
    this.books = books;
    this.entrants = entrants;
    this.page = page;
    this.desk = desk;
  }

  public List<Operation> list() {
    return List.of(new Operation("listPrices", this::prices), new Operation("setPrices", this::set));
  }

  /** Of the round asked for; else of the next to lock, and after the last of that. */
  private Future<Answer> prices(Request request) {
    int season = request.count("season");
    var ruleSet = request.maybeText("ruleSet").orElse(RuleSets.USUAL);
    var file = rules.find(ruleSet);
    if (file.isEmpty()) return Future.succeededFuture(Answer.notFound("rule set " + ruleSet));
    return races(season).compose(races -> {
      var race = request.maybeNumber("round").map(round -> races.stream().filter(r -> r.round() == round).findFirst())
          .orElseGet(() -> races.stream().filter(r -> r.lockAt().isAfter(clock.instant())).findFirst()
              .or(() -> races.isEmpty() ? Optional.empty() : Optional.of(races.getLast())));
      return race.isEmpty() ? Future.succeededFuture(Answer.notFound("such round of " + season)) : prices(race.get(), file.get().rules());
    });
  }

  private Future<Answer> prices(RaceLock race, RuleSet rules) {
    return page.of(race, rules, race.open(clock.instant())).map(Answer::live);
  }

  private Future<Answer> set(Request request) {
    int season = request.count("season");
    int round = request.count("round");
    var file = rules.find(request.text("ruleSet"));
    if (file.isEmpty()) return Future.succeededFuture(Answer.notFound("rule set " + request.text("ruleSet")));
    return races(season).compose(races -> {
      var race = races.stream().filter(r -> r.round() == round).findFirst();
      if (race.isEmpty()) return Future.succeededFuture(Answer.notFound("round " + round + " of " + season));
      if (!clock.instant().isBefore(race.get().lockAt())) return Future.succeededFuture(Answer.refused(Problem.Kind.CONFLICT,
          "Round " + round + " has locked: prices are fixed per round and never changed by a later correction."));
      return set(request, race.get(), file.get().rules());
    });
  }

  private Future<Answer> set(Request request, RaceLock race, RuleSet rules) {
    var body = request.json();
    var prices = new PriceList(read(body, "drivers", "driverId"), read(body, "constructors", "constructorId"));
    return entrants.listed(race.season()).compose(who -> {
      // Before a source lists somebody everybody is unknown.
      var unknown = prices.drivers().keySet().stream().filter(id -> !who.isEmpty() && !who.containsKey(id)).sorted().findFirst();
      if (unknown.isPresent()) return Future.succeededFuture(
          Answer.invalid("/drivers", "There is no driver " + unknown.get() + " in " + race.season() + "."));
      var key = new Key(race.season(), rules.priceList(), race.round());
      return desk.set(key, prices, new Order(request.caller().name(), body.getString("reason"), clock.instant()))
          .compose(done -> {
            books.forget();
            return prices(race, rules);
          });
    });
  }

  /** Of one who is named twice, the last price. */
  private static Map<String, Integer> read(JsonObject body, String list, String id) {
    var prices = new TreeMap<String, Integer>();
    body.getJsonArray(list).stream().map(JsonObject.class::cast).forEach(p -> prices.put(p.getString(id), p.getInteger("priceTenths")));
    return prices;
  }

  /** That take place, by lock. */
  private Future<List<RaceLock>> races(int season) {
    return books.of(season).map(book -> book.locks().races().stream().filter(race -> !race.cancelled()).toList());
  }
}

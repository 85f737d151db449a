package dev.paddock.fantasy.web;

import dev.paddock.fantasy.rules.BestLineup;
import dev.paddock.fantasy.rules.BestLineup.Best;
import dev.paddock.fantasy.rules.Classification;
import dev.paddock.fantasy.rules.Entrant;
import dev.paddock.fantasy.rules.PriceList;
import dev.paddock.fantasy.rules.RuleSet;
import dev.paddock.fantasy.rules.WeekendScore;
import dev.paddock.fantasy.store.GameStore;
import dev.paddock.fantasy.web.DriverNames.Name;
import dev.paddock.fantasy.web.Scorebook.Book;
import dev.paddock.web.Answer;
import dev.paddock.web.AnswerCache;
import dev.paddock.web.Operation;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The contract's operation on the best possible line-up of a round: computed once a version of its score. */
public final class BestOperations {
  public record BestPossible(String raceId, int round, String ruleset, int version, double points, int costTenths, int budgetTenths,
      List<Driver> drivers, List<Constructor> constructors) {}

  /** @param points before the captain's multiplier; @param role captain, vice_captain or driver */
  public record Driver(String driverId, String driver, String constructorId, String constructor, int priceTenths, double points, String role) {}

  public record Constructor(String constructorId, String constructor, int priceTenths, double points) {}

  private final GameStore game;
  private final Scorebook book;
  private final DriverNames names;
  private final AnswerCache answers;
  private final WorkerExecutor workers;

  /** @param workers to search on */
  public BestOperations(GameStore game, Scorebook book, DriverNames names, AnswerCache answers, WorkerExecutor workers) {
    this.game = game;
    this.book = book;
    this.names = names;
    this.answers = answers;
    this.workers = workers;
  }

  public List<Operation> list() {
    return List.of(new Operation("getBestLineup", this::best));
  }

  private Future<Answer> best(Request request) {
    var raceId = request.text("raceId");
    var file = game.rules().find(request.text("ruleSet"));
    if (file.isEmpty()) return Future.succeededFuture(Answer.notFound("rule set " + request.text("ruleSet")));
    return book.of(raceId).compose(found -> {
      if (found.isEmpty() || found.get().log().isEmpty()) return Future.succeededFuture(Answer.notFound("score of " + raceId));
      var scored = found.get();
      var rules = file.get().rules();
      // What was scored has locked: its prices stay as they are, so the version names all that the answer depends on.
      return answers.get("best:" + raceId + ":" + rules.hash() + ":" + scored.log().getLast().snapshot(), Answer.Caching.LIVE,
          () -> search(scored, rules));
    });
  }

  private Future<Answer> search(Book scored, RuleSet rules) {
    var race = scored.race();
    var version = scored.history().steps().size();
    var weekend = scored.history().score(rules, version);
    return game.prices().of(race.season(), rules.priceList(), race.round()).compose(prices -> {
      var entrants = entrants(scored.history().latest(), prices);
      var constructors = new LinkedHashMap<String, Integer>();
      prices.constructors().forEach((id, price) -> {
        if (entrants.stream().anyMatch(entrant -> entrant.constructorId().equals(id))) constructors.put(id, price);
      });
      return workers.executeBlocking(() -> BestLineup.of(rules, weekend, entrants, constructors), false)
          .compose(best -> best.isEmpty() ? Future.succeededFuture(Answer.notFound("line-up that could be paid for in " + race.raceId()))
              : names.of(race.season()).map(who -> Answer.live(told(scored, rules, weekend, prices, best.get(), who))));
    });
  }

  /** Who was in a result and has a price. */
  static List<Entrant> entrants(List<Classification> results, PriceList prices) {
    var entrants = new LinkedHashMap<String, Entrant>();
    for (var session : results) {
      for (var car : session.cars()) {
        if (!prices.drivers().containsKey(car.driverId())) continue;
        entrants.put(car.driverId(), new Entrant(car.driverId(), car.constructorId(), prices.driver(car.driverId())));
      }
    }
    return List.copyOf(entrants.values());
  }

  private BestPossible told(Book scored, RuleSet rules, WeekendScore weekend, PriceList prices, Best best, Map<String, Name> who) {
    var constructorOf = new LinkedHashMap<String, String>();
    entrants(scored.history().latest(), prices).forEach(entrant -> constructorOf.put(entrant.driverId(), entrant.constructorId()));
    var lineup = best.lineup();
    return new BestPossible(scored.race().raceId(), scored.race().round(), rules.id() + " " + rules.version(),
        scored.history().steps().size(), best.points() / 100.0, best.costTenths(), rules.team().budgetTenths(),
        lineup.drivers().stream().map(id -> new Driver(id, Scorebook.name(who, id).driver(), constructorOf.get(id),
            names.constructor(constructorOf.get(id)), prices.driver(id), weekend.driver(id) / 100.0,
            id.equals(lineup.captain()) ? "captain" : id.equals(lineup.vice()) ? "vice_captain" : "driver")).toList(),
        lineup.constructors().stream().map(id -> new Constructor(id, names.constructor(id), prices.constructor(id),
            weekend.constructor(id) / 100.0)).toList());
  }
}

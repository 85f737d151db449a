package dev.paddock.app;

import dev.paddock.fantasy.PriceVerticle;
import dev.paddock.fantasy.store.Leagues;
import dev.paddock.fantasy.store.OpeningPrices;
import dev.paddock.fantasy.store.Ownership;
import dev.paddock.fantasy.store.PriceLists;
import dev.paddock.fantasy.store.RuleShelf;
import dev.paddock.fantasy.web.BestOperations;
import dev.paddock.fantasy.web.Entrants;
import dev.paddock.fantasy.web.Form;
import dev.paddock.fantasy.web.PriceOperations;
import dev.paddock.fantasy.web.PricePage;
import dev.paddock.fantasy.web.RuleOperations;
import dev.paddock.fantasy.web.ScoreOperations;
import dev.paddock.fantasy.web.Scorebook;
import dev.paddock.fantasy.web.SeasonBooks;
import dev.paddock.fantasy.web.WhatIfOperations;
import dev.paddock.web.Operation;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Rule sets, prices, and what follows from them: explanations, what-if. */
final class RulesRoom implements Room {
  /** Searches and what-ifs at once; others wait. */
  private static final int WORKERS = 2;

  private final House house;
  private final SeasonBooks books;

  RulesRoom(House house, SeasonBooks books) {
    this.house = house;
    this.books = books;
  }

  @Override public List<Staffed> verticles() {
    var game = house.node().game();
    var lists = new OpeningPrices(house.transactions(), game.rules());
    return List.of(new Staffed(new PriceVerticle(house.bus(), house.timers(), game, lists, house.commits().closing(),
        Optional.of(SeasonPrices.of(house.settings().f1().season().orElseGet(() ->
            house.timers().instant().atOffset(ZoneOffset.UTC).getYear())))), PriceVerticle.options()));
  }

  @Override public List<Operation> operations() {
    var game = house.node().game();
    var book = new Scorebook(house.bus(), game);
    var workers = house.vertx().createSharedWorkerExecutor("what-if", WORKERS);
    var entrants = new Entrants(house.bus(), house.names());
    var page = new PricePage(books, new Form(game.boards(), book), new Ownership(house.reads(), workers));
    PriceOperations.Desk desk = (key, prices, order) ->
        PriceLists.set(house.commits().undertaking(), house.slots().ledger(), key, prices, order);
    return Stream.of(
        new RuleOperations(game.rules(), new RuleShelf(house.reads(), game.rules())).list(),
        new PriceOperations(house.timers(), game.rules(), books, entrants, page, desk).list(),
        new ScoreOperations(game, book, house.names()).list(),
        new BestOperations(game, book, house.names(), house.answers(), workers).list(),
        new WhatIfOperations(house.timers()::instant, game, new Leagues(house.reads()), book, house.names(), workers).list())
        .flatMap(List::stream).toList();
  }
}

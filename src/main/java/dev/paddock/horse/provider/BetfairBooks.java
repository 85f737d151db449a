package dev.paddock.horse.provider;

import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.horse.rules.Sighting.Price;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Betfair's books: where markets stand, and at what prices. Runners are known by their selection only. */
final class BetfairBooks {
  private static final int BOOKS_AT_MOST = 100;
  private static final Set<String> BOOK = Set.of("isMarketDataDelayed", "betDelay", "betDelayModels", "bspReconciled", "complete",
      "numberOfWinners", "numberOfRunners", "numberOfActiveRunners", "lastMatchTime", "totalMatched", "totalAvailable", "crossMatching",
      "runnersVoidable", "version", "keyLineDescription", "priceLadderDescription");
  private static final Set<String> RUNNER = Set.of("handicap", "adjustmentFactor", "totalMatched", "sp", "orders", "matches");
  private static final Set<String> LADDERS = Set.of("tradedVolume");

  private BetfairBooks() {}

  /** @param status INACTIVE, OPEN, SUSPENDED, CLOSED; @param inPlay the race is, or was, under way */
  record Book(String marketId, String status, boolean inPlay, Map<Long, Selection> runners) {
    /** In words: a market that is suspended in play waits for the judge. */
    String word() {
      return inPlay && !status.equals("CLOSED") ? status + " in play" : status;
    }

    RaceStatus race() {
      return switch (status) {
        case "INACTIVE" -> RaceStatus.SCHEDULED;
        case "OPEN" -> inPlay ? RaceStatus.LIVE : RaceStatus.OPEN;
        case "SUSPENDED" -> inPlay ? RaceStatus.INTERIM : RaceStatus.CLOSED;
        case "CLOSED" -> runners.values().stream().anyMatch(Selection::won) ? RaceStatus.FINAL
            : !runners.isEmpty() && runners.values().stream().allMatch(Selection::removed) ? RaceStatus.ABANDONED : RaceStatus.UNKNOWN;
        default -> RaceStatus.UNKNOWN;
      };
    }
  }

  /** @param status ACTIVE, WINNER, LOSER, PLACED, REMOVED, REMOVED_VACANT, HIDDEN */
  record Selection(String status, Optional<Instant> removedAt, List<Price> prices) {
    boolean won() {
      return status.equals("WINNER");
    }

    boolean removed() {
      return status.equals("REMOVED") || status.equals("REMOVED_VACANT");
    }
  }

  /** By market; markets that Betfair does not know are not in it. */
  static Map<String, Book> read(Body body) throws IOException, Malformed {
    var books = new HashMap<String, Book>();
    BetfairCall.result(body, BOOKS_AT_MOST, () -> {
      var book = book(body);
      books.put(book.marketId(), book);
    });
    return books;
  }

  private static Book book(Body body) throws IOException, Malformed {
    var row = new Object() {
      String id = "";
      String status = "";
      boolean inPlay;
      final Map<Long, Selection> runners = new HashMap<>();
    };
    body.object(field -> {
      switch (field) {
        case "marketId" -> row.id = body.id();
        case "status" -> row.status = body.text(TabEvent.NAME_AT_MOST).toUpperCase(Locale.ROOT);
        case "inplay" -> row.inPlay = body.flag();
        case "runners" -> body.list(TabEvent.RUNNERS_AT_MOST, () -> runner(body, row.runners));
        default -> body.skip("book", BOOK, field);
      }
    });
    if (row.id.isEmpty() || row.status.isEmpty()) throw new Malformed("a book without marketId or status");
    return new Book(row.id, row.status, row.inPlay, Map.copyOf(row.runners));
  }

  private static void runner(Body body, Map<Long, Selection> runners) throws IOException, Malformed {
    var row = new Object() {
      long selection;
      String status = "";
      Optional<Instant> removedAt = Optional.empty();
      final List<Price> prices = new ArrayList<>(3);
    };
    body.object(field -> {
      switch (field) {
        case "selectionId" -> row.selection = body.whole(1, Integer.MAX_VALUE);
        case "status" -> row.status = body.text(TabEvent.NAME_AT_MOST);
        case "removalDate" -> row.removedAt = body.isNull() ? Optional.empty() : Optional.of(body.instant());
        case "lastPriceTraded" -> price(body, "traded", row.prices);
        case "ex" -> body.object(ladder -> {
          switch (ladder) {
            case "availableToBack" -> best(body, "back", row.prices);
            case "availableToLay" -> best(body, "lay", row.prices);
            default -> body.skip("ex", LADDERS, ladder);
          }
        });
        default -> body.skip("book.runner", RUNNER, field);
      }
    });
    runners.put(row.selection, new Selection(row.status, row.removedAt, List.copyOf(row.prices)));
  }

  /** The first step of a ladder is the best. */
  private static void best(Body body, String market, List<Price> prices) throws IOException, Malformed {
    var step = new Object() {
      int number;
    };
    body.list(2000, () -> {
      boolean first = step.number++ == 0;
      body.object(name -> {
        if (first && name.equals("price")) price(body, market, prices);
        else body.skip();
      });
    });
  }

  private static void price(Body body, String market, List<Price> prices) throws IOException, Malformed {
    long thousandths = body.thousandths();
    if (thousandths > Integer.MAX_VALUE) throw body.unexpected("a price");
    if (thousandths > 0) prices.add(new Price(market, (int) thousandths));
  }
}

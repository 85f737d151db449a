package dev.paddock.horse.provider;

import dev.paddock.horse.provider.BetfairBooks.Book;
import dev.paddock.horse.provider.BetfairBooks.Selection;
import dev.paddock.horse.provider.BetfairCatalogue.Entrant;
import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.horse.rules.Sighting;
import dev.paddock.horse.rules.Sighting.Placing;
import dev.paddock.horse.rules.Sighting.Runner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** One race of Betfair, put together from its market's book, the stage of the race itself, and the catalogue's names. */
final class BetfairRace {
  private static final List<RaceStatus> COURSE = List.of(RaceStatus.UNKNOWN, RaceStatus.SCHEDULED, RaceStatus.POSTPONED, RaceStatus.OPEN,
      RaceStatus.CLOSED, RaceStatus.LIVE, RaceStatus.INTERIM, RaceStatus.FINAL, RaceStatus.ABANDONED);

  private BetfairRace() {}

  /**
   * The market and the race itself: whichever is further on.
   *
   * @param stage    its word; empty: not told in that country
   * @param entrants by selection; those that are not in it cannot be named, and are left out
   */
  static Sighting of(Book book, Optional<String> stage, Map<Long, Entrant> entrants) {
    var staged = stage.map(StatusWords.BETFAIR::of).orElse(RaceStatus.UNKNOWN);
    boolean byStage = stage.isPresent() && COURSE.indexOf(staged) >= COURSE.indexOf(book.race());
    return new Sighting(book.marketId(), Optional.empty(), Optional.empty(), byStage ? staged : book.race(),
        byStage ? stage.get() : book.word(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
        Optional.of(field(book, entrants)), Optional.of(winners(book, entrants)), Optional.empty(), Optional.empty());
  }

  /** Where all are removed the race is off, not they. */
  private static List<Runner> field(Book book, Map<Long, Entrant> entrants) {
    if (book.race() == RaceStatus.ABANDONED) return List.of();
    return rows(book, entrants, selection -> !selection.status().equals("HIDDEN"), (selection, it) ->
        new Runner(it.number(), it.name(), it.draw(), it.jockey(), it.trainer(), it.weight(), selection.removed(), false,
            selection.removed() ? selection.removedAt() : Optional.empty(), selection.prices()));
  }

  /** Betfair names winners only; two are a dead heat. */
  private static List<Placing> winners(Book book, Map<Long, Entrant> entrants) {
    return rows(book, entrants, Selection::won, (selection, it) -> new Placing(1, it.number(), it.name(), ""));
  }

  /** By number: coupled runners of one number are one. */
  private static <T> List<T> rows(Book book, Map<Long, Entrant> entrants, Predicate<Selection> wanted,
      BiFunction<Selection, Entrant, T> row) {
    var rows = new TreeMap<Integer, T>();
    book.runners().keySet().stream().sorted().filter(id -> wanted.test(book.runners().get(id))).forEach(id -> {
      var entrant = entrants.get(id);
      if (entrant != null && entrant.number() > 0) rows.putIfAbsent(entrant.number(), row.apply(book.runners().get(id), entrant));
    });
    return List.copyOf(rows.values());
  }
}

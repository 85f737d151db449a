package dev.paddock.fantasy.web;

import dev.paddock.fantasy.rules.Chip;
import dev.paddock.fantasy.rules.Lineup;
import dev.paddock.fantasy.rules.PriceList;
import dev.paddock.fantasy.rules.RaceLock;
import dev.paddock.fantasy.rules.RuleSet;
import dev.paddock.fantasy.rules.SeasonBook;
import dev.paddock.fantasy.rules.Selection;
import dev.paddock.fantasy.rules.Selection.Warning;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the API tells of a line-up. The records are the contract's schemas.
 *
 * @param drivers        none: no line-up is in force
 * @param constructors   null under rules without them
 * @param revision       0: nothing was saved for this race yet
 * @param rolledOverFrom the race that it was saved for, if that is an earlier one
 */
record LineupPage(long teamId, String raceId, int season, int round, List<Pick> drivers, String captain, String viceCaptain,
    List<Constructor> constructors, String chip, int costTenths, int budgetTenths, int leftTenths, int transfers, Integer freeTransfers,
    int chargedTransfers, long revision, String rolledOverFrom, Instant savedAt, String receipt, List<Notice> warnings, boolean locked,
    Instant lockAt, Instant serverTime) {

  /** @param constructor null: nobody knows yet; {@code priceTenths}: none yet */
  record Pick(String driverId, String driver, String constructor, Integer priceTenths, String role) {}

  record Constructor(String constructorId, String constructor, Integer priceTenths) {}

  record Notice(String code, String driverId, String message) {}

  /** @param drivers those of the line-up */
  record Kept(List<Pick> drivers, List<Constructor> constructors) {
    static Kept of(Lineup lineup, PriceList prices, RuleSet rules, SeasonBook book) {
      return new Kept(lineup.drivers().stream().map(id -> {
        var constructor = Optional.ofNullable(book.drivers().get(id)).flatMap(SeasonBook.Driver::constructor);
        return new Pick(id, book.name(id), constructor.map(book::constructor).orElse(null), prices.drivers().get(id), role(lineup, id));
      }).toList(), rules.constructors().isEmpty() ? null
          : lineup.constructors().stream().map(id -> new Constructor(id, book.constructor(id), prices.constructors().get(id))).toList());
    }

    private static String role(Lineup lineup, String driver) {
      return driver.equals(lineup.captain()) ? "captain" : driver.equals(lineup.vice()) ? "vice_captain" : "driver";
    }
  }

  /** When and as what it was saved. */
  record Stamp(long revision, String rolledOverFrom, Instant savedAt, String receipt) {}

  /** A team that has none yet. */
  static LineupPage none(long teamId, RaceLock race, int budgetTenths, Instant now) {
    return new LineupPage(teamId, race.raceId(), race.season(), race.round(), List.of(), null, null, null, null, 0, budgetTenths,
        budgetTenths, 0, null, 0, 0, null, null, null, List.of(), race.passed(now), race.lockAt(), now);
  }

  static LineupPage of(long teamId, RaceLock race, Selection selection, Stamp stamp, RuleSet rules, SeasonBook book, Instant now) {
    var lineup = selection.lineup();
    var picks = Kept.of(lineup, book.prices().of(rules.priceList(), race.round()), rules, book);
    var transfers = selection.transfers();
    return new LineupPage(teamId, race.raceId(), race.season(), race.round(), picks.drivers(), lineup.captain(), lineup.vice(),
        picks.constructors(), lineup.chip().map(Chip::id).orElse(null), selection.costTenths(), selection.budgetTenths(),
        selection.bankTenths(), transfers.made(), transfers.free().isPresent() ? transfers.free().getAsInt() : null, lineup.charged(),
        stamp.revision(), stamp.rolledOverFrom(), stamp.savedAt(), stamp.receipt(), notices(selection.warnings(), book),
        race.passed(now), race.lockAt(), now);
  }

  static List<Notice> notices(List<Warning> warnings, SeasonBook book) {
    return warnings.stream().map(warning -> switch (warning) {
      case Warning.MayNotRace(var id) -> new Notice("may-not-race", id,
          book.name(id) + " took no part in the latest round, and may score nothing.");
      case Warning.AboveCap(var by) -> new Notice("above-cap", null,
          "The line-up costs %d.%d more than a new team may spend: who leaves it can hardly be bought back.".formatted(by / 10, by % 10));
      case Warning.Charged(var transfers, var points) ->
          new Notice("charged", null, transfers + (transfers == 1 ? " transfer costs " : " transfers cost ") + points / 100 + " points.");
    }).toList();
  }

  record Fault(String pointer, String code, String message) {}

  record Check(boolean valid, int costTenths, int budgetTenths, int leftTenths, int transfers, Integer freeTransfers, int chargedTransfers,
      List<Fault> errors, List<Notice> warnings, boolean locked, Instant lockAt, Instant serverTime) {}

  record Transfers(long teamId, int season, List<Transfer> rounds) {}

  record Transfer(String raceId, int round, List<String> came, List<String> went, String chip, int charged, Instant savedAt) {}

  record Saves(long teamId, String raceId, List<Save> saves) {}

  record Save(long revision, List<String> drivers, String captain, String viceCaptain, List<String> constructors, String chip,
      int costTenths, int leftTenths, List<String> came, List<String> went, int charged, Instant savedAt, String receipt) {}
}

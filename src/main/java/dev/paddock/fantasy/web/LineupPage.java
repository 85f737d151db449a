package dev.paddock.fantasy.web;

import dev.paddock.fantasy.rules.Lineup;
import dev.paddock.fantasy.rules.RaceLock;
import dev.paddock.fantasy.rules.SeasonBook;
import dev.paddock.fantasy.rules.Selection.Warning;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the API tells of a line-up. The records are the contract's schemas.
 *
 * @param drivers        none: no line-up is in force
 * @param revision       0: nothing was saved for this race yet
 * @param rolledOverFrom the race that it was saved for, if that is an earlier one
 */
record LineupPage(long teamId, String raceId, int season, int round, List<Pick> drivers, String captain, String viceCaptain,
    int costTenths, int budgetTenths, int leftTenths, long revision, String rolledOverFrom, Instant savedAt, String receipt,
    List<Notice> warnings, boolean locked, Instant lockAt, Instant serverTime) {

  /** @param constructor null: nobody knows yet; {@code priceTenths}: none yet */
  record Pick(String driverId, String driver, String constructor, Integer priceTenths, String role) {}

  record Notice(String code, String driverId, String message) {}

  record Fault(String pointer, String code, String message) {}

  record Check(boolean valid, int costTenths, int budgetTenths, int leftTenths, List<Fault> errors, List<Notice> warnings, boolean locked,
      Instant lockAt, Instant serverTime) {}

  record Transfers(long teamId, int season, List<Transfer> rounds) {}

  record Transfer(String raceId, int round, List<String> came, List<String> went, Instant savedAt) {}

  record Saves(long teamId, String raceId, List<Save> saves) {}

  record Save(long revision, List<String> drivers, String captain, String viceCaptain, int costTenths, int leftTenths, List<String> came,
      List<String> went, Instant savedAt, String receipt) {}

  static List<Pick> picks(Lineup lineup, RaceLock race, SeasonBook book) {
    return lineup.drivers().stream().map(id -> {
      var driver = Optional.ofNullable(book.drivers().get(id));
      var price = book.prices().of(id, race.round());
      return new Pick(id, driver.map(SeasonBook.Driver::name).orElse(id), driver.flatMap(SeasonBook.Driver::constructor).orElse(null),
          price.isPresent() ? price.getAsInt() : null, role(lineup, id));
    }).toList();
  }

  private static String role(Lineup lineup, String driver) {
    return driver.equals(lineup.captain()) ? "captain" : driver.equals(lineup.vice()) ? "vice_captain" : "driver";
  }

  static List<Notice> notices(List<Warning> warnings, SeasonBook book) {
    return warnings.stream().map(warning -> switch (warning) {
      case Warning.MayNotRace(var id) -> new Notice("may-not-race", id, Optional.ofNullable(book.drivers().get(id))
          .map(SeasonBook.Driver::name).orElse(id) + " took no part in the latest round, and may score nothing.");
      case Warning.AboveCap(var by) -> new Notice("above-cap", null,
          "The drivers cost %d.%d more than a new team may spend: what leaves the line-up can hardly be bought back.".formatted(by / 10, by % 10));
    }).toList();
  }
}

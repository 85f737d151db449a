package dev.paddock.web;

import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.horse.web.RaceBook;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A meeting at Ellerslie, in memory: the first race amended, the second about to start, or as far as {@link #second} says. */
final class HorseExhibit implements RaceBook {
  static final Instant START = Instant.parse("2025-11-25T05:35:00Z");
  static final LocalDate DATE = LocalDate.of(2025, 11, 25);

  /** How far the second race has come. */
  enum Stage { OPEN, MOVED, FINAL, AMENDED }

  volatile Stage second = Stage.OPEN;

  /** When the second race was last looked at; it is again 70 s later. */
  volatile Instant lastCheck = START.plusSeconds(2_400 - 360);

  private static final List<Placing> AMENDED = List.of(new Placing(1, 7, "Frosbie", null), new Placing(2, 4, "Ruji", "relegated"));
  private static final List<Placing> FIRST = List.of(new Placing(1, 4, "Ruji", null), new Placing(2, 7, "Frosbie", "0.2"));
  private static final List<Dividend> PAID = List.of(new Dividend("Pool Win", "7", "final", 5.2));

  @Override public Future<Meetings> meetings(Wanted wanted) {
    return Future.succeededFuture(new Meetings(wanted.date(), wanted.date().equals(DATE)
        ? List.of(new Meeting(1, "tabnz", "Ellerslie", DATE, "thoroughbred", "NZ", "Ellerslie", List.of(
            new MeetingRace(1, 1, "Maiden", START, "final", "finalized"),
            new MeetingRace(2, 2, "Handicap", START.plusSeconds(2_400), "open", "scheduled")))) : List.of()));
  }

  @Override public Future<List<Race>> races(Wanted wanted, Optional<RaceStatus> status, Optional<Mark> after, int limit) {
    return Future.succeededFuture(wanted.date().equals(DATE) ? List.of(row(1), row(2)).subList(after.isPresent() ? 1 : 0, 2).stream()
        .limit(limit).toList() : List.of());
  }

  @Override public Future<List<Race>> next(Instant now, Optional<String> country, Optional<String> type, int limit) {
    return Future.succeededFuture(List.of(row(2)));
  }

  private Race row(long id) {
    var start = START.plus(Duration.ofMinutes(40).multipliedBy(id - 1));
    return id == 1
        ? new Race(1, "tabnz", 1, "Ellerslie", DATE, "thoroughbred", "NZ", 1, "Maiden", start, start.plusSeconds(68), "final", "finalized",
            true, 41, start.plusSeconds(900), start.plusSeconds(600), start.plusSeconds(1_500), null)
        : new Race(2, "tabnz", 1, "Ellerslie", DATE, "thoroughbred", "NZ", 2, "Handicap", start, null, second == Stage.OPEN ? "open" : "closed",
            "scheduled", false, 12, start.minusSeconds(400), null, start.minusSeconds(360), start.minusSeconds(300));
  }

  @Override public Future<Optional<FullRace>> race(long raceId) {
    if (raceId == 2) return Future.succeededFuture(Optional.of(second()));
    if (raceId != 1) return Future.succeededFuture(Optional.empty());
    return Future.succeededFuture(Optional.of(new FullRace(1, "tabnz", "a8f0", 1, "Ellerslie", DATE, "thoroughbred", "NZ", "Ellerslie", 1,
        "Maiden", START, START.plusSeconds(68), "final", "finalized", "Final", "Good 4", 1_400, "fine", true, "Protest UPHELD", 41,
        START.plusSeconds(900), START.plusSeconds(899), START.plusSeconds(600), START.plusSeconds(1_500), null, "horse-final",
        List.of(new Runner(4, "Ruji", 3, "J. Rider", "T. Trainer", 56.5, false, false, null, List.of(new RunnerPrice("fixed_win", 3.4))),
            new Runner(9, "Ballinran", null, null, null, null, true, true, START.minusSeconds(290), List.of())),
        AMENDED, PAID, List.of(new Start(START.minusSeconds(3_000), START.minusSeconds(120), START)))));
  }

  @Override public Future<Optional<List<Price>>> prices(long raceId, Optional<Integer> runner, Optional<String> market, Optional<PriceMark> before,
      int limit) {
    if (raceId == 2) return Future.succeededFuture(Optional.of(before.isPresent() ? List.of() : secondPrices()));
    return Future.succeededFuture(raceId != 1 ? Optional.empty() : Optional.of(List.of(
        new Price(4, "fixed_win", START.minusSeconds(60), 3.4), new Price(4, "fixed_win", START.minusSeconds(600), 3.8))
        .stream().limit(limit).toList()));
  }

  @Override public Future<Optional<Revisions>> revisions(long raceId) {
    if (raceId == 2) return Future.succeededFuture(Optional.of(new Revisions(2, secondRevisions())));
    return Future.succeededFuture(raceId != 1 ? Optional.empty() : Optional.of(new Revisions(1, List.of(
        new Revision(40, START.plusSeconds(600), "final", "final", FIRST, PAID, false, null,
            List.of(new Change("status", "interim", "final"), new Change("result", null, "1 Ruji (4), 2 Frosbie (7)"))),
        new Revision(41, START.plusSeconds(900), "amended", "final", AMENDED, PAID, true, "Protest UPHELD",
            List.of(new Change("protest", null, "Protest UPHELD")))))));
  }

  private FullRace second() {
    var start = START.plusSeconds(2_400);
    boolean run = second.compareTo(Stage.FINAL) >= 0;
    boolean amended = second == Stage.AMENDED;
    return new FullRace(2, "tabnz", "a8f1", 1, "Ellerslie", DATE, "thoroughbred", "NZ", "Ellerslie", 2, "Handicap", start,
        run ? start.plusSeconds(40) : null, run ? "final" : "open", run ? "finalized" : "scheduled", run ? "Final" : "Open", "Good 4", 1_400,
        "fine", amended, amended ? "Protest UPHELD" : null, 12 + second.ordinal(), start.minusSeconds(400), start.minusSeconds(401),
        run ? start.plusSeconds(600) : null, lastCheck, run ? null : lastCheck.plusSeconds(70), "horse",
        List.of(new Runner(4, "Ruji", 3, "J. Rider", "T. Trainer", 56.5, false, false, null, List.of(
                new RunnerPrice("fixed_win", second == Stage.OPEN ? 3.4 : 2.9), new RunnerPrice("pool_win", 3.6))),
            new Runner(7, "Frosbie", 1, null, null, 54.0, false, false, null, List.of(
                new RunnerPrice("fixed_win", 5.0), new RunnerPrice("pool_win", 4.8))),
            new Runner(9, "Ballinran", null, null, null, null, true, true, start.minusSeconds(290), List.of())),
        amended ? AMENDED : run ? FIRST : List.of(), run ? PAID : List.of(), List.of());
  }

  /** Newest first. */
  private List<Price> secondPrices() {
    var told = List.of(new Price(4, "fixed_win", START.plusSeconds(1_800), 3.4), new Price(7, "fixed_win", START.plusSeconds(1_800), 5.0),
        new Price(4, "fixed_win", START, 3.8), new Price(7, "fixed_win", START, 4.5));
    return second == Stage.OPEN ? told
        : Stream.concat(Stream.of(new Price(4, "fixed_win", START.plusSeconds(2_100), 2.9)), told.stream()).toList();
  }

  private List<Revision> secondRevisions() {
    var ended = START.plusSeconds(3_000);
    return Stream.of(
        new Revision(1, START.minusSeconds(3_600), "status", "open", List.of(), List.of(), false, null,
            List.of(new Change("status", "scheduled", "open"))),
        new Revision(14, ended, "final", "final", FIRST, PAID, false, null,
            List.of(new Change("status", "interim", "final"), new Change("result", null, "1 Ruji (4), 2 Frosbie (7)"))),
        new Revision(15, ended.plusSeconds(900), "amended", "final", AMENDED, PAID, true, "Protest UPHELD",
            List.of(new Change("protest", null, "Protest UPHELD"))))
        .limit(second == Stage.AMENDED ? 3 : second == Stage.FINAL ? 2 : 1).toList();
  }
}

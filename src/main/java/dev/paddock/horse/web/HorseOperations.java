package dev.paddock.horse.web;

import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.horse.web.RaceBook.Mark;
import dev.paddock.horse.web.RaceBook.Price;
import dev.paddock.horse.web.RaceBook.PriceMark;
import dev.paddock.horse.web.RaceBook.Prices;
import dev.paddock.horse.web.RaceBook.Race;
import dev.paddock.horse.web.RaceBook.Races;
import dev.paddock.horse.web.RaceBook.Wanted;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The contract's operations on horse racing. */
public final class HorseOperations {
  private final RaceBook book;
  private final InstantSource clock;

  public HorseOperations(RaceBook book, InstantSource clock) {
    this.book = book;
    this.clock = clock;
  }

  public List<Operation> list() {
    return List.of(
        new Operation("listHorseMeetings", request -> wanted(request, wanted -> book.meetings(wanted).map(Answer::live))),
        new Operation("listHorseRaces", request -> wanted(request, wanted -> races(request, wanted))),
        new Operation("listNextToGo", request -> book
            .next(clock.instant(), country(request), request.maybeText("type"), request.count("limit"))
            .map(races -> Answer.live(Map.of("now", clock.instant(), "races", races)))),
        new Operation("getHorseRace", request -> book.race(id(request)).map(found -> live(found, request))),
        new Operation("listHorsePrices", this::prices),
        new Operation("listHorseRevisions", request -> book.revisions(id(request)).map(found -> live(found, request))));
  }

  private Future<Answer> races(Request request, Wanted wanted) {
    int limit = request.count("limit");
    var status = request.maybeText("status").map(word -> RaceStatus.valueOf(word.toUpperCase(Locale.ROOT)));
    return from(request, HorseOperations::mark, after -> book.races(wanted, status, after, limit)
        .map(races -> Answer.live(new Races(races.size() < limit ? null : next(races.getLast()), races))));
  }

  private Future<Answer> prices(Request request) {
    int limit = request.count("limit");
    return from(request, HorseOperations::priceMark, before -> book.prices(id(request), request.maybeNumber("runner").map(Math::toIntExact),
        request.maybeText("market"), before, limit).map(found -> live(found.map(prices ->
            new Prices(id(request), prices.size() < limit ? null : next(prices.getLast()), prices)), request)));
  }

  /** The day that is asked for; by default the one that it is in UTC. */
  private Future<Answer> wanted(Request request, Function<Wanted, Future<Answer>> answer) {
    LocalDate date;
    try {
      date = request.maybeText("date").map(LocalDate::parse).orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    } catch (DateTimeException noSuchDay) {
      return Future.succeededFuture(Answer.malformed("date", "There is no such day."));
    }
    return answer.apply(new Wanted(date, country(request), request.maybeText("type"), request.maybeText("provider")));
  }

  private static <M> Future<Answer> from(Request request, Function<String[], M> mark, Function<Optional<M>, Future<Answer>> answer) {
    Optional<M> place;
    try {
      place = request.maybeText("cursor").map(cursor -> mark.apply(cursor.split("~", -1)));
    } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException notOurs) {
      return Future.succeededFuture(Answer.malformed("cursor", "Not the next of an earlier answer."));
    }
    return answer.apply(place);
  }

  private static Mark mark(String[] parts) {
    return new Mark(Instant.parse(parts[0]), Long.parseLong(parts[1]));
  }

  private static String next(Race last) {
    return last.advertisedStart() + "~" + last.raceId();
  }

  private static PriceMark priceMark(String[] parts) {
    return new PriceMark(Instant.parse(parts[0]), Integer.parseInt(parts[1]), parts[2]);
  }

  private static String next(Price last) {
    return last.at() + "~" + last.runner() + "~" + last.market();
  }

  private static Answer live(Optional<?> found, Request request) {
    return found.map(Answer::live).orElseGet(() -> Answer.notFound("horse race " + id(request)));
  }

  private static Optional<String> country(Request request) {
    return request.maybeText("country").map(country -> country.toUpperCase(Locale.ROOT));
  }

  private static long id(Request request) {
    return request.number("horseRaceId");
  }
}

package dev.paddock.horse.provider;

import dev.paddock.bus.Bus;
import dev.paddock.fetch.contract.Fetching.Exchange;
import dev.paddock.horse.provider.Asking.Heard;
import dev.paddock.horse.provider.BetfairBooks.Book;
import dev.paddock.horse.provider.BetfairCatalogue.Market;
import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.kernel.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Betfair's exchange: a race is its market to win. The book tells prices and, when it is closed, winners; where the race itself stands is
 * told for some countries, all races in one answer. Who runs is in the catalogue only as long as the market is not closed: it is asked for
 * once a market and kept. Used from one event loop.
 */
public final class Betfair implements HorseSource {
  public static final String NAME = "betfair";

  private static final int PAGES_AT_MOST = 5;
  private static final int KEPT_AT_MOST = 5000;
  private static final Duration CARD_WORTH = Duration.ofMinutes(10);
  private static final DateTimeFormatter HHMM = DateTimeFormatter.ofPattern("HHmm").withZone(ZoneOffset.UTC);

  private final List<String> eventTypes;
  private final List<String> countries;
  private final Timers timers;
  private final Asking asking;
  private final Map<String, Market> catalogue = bounded();
  private final Map<String, String> stages = bounded();

  /** @param eventTypes 7 horses, 4339 greyhounds; @param countries as Betfair codes them, GB, IE; none: all */
  public Betfair(List<String> eventTypes, List<String> countries, Bus bus, Parsing parsing, Timers timers, Unknown unknown) {
    this.eventTypes = List.copyOf(eventTypes);
    this.countries = List.copyOf(countries);
    this.timers = timers;
    this.asking = new Asking(NAME, bus, parsing, unknown);
  }

  private static <T> Map<String, T> bounded() {
    return new LinkedHashMap<>(64, 0.75f, /* accessOrder= */ true) {
      private static final long serialVersionUID = 1L;

      @Override protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
        return size() > KEPT_AT_MOST;
      }
    };
  }

  @Override public String name() {
    return NAME;
  }

  @Override public int batchAtMost() {
    return BetfairCall.WEIGHT_AT_MOST / BetfairCall.BOOK_WEIGHT;
  }

  /** Books change all the time; a delayed key sees them up to three minutes late, but anew at every look. */
  @Override public Duration freshest() {
    return Duration.ofSeconds(1);
  }

  @Override public Future<Listed> card(LocalDate day) {
    return card(day, day.atStartOfDay(ZoneOffset.UTC).toInstant(), 1, new LinkedHashMap<>());
  }

  /** A page that is full goes on from its last start. */
  private Future<Listed> card(LocalDate day, Instant from, int page, Map<String, Market> soFar) {
    var worth = timers.instant().plus(CARD_WORTH);
    var call = BetfairCall.markets(eventTypes, countries, from, day);
    return hear(call, worth, worth, BetfairCatalogue::read).compose(heard -> switch (heard) {
      case Heard.Good<List<Market>>(var markets, var exchange) -> {
        markets.forEach(market -> soFar.put(market.marketId(), market));
        var last = markets.stream().map(Market::start).max(Comparator.naturalOrder());
        if (last.isPresent() && markets.size() == BetfairCall.MARKETS_AT_MOST && last.get().isAfter(from) && page < PAGES_AT_MOST)
          yield card(day, last.get(), page + 1, soFar);
        yield Future.succeededFuture(soFar.isEmpty() ? new Listed.Failed("an empty list result", Optional.of(exchange))
            : new Listed.Card(BetfairCatalogue.card(soFar.values()), exchange));
      }
      case Heard.Bad<List<Market>> bad -> Future.succeededFuture(bad.listed());
    });
  }

  @Override public Future<Looked> one(Wanted race) {
    return many(List.of(race));
  }

  @Override public Future<Looked> many(List<Wanted> races) {
    var looks = new HashMap<String, Look>();
    races.forEach(race -> looks.put(race.raceId(), new Look.Failed("no id of this provider: " + race.raceId(), Optional.empty())));
    var good = races.stream().filter(race -> Ids.good(race.raceId())).toList();
    if (good.isEmpty()) return Future.succeededFuture(new Looked(looks));
    var now = timers.instant();
    var ask = new Urgency(good.stream().map(Wanted::start).min(Comparator.comparing(at -> Duration.between(now, at).abs())).orElseThrow(),
        good.stream().map(Wanted::until).max(Comparator.naturalOrder()).orElseThrow());
    return runners(good, ask).compose(known -> {
      var staged = stages(good, ask);
      var books = hear(BetfairCall.books(good.stream().map(Wanted::raceId).toList()), ask.nearest(), ask.until(), BetfairBooks::read);
      return Future.join(books, staged).map(both -> {
        good.forEach(race -> looks.put(race.raceId(), look(race, books.result())));
        return new Looked(looks);
      });
    });
  }

  private record Urgency(Instant nearest, Instant until) {}

  private <T> Future<Heard<T>> hear(BetfairCall call, Instant nearest, Instant until, Body.Reader<T> reader) {
    return asking.hear(asking.post(call.resource(), call.json(), call.weight(), nearest, until), reader);
  }

  /** Who runs in the markets that were not met before. What cannot be had now is asked for again with the next poll. */
  private Future<Void> runners(List<Wanted> races, Urgency ask) {
    var strangers = races.stream().map(Wanted::raceId).filter(id -> !catalogue.containsKey(id)).toList();
    if (strangers.isEmpty()) return Future.succeededFuture();
    return hear(BetfairCall.runners(strangers), ask.nearest(), ask.until(), BetfairCatalogue::read).map(heard -> {
      if (heard instanceof Heard.Good<List<Market>>(var markets, var exchange)) markets.forEach(it -> catalogue.put(it.marketId(), it));
      return null;
    });
  }

  /** Where the races stand whose countries tell. One that is left out, or an answer that fails, leaves what was told before. */
  private Future<Void> stages(List<Wanted> races, Urgency ask) {
    var told = races.stream().map(race -> catalogue.get(race.raceId()))
        .filter(market -> market != null && BetfairStages.COUNTRIES.contains(market.country())).toList();
    if (told.isEmpty()) return Future.succeededFuture();
    return hear(BetfairCall.stages(told.stream().map(Market::eventId).toList()), ask.nearest(), ask.until(), BetfairStages::read)
        .map(heard -> {
          if (heard instanceof Heard.Good<Map<String, String>>(var words, var exchange)) {
            told.forEach(market -> Optional.ofNullable(words.get(market.eventId() + "." + HHMM.format(market.start())))
                .ifPresent(word -> stages.put(market.marketId(), word)));
          }
          return null;
        });
  }

  private Look look(Wanted race, Heard<Map<String, Book>> heard) {
    return switch (heard) {
      case Heard.Good<Map<String, Book>>(var books, var exchange) -> books.containsKey(race.raceId())
          ? seen(books.get(race.raceId()), exchange) : new Look.Missing("Betfair knows no such market", exchange);
      case Heard.Bad<Map<String, Book>>(var look) -> look;
    };
  }

  private Look seen(Book book, Exchange exchange) {
    var stage = Optional.ofNullable(stages.get(book.marketId()));
    var known = Optional.ofNullable(catalogue.get(book.marketId()));
    var entrants = known.map(Market::runners).orElse(Map.of());
    if (known.isPresent() && !entrants.keySet().containsAll(book.runners().keySet())) catalogue.remove(book.marketId());
    var sighting = BetfairRace.of(book, stage, entrants);
    if (sighting.status() == RaceStatus.UNKNOWN) asking.notKnown(Unknown.Kind.STATUS, Set.of(sighting.statusWord()));
    return new Look.Seen(sighting, exchange);
  }
}

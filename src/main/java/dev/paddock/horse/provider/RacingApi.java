package dev.paddock.horse.provider;

import dev.paddock.bus.Bus;
import dev.paddock.fetch.contract.Fetching.Exchange;
import dev.paddock.horse.provider.Asking.Heard;
import dev.paddock.horse.provider.RacingPage.Race;
import dev.paddock.horse.rules.RaceCard;
import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.kernel.Timers;
import io.vertx.core.Future;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The Racing API: whatever is asked, it answers with a day. So all races of a day are one question for its cards, and one for its results
 * once the first of them has started. It has something new every five minutes.
 */
public final class RacingApi implements HorseSource {
  public static final String NAME = "racingapi";

  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final Duration FRESHEST = Duration.ofMinutes(5);
  private static final Duration CARD_WORTH = Duration.ofMinutes(10);
  private static final int PAGES_AT_MOST = 10;

  /** What was subscribed to: each tells more than the one before. */
  public enum Plan {
    /** Runners and placings, no prices. */
    FREE("/v1/racecards/free", "/v1/results/today/free"),
    BASIC("/v1/racecards/basic", "/v1/results/today"),
    /** Also bookmakers' prices, and results of days gone by. */
    STANDARD("/v1/racecards/standard", "/v1/results/today");

    private final String cards;
    private final String results;

    Plan(String cards, String results) {
      this.cards = cards;
      this.results = results;
    }
  }

  private final Plan plan;
  private final Timers timers;
  private final Asking asking;

  public RacingApi(Plan plan, Bus bus, Parsing parsing, Timers timers, Unknown unknown) {
    this.plan = plan;
    this.timers = timers;
    this.asking = new Asking(NAME, bus, parsing, unknown);
  }

  @Override public String name() {
    return NAME;
  }

  @Override public int batchAtMost() {
    return 1000;
  }

  @Override public Duration freshest() {
    return FRESHEST;
  }

  private LocalDate today() {
    return LocalDate.ofInstant(timers.instant(), LONDON);
  }

  @Override public Future<Listed> card(LocalDate day) {
    var worth = timers.instant().plus(CARD_WORTH);
    return cards(day, worth, worth).map(heard -> switch (heard) {
      case Heard.Good<Map<String, Race>>(var races, var exchange) ->
          new Listed.Card(new RaceCard(meetings(races), Optional.empty()), exchange);
      case Heard.Bad<Map<String, Race>> bad -> bad.listed();
    });
  }

  /** A race whose start is not told cannot be followed. */
  private List<RaceCard.Meeting> meetings(Map<String, Race> races) {
    return races.values().stream().filter(race -> race.start().isPresent() && race.date().isPresent() && Ids.good(race.meetingId()))
        .collect(Collectors.groupingBy(Race::meetingId, LinkedHashMap::new, Collectors.toList())).values().stream().map(day -> {
          var first = day.getFirst();
          return new RaceCard.Meeting(first.meetingId(), first.text("course"), first.date().orElseThrow(), "thoroughbred",
              first.text("region").toUpperCase(Locale.ROOT), first.text("course"),
              day.stream().sorted(Comparator.comparing(race -> race.start().orElseThrow())).map(this::race).toList());
        }).toList();
  }

  private RaceCard.Race race(Race race) {
    var seen = RacingRace.of(Optional.of(race), Optional.empty(), timers.instant());
    return new RaceCard.Race(race.raceId(), 0, race.text("race_name"), race.start().orElseThrow(), race.metres(), seen.status(),
        seen.trackCondition(), seen.weather());
  }

  @Override public Future<Looked> one(Wanted race) {
    return many(List.of(race));
  }

  @Override public Future<Looked> many(List<Wanted> races) {
    var days = races.stream().collect(Collectors.groupingBy(RacingApi::day)).values().stream().map(this::ofADay).toList();
    return Future.join(days).map(all -> {
      var looks = new HashMap<String, Look>();
      days.forEach(day -> looks.putAll(day.result()));
      return new Looked(looks);
    });
  }

  /** The id of a meeting ends with its date, which is that of the place; the start's in London does for any other. */
  private static LocalDate day(Wanted race) {
    try {
      return LocalDate.parse(race.meetingId().substring(Math.max(0, race.meetingId().length() - 10)));
    } catch (DateTimeException another) {
      return LocalDate.ofInstant(race.start(), LONDON);
    }
  }

  private Future<Map<String, Look>> ofADay(List<Wanted> races) {
    var now = timers.instant();
    var day = day(races.getFirst());
    var nearest = races.stream().map(Wanted::start).min(Comparator.comparing(at -> Duration.between(now, at).abs())).orElseThrow();
    var until = races.stream().map(Wanted::until).max(Comparator.naturalOrder()).orElseThrow();
    boolean begun = races.stream().anyMatch(race -> !race.start().isAfter(now));
    var cards = cards(day, nearest, until);
    var results = begun ? results(day, nearest, until) : Future.succeededFuture(Optional.<Heard<Map<String, Race>>>empty());
    return Future.join(cards, results).map(both -> {
      var looks = new HashMap<String, Look>();
      races.forEach(race -> looks.put(race.raceId(), look(race, cards.result(), results.result(), now)));
      return looks;
    });
  }

  private Look look(Wanted race, Heard<Map<String, Race>> cards, Optional<Heard<Map<String, Race>>> results, Instant now) {
    var card = found(cards, race);
    var result = results.flatMap(heard -> found(heard, race));
    if (card.isEmpty() && result.isEmpty()) return switch (cards) {
      case Heard.Good<Map<String, Race>>(var all, var exchange) -> new Look.Missing("on no card and in no result of its day", exchange);
      case Heard.Bad<Map<String, Race>>(var look) -> look;
    };
    var seen = RacingRace.of(card, result, now);
    if (seen.status() == RaceStatus.UNKNOWN) asking.notKnown(Unknown.Kind.STATUS, Set.of(seen.statusWord()));
    return new Look.Seen(seen, exchange(result.isPresent() ? results.orElseThrow() : cards));
  }

  private static Optional<Race> found(Heard<Map<String, Race>> heard, Wanted race) {
    return heard instanceof Heard.Good<Map<String, Race>>(var races, var exchange) ? Optional.ofNullable(races.get(race.raceId()))
        : Optional.empty();
  }

  private static Exchange exchange(Heard<Map<String, Race>> heard) {
    return ((Heard.Good<Map<String, Race>>) heard).exchange();
  }

  /** Cards are had of today and tomorrow, as London counts. */
  private Future<Heard<Map<String, Race>>> cards(LocalDate day, Instant nearest, Instant until) {
    var word = day.equals(today()) ? "today" : day.equals(today().plusDays(1)) ? "tomorrow" : "";
    if (word.isEmpty()) return Future.succeededFuture(new Heard.Bad<>(new Look.Failed("no cards of " + day, Optional.empty())));
    return pages(plan.cards + "?day=" + word + "&limit=500", "racecards", 0, nearest, until, new ArrayList<>()).map(heard ->
        heard instanceof Heard.Good<Map<String, Race>>(var races, var exchange) && races.isEmpty()
            ? new Heard.Bad<>(new Look.Failed("an empty list racecards", Optional.of(exchange))) : heard);
  }

  /** Empty: this plan has none of that day, or there are none yet. */
  private Future<Optional<Heard<Map<String, Race>>>> results(LocalDate day, Instant nearest, Instant until) {
    boolean isToday = day.equals(today());
    if (!isToday && plan != Plan.STANDARD) return Future.succeededFuture(Optional.empty());
    var resource = isToday ? plan.results + "?limit=100" : "/v1/results?start_date=" + day + "&end_date=" + day + "&limit=100";
    return pages(resource, "results", 0, nearest, until, new ArrayList<>()).map(Optional::of);
  }

  private Future<Heard<Map<String, Race>>> pages(String resource, String list, int skip, Instant nearest, Instant until, List<Race> soFar) {
    var call = asking.get(resource + (skip == 0 ? "" : "&skip=" + skip), nearest, until);
    return asking.hear(call, body -> RacingPage.read(body, list)).compose(heard -> switch (heard) {
      case Heard.Good<RacingPage.Told>(var told, var exchange) -> {
        soFar.addAll(told.races());
        boolean more = told.next() > skip && told.next() < PAGES_AT_MOST * 500;
        yield more ? pages(resource, list, told.next(), nearest, until, soFar) : Future.succeededFuture(new Heard.Good<>(
            soFar.stream().collect(Collectors.toMap(Race::raceId, race -> race, (a, b) -> a, LinkedHashMap::new)), exchange));
      }
      case Heard.Bad<RacingPage.Told>(var look) -> Future.succeededFuture(new Heard.Bad<>(look));
    });
  }
}

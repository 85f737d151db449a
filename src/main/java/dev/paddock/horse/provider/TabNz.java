package dev.paddock.horse.provider;

import dev.paddock.bus.Bus;
import dev.paddock.fetch.contract.Fetching.Exchange;
import dev.paddock.horse.provider.Asking.Heard;
import dev.paddock.horse.rules.RaceCard;
import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.horse.rules.Sighting;
import dev.paddock.kernel.Timers;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * TAB NZ's affiliates API, and Ladbrokes' and Neds', which are the same software: one race by {@code events/{id}}, where several stand by
 * {@code meetings?ids=}; of those whose standing changed, or whose card is old, the rest is fetched in parallel, nearest start first.
 */
public final class TabNz implements HorseSource {
  private static final int PAGE = 200;
  private static final int PAGES_AT_MOST = 5;
  private static final Duration A_MOMENT = Duration.ofSeconds(30);
  private static final Duration CARD_WORTH = Duration.ofMinutes(10);

  /**
   * What differs between the houses.
   *
   * @param name      as in the settings: tabnz, ladbrokes, neds
   * @param path      before {@code /racing}: TAB NZ's base URL ends with the host, Ladbrokes' with /affiliates/v1
   * @param freshest  how often there is something new at most
   * @param cardEvery a batch fetches everything about a race again when that is how old what it knows is
   * @param wholeDay  whether a batch asks for all races at once, which only a draft of Ladbrokes' documentation describes
   */
  public record House(String name, String path, Duration freshest, Duration cardEvery, boolean wholeDay) {}

  private final House house;
  private final Timers timers;
  private final Asking asking;

  public TabNz(House house, Bus bus, Parsing parsing, Timers timers, Unknown unknown) {
    this.house = house;
    this.timers = timers;
    this.asking = new Asking(house.name(), bus, parsing, unknown);
  }

  @Override public String name() {
    return house.name();
  }

  /** As many meetings as fit into an URL of 4,000 characters. */
  @Override public int batchAtMost() {
    return 100;
  }

  @Override public Duration freshest() {
    return house.freshest();
  }

  @Override public Future<Listed> card(LocalDate day) {
    return page(day, 0, new ArrayList<>());
  }

  private Future<Listed> page(LocalDate day, int number, List<RaceCard.Meeting> soFar) {
    var now = timers.instant();
    var resource = house.path() + "/racing/meetings?date_from=" + day + "&date_to=" + day + "&limit=" + PAGE
        + (number == 0 ? "" : "&offset=" + number * PAGE);
    var call = asking.get(resource, now.plus(CARD_WORTH), now.plus(CARD_WORTH));
    return asking.hear(call, TabMeetings::read).compose(heard -> switch (heard) {
      case Heard.Good<TabMeetings.Told>(var told, var exchange) -> {
        asking.notKnown(Unknown.Kind.STATUS, told.words());
        soFar.addAll(told.card().meetings());
        yield told.card().meetings().size() < PAGE || number + 1 == PAGES_AT_MOST
            ? Future.succeededFuture(new Listed.Card(new RaceCard(soFar, told.card().providerTime()), exchange))
            : page(day, number + 1, soFar);
      }
      case Heard.Bad<TabMeetings.Told> bad -> Future.succeededFuture(bad.listed());
    });
  }

  @Override public Future<Looked> one(Wanted race) {
    return everything(race).map(look -> new Looked(Map.of(race.raceId(), look)));
  }

  @Override public Future<Looked> many(List<Wanted> races) {
    var nearestFirst = races.stream().sorted(nearest(timers.instant())).toList();
    return house.wholeDay() ? atOnce(nearestFirst) : standings(nearestFirst).compose(stand -> rest(nearestFirst, stand));
  }

  private static Comparator<Wanted> nearest(Instant now) {
    return Comparator.comparing(race -> Duration.between(now, race.start()).abs());
  }

  private Future<Look> everything(Wanted race) {
    if (!Ids.good(race.raceId())) return Future.succeededFuture(noId(race));
    var call = asking.get(house.path() + "/racing/events/" + race.raceId(), race.start(), race.until());
    return asking.hear(call, TabNz::event).map(heard -> switch (heard) {
      case Heard.Good<TabEvent.Told>(var told, var exchange) -> told.sighting().map(sighting -> seen(race, sighting, exchange))
          .orElseGet(() -> new Look.Failed("data.error: " + told.error(), Optional.of(exchange)));
      case Heard.Bad<TabEvent.Told>(var look) -> look;
    });
  }

  /** One race, as {@code events/{id}} answers it. */
  static TabEvent.Told event(Body body) throws IOException, Malformed {
    return TabEnvelope.read(body, TabEvent::read);
  }

  /** What {@code events/{id}} would have answered. A push is rare, and read in less than a millisecond. */
  @Override public Optional<Sighting> told(String raceId, String body) {
    try {
      return Body.read(body, TabNz::event).sighting().filter(sighting -> sighting.raceId().equals(raceId));
    } catch (Malformed notThat) {
      return Optional.empty();
    }
  }

  private Look seen(Wanted race, Sighting sighting, Exchange exchange) {
    if (!sighting.raceId().equals(race.raceId()))
      return new Look.Failed("asked for race " + race.raceId() + ", told of " + sighting.raceId(), Optional.of(exchange));
    if (sighting.status() == RaceStatus.UNKNOWN) asking.notKnown(Unknown.Kind.STATUS, Set.of(sighting.statusWord()));
    return new Look.Seen(sighting, exchange);
  }

  private static Look noId(Wanted race) {
    return new Look.Failed("no id of this provider: " + race.raceId(), Optional.empty());
  }

  /** Where the races stand: one request for all their meetings. */
  private Future<Map<String, Look>> standings(List<Wanted> races) {
    var asked = races.stream().filter(race -> Ids.good(race.meetingId())).toList();
    var looks = new HashMap<String, Look>();
    races.forEach(race -> looks.put(race.raceId(), noId(race)));
    if (asked.isEmpty()) return Future.succeededFuture(looks);
    var call = asking.get(house.path() + "/racing/meetings?ids=" + asked.stream().map(Wanted::meetingId).distinct()
        .collect(Collectors.joining(",")) + days(asked) + "&limit=" + PAGE, asked.getFirst().start(), latest(asked));
    return asking.hear(call, TabMeetings::read).map(heard -> {
      for (var race : asked) looks.put(race.raceId(), switch (heard) {
        case Heard.Good<TabMeetings.Told>(var told, var exchange) -> told.standings().containsKey(race.raceId())
            ? seen(race, told.standings().get(race.raceId()), exchange)
            : new Look.Missing("not in its meeting, or without a status", exchange);
        case Heard.Bad<TabMeetings.Told>(var look) -> look;
      });
      return looks;
    });
  }

  /** A meeting's date is that of its own place: a day more on either side of the races' days in UTC. */
  private static String days(List<Wanted> races) {
    var days = races.stream().map(race -> LocalDate.ofInstant(race.start(), ZoneOffset.UTC)).sorted().toList();
    return "&date_from=" + days.getFirst().minusDays(1) + "&date_to=" + days.getLast().plusDays(1);
  }

  private static Instant latest(List<Wanted> races) {
    return races.stream().map(Wanted::until).max(Comparator.naturalOrder()).orElseThrow();
  }

  /** Everything about those races whose standing changed, or whose card is old; of the others their standing must do. */
  private Future<Looked> rest(List<Wanted> races, Map<String, Look> standings) {
    var now = timers.instant();
    var more = races.stream()
        .filter(race -> standings.get(race.raceId()) instanceof Look.Seen seen && worthMore(race, seen.sighting(), now)).toList();
    return Future.join(more.stream().map(this::everything).toList()).map(all -> {
      var looks = new HashMap<>(standings);
      for (int i = 0; i < more.size(); i++) {
        var race = more.get(i);
        switch (all.<Look>resultAt(i)) {
          case Look.Seen seen -> looks.put(race.raceId(), seen);
          case Look.Later later when !later.until().isAfter(now.plus(A_MOMENT)) && lacks(race, standings.get(race.raceId()), now) ->
              looks.put(race.raceId(), later);
          case Look.Later later -> {}
          case Look.Missing missing -> {}
          case Look.Failed failed -> {}
        }
      }
      return new Looked(looks);
    });
  }

  /** A standing alone would be half the news: where the quota lets us have the rest in a moment, the slot waits for both. */
  private static boolean lacks(Wanted race, Look standing, Instant now) {
    return race.seen().cardAt().equals(Instant.EPOCH)
        || standing instanceof Look.Seen seen && race.seen().after(seen.sighting(), now).changed();
  }

  private boolean worthMore(Wanted race, Sighting standing, Instant now) {
    return race.seen().after(standing, now).changed() || !now.isBefore(race.seen().cardAt().plus(house.cardEvery()));
  }

  /** Every race of these hours, of which those that are wanted are read. */
  private Future<Looked> atOnce(List<Wanted> races) {
    var wanted = races.stream().collect(Collectors.toMap(Wanted::raceId, race -> race, (a, b) -> a));
    var starts = races.stream().map(Wanted::start).sorted().toList();
    var call = asking.get(house.path() + "/racing/meetings-events/all?date_from=" + starts.getFirst() + "&date_to=" + starts.getLast()
        + "&limit=" + PAGE, races.getFirst().start(), latest(races));
    return asking.hear(call, TabDay::read).map(heard -> {
      var looks = new HashMap<String, Look>();
      wanted.forEach((id, race) -> looks.put(id, switch (heard) {
        case Heard.Good<Map<String, TabEvent.Told>>(var told, var exchange) -> {
          var event = told.get(id);
          if (event == null) yield new Look.Missing("not in the answer", exchange);
          yield event.sighting().map(sighting -> seen(race, sighting, exchange)).orElseGet(() -> new Look.Missing(event.error(), exchange));
        }
        case Heard.Bad<Map<String, TabEvent.Told>>(var look) -> look;
      }));
      return new Looked(looks);
    });
  }
}

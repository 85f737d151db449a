package dev.paddock.upstream.horses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.ManualTimers;
import dev.paddock.bus.Bus;
import dev.paddock.fetch.contract.Fetching;
import dev.paddock.fetch.contract.Fetching.Call;
import dev.paddock.fetch.contract.Fetching.Called;
import dev.paddock.fetch.contract.Fetching.Exchange;
import dev.paddock.fetch.contract.Fetching.Fetched;
import dev.paddock.horse.provider.Betfair;
import dev.paddock.horse.provider.HorseSource;
import dev.paddock.horse.provider.HorseSource.Listed;
import dev.paddock.horse.provider.HorseSource.Look;
import dev.paddock.horse.provider.HorseSource.Wanted;
import dev.paddock.horse.provider.Parsing;
import dev.paddock.horse.provider.TabNz;
import dev.paddock.horse.provider.TabNz.House;
import dev.paddock.horse.rules.RaceCard;
import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.horse.rules.Seen;
import dev.paddock.horse.rules.Sighting;
import io.vertx.core.Future;
import dev.paddock.upstream.horses.HorseServer.Bodies;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the stand-ins write, read by those who read the real providers: it must say what was meant. */
class ReadByPaddockTest {
  static final LocalDate DATE = LocalDate.parse("2026-03-14");
  static final RaceDay DAY = RaceDay.of(DATE, 7);
  static final Duration CLOSE = Duration.ofSeconds(15);

  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.of(vertx);
  final ManualTimers timers = new ManualTimers(vertx, DAY.firstStart().minusSeconds(7_200));
  final HorseServer server = new HorseServer(vertx, new RaceDays(List.of(DAY)), Bodies.WHOLE, timers, () -> Instant.EPOCH, 1);
  final WebClient client = WebClient.create(vertx);
  final ConcurrentSkipListSet<String> notKnown = new ConcurrentSkipListSet<>();
  final Parsing parsing = Parsing.on(vertx.createSharedWorkerExecutor("parsing", 2));
  int port;

  @BeforeEach void start() {
    port = server.listen(0).await();
    bus.answer(Fetching.CALL, this::fetch).await();
  }

  @AfterEach void stop() {
    vertx.close().await();
  }

  private Future<Called> fetch(Call call) {
    return client.post(port, "127.0.0.1", "/betfair/api/login").putHeader("X-Application", "key")
        .sendBuffer(Buffer.buffer("username=me&password=secret"))
        .compose(login -> fetch(call, login.bodyAsJsonObject().getString("token")));
  }

  private Future<Called> fetch(Call call, String session) {
    var path = "/" + call.provider() + call.resource();
    var request = call.post().isPresent() ? client.post(port, "127.0.0.1", path) : client.get(port, "127.0.0.1", path);
    request.putHeader("From", "me@example.org").putHeader("X-Partner", "me").putHeader("X-Partner-ID", "me")
        .putHeader("X-Application", "key").putHeader("X-Authentication", session);
    return request.sendBuffer(Buffer.buffer(call.post().map(Fetching.Post::body).orElse(""))).map(answer -> new Called(
        answer.statusCode() == 200 ? new Fetched.Fresh(answer.bodyAsString(), timers.instant()) : new Fetched.Absent(answer.statusCode()),
        Optional.of(new Exchange(timers.instant(), timers.instant(), answer.statusCode(), answer.body().length()))));
  }

  private HorseSource source(String provider) {
    return provider.equals("betfair")
        ? new Betfair(List.of("7", "4339"), List.of(), bus, parsing, timers, (who, kind, words) -> notKnown.addAll(words))
        : new TabNz(new House(provider, "/affiliates/v1", CLOSE, CLOSE, provider.equals("ladbrokes")), bus, parsing, timers,
            (who, kind, words) -> notKnown.addAll(words));
  }

  @ParameterizedTest @ValueSource(strings = {"tabnz", "betfair"})
  void the_card_of_a_day_has_its_meetings_and_races(String provider) {
    var betfair = provider.equals("betfair");
    var races = DAY.races().filter(race -> !betfair || !race.start().isBefore(Instant.parse("2026-03-14T00:00:00Z"))).toList();
    var card = ((Listed.Card) source(provider).card(DATE).await()).card();
    assertThat(card.meetings().stream().flatMap(meeting -> meeting.races().stream()).map(RaceCard.Race::raceId))
        .containsExactlyInAnyOrderElementsOf(races.stream().map(betfair ? Race::marketId : Race::id).toList());
    assertThat(card.meetings().stream().flatMap(meeting -> meeting.races().stream())).allSatisfy(listed -> {
      var race = DAY.race(listed.raceId()).or(() -> DAY.market(listed.raceId())).orElseThrow();
      assertThat(listed.advertisedStart()).isEqualTo(race.start());
      assertThat(listed.number()).isEqualTo(race.number());
      assertThat(listed.distance()).isEqualTo(race.distance());
    });
    assertThat(notKnown).isEmpty();
  }

  /** Instants in the life of a race. */
  enum When { AN_HOUR_BEFORE, A_MINUTE_BEFORE, OFF, INTERIM, FINAL, SETTLED }

  @ParameterizedTest @EnumSource void a_race_is_what_it_is(When when) {
    var tab = source("tabnz");
    var betfair = source("betfair");
    // told by Betfair only as long as the market is open
    DAY.races().filter(race -> race.number() == 2).forEach(race -> {
      timers.jumpTo(timers.instant().plusSeconds(1));
      betfair.one(wanted(race.marketId(), race)).await();
    });
    DAY.races().filter(race -> race.number() == 2).forEach(race -> {
      timers.jumpTo(instant(when, race));
      var state = race.at(timers.instant());
      assertThat(seen(tab, race.id(), race)).as(race.id()).isEqualTo(expected(state));
      var book = seen(betfair, race.marketId(), race);
      assertThat(book.status() == RaceStatus.FINAL || book.status() == RaceStatus.ABANDONED).isEqualTo(BetfairMarkets.closed(state));
      if (state.status() == RaceState.Status.FINAL) assertThat(book.results().orElseThrow().stream().map(Sighting.Placing::number))
          .isEqualTo(state.placings().stream().filter(p -> p.place() == 1).map(Fate.Placing::number).toList());
      if (state.status() == RaceState.Status.OPEN) assertThat(
          book.runners().orElseThrow().stream().filter(Sighting.Runner::scratched).count())
          .isEqualTo(race.runners().stream().filter(runner -> runner.scratched(timers.instant())).count());
      timers.jumpTo(timers.instant().plusSeconds(1));
    });
    assertThat(notKnown).isEmpty();
  }

  @Test void several_races_are_what_they_are_in_one_answer_of_ladbrokes() {
    var races = DAY.races().filter(race -> race.number() == 1).limit(6).toList();
    timers.jumpTo(races.getLast().fate().official());
    var looks = source("ladbrokes").many(races.stream().map(race -> wanted(race.id(), race)).toList()).await().races();
    races.forEach(race -> assertThat(((Look.Seen) looks.get(race.id())).sighting().status().name())
        .isEqualTo(race.at(timers.instant()).status().name()));
  }

  private static Instant instant(When when, Race race) {
    return switch (when) {
      case AN_HOUR_BEFORE -> race.start().minusSeconds(3_600);
      case A_MINUTE_BEFORE -> race.start().minusSeconds(60);
      case OFF -> race.fate().off();
      case INTERIM -> race.fate().interim();
      case FINAL -> race.fate().official();
      case SETTLED -> race.fate().official().plusSeconds(700);
    };
  }

  private Wanted wanted(String id, Race race) {
    return new Wanted(id, race.meetingId(), race.start(), timers.instant().plusSeconds(60), Seen.NOTHING);
  }

  private Sighting seen(HorseSource source, String id, Race race) {
    var look = source.one(wanted(id, race)).await().races().get(id);
    assertThat(look).isInstanceOf(Look.Seen.class);
    return withoutMargins(((Look.Seen) look).sighting());
  }

  private static Sighting withoutMargins(Sighting s) {
    return new Sighting(s.raceId(), s.advertisedStart(), s.actualStart(), s.status(), s.statusWord(), s.trackCondition(), s.weather(),
        s.protest(), s.protestReason(), s.runners(), s.results().map(rows -> rows.stream().map(row ->
            new Sighting.Placing(row.place(), row.number(), row.name(), "")).toList()), s.dividends(), s.providerTime());
  }

  private Sighting expected(RaceState state) {
    var race = state.race();
    var meeting = DAY.meeting(race.meetingId()).orElseThrow();
    var runners = race.runners().stream().map(runner -> {
      boolean out = runner.scratched(state.at());
      var prices = state.market().prices(runner);
      return new Sighting.Runner(runner.number(), runner.name(), runner.barrier(), runner.jockey(), runner.trainer(),
          runner.weight() * 10, out, out && runner.scratching().orElseThrow().late(),
          out ? runner.scratching().map(Runner.Scratching::at) : Optional.empty(),
          out ? List.of() : List.of(price("fixed_win", prices.fixedWin()), price("fixed_place", prices.fixedPlace()),
              price("pool_win", prices.poolWin()), price("pool_place", prices.poolPlace())));
    }).toList();
    var placings = state.placings().stream()
        .map(p -> new Sighting.Placing(p.place(), p.number(), race.runner(p.number()).name(), "")).toList();
    var dividends = state.dividends().stream().map(d ->
        new Sighting.Dividend(d.product(), d.description(), d.status().toLowerCase(Locale.ROOT), d.hundredths() * 10)).toList();
    boolean jumped = state.started() && !state.actual().equals(state.advertised())
        || state.status() == RaceState.Status.INTERIM || state.status() == RaceState.Status.FINAL;
    return new Sighting(race.id(), Optional.of(state.advertised()), jumped ? Optional.of(state.actual()) : Optional.empty(),
        RaceStatus.valueOf(state.status().name()), state.status().word, Optional.of(meeting.condition()), Optional.of(meeting.weather()),
        Optional.of(state.protest().isPresent()), state.protest().map(p -> state.protestReason()), Optional.of(runners),
        Optional.of(placings), Optional.of(dividends), Optional.of(Instant.ofEpochSecond(state.at().getEpochSecond())));
  }

  private static Sighting.Price price(String market, int hundredths) {
    return new Sighting.Price(market, hundredths * 10);
  }
}

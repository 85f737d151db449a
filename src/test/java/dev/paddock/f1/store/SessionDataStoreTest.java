package dev.paddock.f1.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.f1.rules.session.ComputedResult;
import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.f1.rules.session.Entrant;
import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.rules.session.PitStop;
import dev.paddock.f1.rules.session.PositionChange;
import dev.paddock.f1.rules.session.RaceControlMessage;
import dev.paddock.f1.rules.session.RadioClip;
import dev.paddock.f1.rules.session.SessionData;
import dev.paddock.f1.rules.session.StatusChange;
import dev.paddock.f1.rules.session.Stint;
import dev.paddock.f1.rules.session.TimedLap;
import dev.paddock.f1.rules.session.WeatherSample;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What is written is read back, whatever it is; and written again it changes nothing. */
class SessionDataStoreTest {
  static final TestDatabase DB = new TestDatabase();
  static final String SESSION = "2025-miami-S";
  static final SessionDataStore STORE = new SessionDataStore();

  @BeforeContainer static void calendar() {
    DB.pools().transactions().query("""
        insert into season values (2025, now(), now());
        insert into race (race_id, season, round, name, circuit_id, circuit, locality, country, starts_at)
        values ('2025-miami', 2025, 6, 'Miami Grand Prix', 'miami', 'Miami International Autodrome', 'Miami', 'USA', now());
        insert into session (session_id, race_id, code, starts_at, state)
        values ('2025-miami-S', '2025-miami', 'S', now(), 'SCHEDULED'), ('2025-miami-R', '2025-miami', 'R', now(), 'SCHEDULED')
        """).execute().await();
  }

  @AfterContainer static void close() {
    DB.afterAll(null);
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE) 
  void what_is_written_is_read_back(@ForAll("anything") SessionData before, @ForAll("anything") SessionData data) {
    replace(SESSION, before);
    replace(SESSION, data);
    assertThat(read(SESSION, data.kind())).isEqualTo(data);

    var rows = versions(data.kind());
    assertThat(replace(SESSION, data)).as("the same again").isZero();
    assertThat(versions(data.kind())).as("no row was written again").isEqualTo(rows);
    assertThat(rows).hasSize(data.size());
  }

  @Example void every_kind_is_tried() {
    assertThat(anything().sampleStream().limit(500).map(Object::getClass).collect(Collectors.toSet()))
        .isEqualTo(Set.of(SessionData.class.getPermittedSubclasses()));
  }

  @Example void only_what_differs_is_written() {
    var stays = new Entrant(1, "VER", "Max", "Verstappen", "Red Bull Racing", "3671C6");
    var moves = new Entrant(22, "TSU", "Yuki", "Tsunoda", "Racing Bulls", "6692FF");
    var goes = new Entrant(30, "LAW", "Liam", "Lawson", "Red Bull Racing", "3671C6");
    var comes = new Entrant(6, "HAD", "Isack", "Hadjar", "Racing Bulls", "6692FF");
    replace(SESSION, new SessionData.Entrants(List.of()));
    assertThat(replace(SESSION, new SessionData.Entrants(List.of(stays, moves, goes)))).isEqualTo(3);
    var before = versions(DataKind.ENTRANTS);

    var moved = new Entrant(22, "TSU", "Yuki", "Tsunoda", "Red Bull Racing", "3671C6");
    assertThat(replace(SESSION, new SessionData.Entrants(List.of(moved, stays, comes)))).isEqualTo(3);
    assertThat(read(SESSION, DataKind.ENTRANTS)).isEqualTo(new SessionData.Entrants(List.of(stays, comes, moved)));
    assertThat(versions(DataKind.ENTRANTS).stream().filter(before::contains)).hasSize(1);
  }

  @Example void another_session_keeps_its_own() {
    var rain = new SessionData.Weather(List.of(new WeatherSample(1, 21.5, null, null, null, null, null, true)));
    replace("2025-miami-R", rain);
    replace(SESSION, new SessionData.Weather(List.of()));
    assertThat(read("2025-miami-R", DataKind.WEATHER)).isEqualTo(rain);
  }

  @Example void of_two_rows_with_one_key_the_later_counts() {
    replace(SESSION, new SessionData.Positions(List.of(new PositionChange(1, 100, 3), new PositionChange(1, 100, 2))));
    assertThat(read(SESSION, DataKind.POSITIONS)).isEqualTo(new SessionData.Positions(List.of(new PositionChange(1, 100, 2))));
  }

  @Example void a_character_that_the_database_has_not_got_is_left_out() {
    var said = new RaceControlMessage(1, null, null, "Flag", null, null, null, null, null, null, "GREEN\0 LIGHT");
    replace(SESSION, new SessionData.RaceControl(List.of(said)));
    assertThat(((SessionData.RaceControl) read(SESSION, DataKind.RACE_CONTROL)).messages().getFirst().message()).isEqualTo("GREEN LIGHT");
  }

  @Example void laps_of_a_car_and_of_a_part_of_the_race() {
    replace(SESSION, new SessionData.Laps(List.of(lap(1, 1), lap(1, 2), lap(1, 3), lap(44, 1), lap(44, 2))));
    assertThat(numbers(new SessionReads.Laps(1, 2, 9))).containsExactly("1/2", "1/3");
    assertThat(numbers(new SessionReads.Laps(null, 2, 2))).containsExactly("1/2", "44/2");
    assertThat(numbers(SessionReads.Laps.ALL)).hasSize(5);
    assertThat(numbers(new SessionReads.Laps(4, 0, 99))).isEmpty();
  }

  private static List<String> numbers(SessionReads.Laps wanted) {
    return reads().laps(SESSION, wanted).await().stream().map(lap -> lap.timed().car() + "/" + lap.timed().number()).toList();
  }

  private static Lap lap(int car, int number) {
    var timed = new TimedLap(car, number, 90_000, null, null, null, null, null, null, null, null, null, 0, null, null, null, null, false);
    return new Lap(timed, null, null, null, null, null, null, "1", false, "", false, true);
  }

  private static SessionReads reads() {
    return new SessionReads(DB.pools().reads());
  }

  private static int replace(String session, SessionData data) {
    return DB.pools().transactions().withTransaction(tx -> STORE.replace(tx, session, data)).await();
  }

  private static SessionData read(String session, DataKind kind) {
    Future<? extends SessionData> data = switch (kind) {
      case ENTRANTS -> reads().entrants(session).map(SessionData.Entrants::new);
      case LAPS -> reads().laps(session, SessionReads.Laps.ALL).map(SessionData.Laps::new);
      case STINTS -> reads().stints(session, null).map(SessionData.Stints::new);
      case PIT_STOPS -> reads().pitStops(session, null).map(SessionData.PitStops::new);
      case WEATHER -> reads().weather(session).map(SessionData.Weather::new);
      case RACE_CONTROL -> reads().raceControl(session).map(SessionData.RaceControl::new);
      case TRACK_STATUS -> reads().statuses(session);
      case POSITIONS -> reads().positions(session, null).map(SessionData.Positions::new);
      case TEAM_RADIO -> reads().radio(session).map(SessionData.Radio::new);
      case RESULTS -> reads().computed(session).map(SessionData.Results::new);
      default -> throw new IllegalArgumentException(kind.spoken());
    };
    return data.await();
  }

  /** Which transaction wrote each row, and where it lies. */
  private static List<String> versions(DataKind kind) {
    var table = switch (kind) {
      case ENTRANTS -> "entrant";
      case LAPS -> "lap";
      case STINTS -> "stint";
      case PIT_STOPS -> "pit_stop";
      case TRACK_STATUS -> "status_change";
      case POSITIONS -> "position_change";
      case RESULTS -> "computed_result";
      default -> kind.name().toLowerCase();
    };
    return DB.pools().reads().query("select xmin || ' ' || ctid as v from " + table + " where session_id = '" + SESSION + "' order by v")
        .collecting(Collectors.mapping(r -> r.getString("v"), Collectors.toList())).execute().await().value();
  }

  @Provide Arbitrary<SessionData> anything() {
    return Arbitraries.oneOf(List.of(
        rows(entrant(), Entrant::car, Entrant::car).map(SessionData.Entrants::new),
        rows(laps(), l -> List.of(l.timed().car(), l.timed().number()), l -> l.timed().car() * 10_000 + l.timed().number())
            .map(SessionData.Laps::new),
        rows(stint(), s -> List.of(s.car(), s.number()), s -> s.car() * 10_000 + s.number()).map(SessionData.Stints::new),
        rows(pitStop(), s -> List.of(s.car(), s.number()), s -> s.car() * 10_000 + s.number()).map(SessionData.PitStops::new),
        rows(weather(), WeatherSample::at, WeatherSample::at).map(SessionData.Weather::new),
        raceControl().list().ofMaxSize(8).map(SessionData.RaceControl::new),
        Combinators.combine(status().list().ofMaxSize(5), status().list().ofMaxSize(5)).as(SessionData.TrackStatus::new),
        rows(position(), p -> List.of(p.car(), p.at()), p -> p.car() * 1_000_000 + p.at()).map(SessionData.Positions::new),
        Combinators.combine(instant(), number(), text()).as(RadioClip::new).list().ofMaxSize(8).map(SessionData.Radio::new),
        rows(result(), ComputedResult::car, ComputedResult::position).map(places -> new SessionData.Results(inOrder(places)))));
  }

  private static <T> Arbitrary<List<T>> rows(Arbitrary<T> row, Function<T, Object> key, Function<T, Integer> order) {
    return row.list().ofMaxSize(12).uniqueElements(key).map(rows -> rows.stream().sorted(Comparator.comparing(order)).toList());
  }

  private static List<ComputedResult> inOrder(List<ComputedResult> places) {
    return IntStream.range(0, places.size()).mapToObj(n -> {
      var place = places.get(n);
      return new ComputedResult(n + 1, place.car(), place.laps(), place.best(), place.total(), place.q1(), place.q2(), place.q3());
    }).toList();
  }

  private static Arbitrary<Integer> car() {
    return Arbitraries.integers().between(1, 99);
  }

  private static Arbitrary<Integer> number() {
    return Arbitraries.integers().between(0, 90);
  }

  private static Arbitrary<Integer> millis() {
    return Arbitraries.integers().between(0, 20_000_000).injectNull(0.2);
  }

  private static Arbitrary<Integer> maybe() {
    return number().injectNull(0.3);
  }

  private static Arbitrary<Boolean> flag() {
    return Arbitraries.of(true, false);
  }

  private static Arbitrary<String> text() {
    return Arbitraries.strings().ascii().excludeChars('\0').withChars('é', '日', '"', ',', '{', '\\').ofMaxLength(12);
  }

  private static Arbitrary<Instant> instant() {
    return Arbitraries.longs().between(1_500_000_000_000L, 1_900_000_000_000L).map(Instant::ofEpochMilli);
  }

  private static Arbitrary<Double> tenths() {
    return Arbitraries.integers().between(-500, 11_000).map(n -> n / 10.0).injectNull(0.2);
  }

  private static Arbitrary<Entrant> entrant() {
    return Combinators.combine(car(), text(), text(), text(), text(), text()).as(Entrant::new);
  }

  private static Arbitrary<Lap> laps() {
    var times = millis().list().ofSize(10);
    var timed = Combinators.combine(car(), number(), times, number(), maybe().list().ofSize(4), flag())
        .as((car, lap, t, stops, speeds, best) -> new TimedLap(car, lap, t.get(0), t.get(1), t.get(2), t.get(3), t.get(4), t.get(5),
            t.get(6), t.get(7), t.get(8), t.get(9), stops, speeds.get(0), speeds.get(1), speeds.get(2), speeds.get(3), best));
    return Combinators.combine(timed, millis(), maybe().list().ofSize(3), text().injectNull(0.2), flag().injectNull(0.2),
        text(), text(), flag().list().ofSize(3)).as((lap, start, numbers, compound, fresh, status, reason, flags) ->
            new Lap(lap, start, numbers.get(0), compound, numbers.get(1), fresh, numbers.get(2), status, flags.get(0), reason,
                flags.get(1), flags.get(2)));
  }

  private static Arbitrary<Stint> stint() {
    return Combinators.combine(car(), number(), text(), flag().injectNull(0.3), maybe(), maybe(), maybe()).as(Stint::new);
  }

  private static Arbitrary<PitStop> pitStop() {
    return Combinators.combine(car(), number(), maybe(), millis(), millis(), millis()).as(PitStop::new);
  }

  private static Arbitrary<WeatherSample> weather() {
    return Combinators.combine(number(), tenths(), tenths(), tenths(), tenths(), tenths(), maybe(), flag().injectNull(0.3))
        .as(WeatherSample::new);
  }

  private static Arbitrary<RaceControlMessage> raceControl() {
    var words = text().injectNull(0.3).list().ofSize(4);
    return Combinators.combine(millis(), instant().injectNull(0.2), maybe(), text(), words, maybe(), car().injectNull(0.5), text())
        .as((at, utc, lap, category, w, sector, car, message) ->
            new RaceControlMessage(at, utc, lap, category, w.get(0), w.get(1), sector, car, w.get(2), w.get(3), message));
  }

  private static Arbitrary<StatusChange> status() {
    return Combinators.combine(number(), text(), text()).as(StatusChange::new);
  }

  private static Arbitrary<PositionChange> position() {
    return Combinators.combine(car(), number(), number()).as(PositionChange::new);
  }

  private static Arbitrary<ComputedResult> result() {
    return Combinators.combine(number(), car(), number(), millis(), millis(), millis(), millis(), millis()).as(ComputedResult::new);
  }
}

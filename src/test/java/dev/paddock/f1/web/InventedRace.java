package dev.paddock.f1.web;

import dev.paddock.f1.rules.circuit.CircuitMap;
import dev.paddock.f1.rules.circuit.CircuitMap.Point;
import dev.paddock.f1.rules.circuit.Marker;
import dev.paddock.f1.rules.circuit.Marker.Kind;
import dev.paddock.f1.rules.circuit.MarkerDistances;
import dev.paddock.f1.rules.session.ComputedResult;
import dev.paddock.f1.rules.session.Entrant;
import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.rules.session.PitStop;
import dev.paddock.f1.rules.session.RaceControlMessage;
import dev.paddock.f1.rules.session.SessionData;
import dev.paddock.f1.rules.session.StatusChange;
import dev.paddock.f1.rules.session.Stint;
import dev.paddock.f1.rules.session.TimedLap;
import dev.paddock.f1.rules.session.WeatherSample;
import dev.paddock.f1.rules.telemetry.Packing;
import dev.paddock.f1.rules.telemetry.Samples;
import dev.paddock.f1.rules.telemetry.TelemetryBlock;
import dev.paddock.f1.rules.telemetry.TelemetryBlock.Channel;
import dev.paddock.f1.store.CircuitStore;
import dev.paddock.f1.store.SessionDataStore;
import dev.paddock.f1.store.TelemetryStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All that is published of a race of 57 laps and twenty cars that nobody drove: a stop each, a safety car from lap 30 to 33, rain near the
 * end, a car that stops on lap 12, a time that is taken back, and telemetry of the two McLarens' lap 20.
 */
public final class InventedRace {
  public static final int LAPS = 57;
  public static final int TELEMETRY_LAP = 20;
  private static final int START = 3_600_000;
  private static final int PIT_LOSS = 22_000;
  private static final int OUTLINE = 240;
  private static final int RETIRED = 18;
  private static final int LAST_LAP_OF_RETIRED = 12;
  private static final Instant BEGAN = Instant.parse("2025-11-23T03:00:00Z");

  private static final List<Entrant> ENTRANTS = List.of(
      new Entrant(1, "VER", "Max", "Verstappen", "Red Bull Racing", "4781D7"), new Entrant(4, "NOR", "Lando", "Norris", "McLaren", "F47600"),
      new Entrant(81, "PIA", "Oscar", "Piastri", "McLaren", "F47600"), new Entrant(63, "RUS", "George", "Russell", "Mercedes", "00D7B6"),
      new Entrant(12, "ANT", "Kimi", "Antonelli", "Mercedes", "00D7B6"), new Entrant(16, "LEC", "Charles", "Leclerc", "Ferrari", "ED1131"),
      new Entrant(44, "HAM", "Lewis", "Hamilton", "Ferrari", "ED1131"), new Entrant(55, "SAI", "Carlos", "Sainz", "Williams", "1868DB"),
      new Entrant(23, "ALB", "Alexander", "Albon", "Williams", "1868DB"), new Entrant(6, "HAD", "Isack", "Hadjar", "Racing Bulls", "6C98FF"),
      new Entrant(30, "LAW", "Liam", "Lawson", "Racing Bulls", "6C98FF"), new Entrant(27, "HUL", "Nico", "Hulkenberg", "Kick Sauber", "01C00E"),
      new Entrant(5, "BOR", "Gabriel", "Bortoleto", "Kick Sauber", "01C00E"), new Entrant(31, "OCO", "Esteban", "Ocon", "Haas F1 Team", "9C9FA2"),
      new Entrant(87, "BEA", "Oliver", "Bearman", "Haas F1 Team", "9C9FA2"), new Entrant(14, "ALO", "Fernando", "Alonso", "Aston Martin", "229971"),
      new Entrant(18, "STR", "Lance", "Stroll", "Aston Martin", "229971"), new Entrant(22, "TSU", "Yuki", "Tsunoda", "Red Bull Racing", "4781D7"),
      new Entrant(10, "GAS", "Pierre", "Gasly", "Alpine", "00A1E8"), new Entrant(43, "COL", "Franco", "Colapinto", "Alpine", "00A1E8"));

  /** Made for reading off: a figure with two straights; corners where it bends, twelve marshal sectors. */
  public static final CircuitMap CIRCUIT = MarkerDistances.onOutline(new CircuitMap(152, 2025, "Invented Street Circuit", "Las Vegas",
      "United States", 30.0, IntStream.range(0, OUTLINE).mapToObj(InventedRace::point).toList(), markers()));

  private InventedRace() {}

  /** Stores it as an import would have. */
  public static void fill(Pool pool, String raceId) {
    var sessionId = raceId + "-R";
    var store = new SessionDataStore();
    var laps = laps();
    List<SessionData> all = List.of(new SessionData.Entrants(ENTRANTS), new SessionData.Laps(laps), new SessionData.Stints(stints()),
        new SessionData.PitStops(pitStops(laps)), new SessionData.Weather(weather()), new SessionData.RaceControl(raceControl()), new SessionData.Results(results(laps)),
        new SessionData.TrackStatus(trackStatus(laps),
            List.of(new StatusChange(START, "Started", ""), new StatusChange(end(laps), "Finished", ""))));
    pool.withTransaction(tx -> {
      Future<?> done = Future.succeededFuture();
      for (var data : all) done = done.compose(v -> store.replace(tx, sessionId, data));
      for (var channel : Channel.values()) done = done.compose(v -> new TelemetryStore().replace(tx, sessionId, channel, telemetry(laps, channel)));
      return done.compose(v -> new CircuitStore().save(tx, CIRCUIT, "multiviewer", BEGAN))
          .compose(v -> tx.preparedQuery("update race set circuit_key = 152 where race_id = $1").execute(Tuple.of(raceId)))
          .compose(v -> tx.preparedQuery("""
              insert into coverage (subject, kind, state, source, reason, rows, at)
              select $1::text, kind, 'STORED', 'livetiming', '', 1, '2025-11-24T06:00Z'
                from unnest(array['ENTRANTS', 'LAPS', 'STINTS', 'PIT_STOPS', 'WEATHER', 'RACE_CONTROL', 'TRACK_STATUS', 'RESULTS',
                                  'CAR_DATA', 'CAR_POSITION']) as k (kind)
              on conflict do nothing
              """).execute(Tuple.of(sessionId)));
    }).await();
  }

  private static int end(List<Lap> laps) {
    return laps.stream().mapToInt(lap -> lap.timed().end()).max().orElseThrow();
  }

  // --- laps

  /** The n-th of the grid stops at the end of this lap. */
  private static int stop(int n) {
    return 18 + n % 7;
  }

  private static int last(Entrant driver) {
    return driver.car() == RETIRED ? LAST_LAP_OF_RETIRED : LAPS;
  }

  private static boolean neutralised(int lap) {
    return lap >= 30 && lap <= 33;
  }

  private static int lapTime(int n, int lap) {
    int age = lap <= stop(n) ? lap : lap - stop(n);
    int wobble = (n * 7919 + lap * 104_729) % 400;
    return 94_000 + n * 110 + age * 45 - lap * 30 + wobble + (lap == 1 ? 6_000 + n * 400 : 0) + (neutralised(lap) ? 31_000 - n * 200 : 0)
        + (lap == stop(n) ? PIT_LOSS / 3 : lap == stop(n) + 1 ? PIT_LOSS * 2 / 3 : 0);
  }

  private static List<Lap> laps() {
    var laps = new ArrayList<Lap>();
    for (int n = 0; n < ENTRANTS.size(); n++) {
      int at = START;
      int best = Integer.MAX_VALUE;
      for (int lap = 1; lap <= last(ENTRANTS.get(n)); lap++) {
        int time = lapTime(n, lap);
        laps.add(lap(n, lap, at, time, time < best));
        best = Math.min(best, time);
        at += time;
      }
    }
    return laps.stream().map(lap -> placed(lap, laps)).toList();
  }

  private static Lap lap(int n, int lap, int start, int time, boolean best) {
    int car = ENTRANTS.get(n).car();
    int end = start + time;
    boolean stopped = car == RETIRED && lap == LAST_LAP_OF_RETIRED;
    boolean in = lap == stop(n);
    boolean out = lap == stop(n) + 1;
    boolean deleted = car == 23 && lap == 9;
    int first = time * 30 / 100;
    int second = time * 38 / 100;
    boolean onMediums = lap <= stop(n);
    return new Lap(
        new TimedLap(car, lap, stopped ? null : time, first, stopped ? null : second, stopped ? null : time - first - second, end,
            start + first, start + first + second, end, in ? end - 4_000 : null, out ? start + PIT_LOSS - 4_000 : null, onMediums ? 0 : 1,
            230, 280, 290, 320 + lap % 9, best && !deleted && !stopped),
        start, onMediums ? 1 : 2, onMediums ? "MEDIUM" : "HARD", onMediums ? lap + 2 : lap - stop(n), !onMediums, null,
        neutralised(lap) ? "4" : "1", deleted, deleted ? "TRACK LIMITS AT TURN 4 LAP 9" : "", stopped,
        !stopped && !in && !out && !neutralised(lap) && lap > 1);
  }

  private static Lap placed(Lap lap, List<Lap> all) {
    var timed = lap.timed();
    int ahead = (int) all.stream().map(Lap::timed)
        .filter(other -> other.number() == timed.number() && other.end() < timed.end()).count();
    return new Lap(timed, lap.start(), lap.stint(), lap.compound(), lap.tyreLife(), lap.freshTyre(), lap.generated() ? null : ahead + 1,
        lap.trackStatus(), lap.deleted(), lap.deletedReason(), lap.generated(), lap.accurate());
  }

  private static List<Stint> stints() {
    return IntStream.range(0, ENTRANTS.size()).boxed().flatMap(n -> {
      var driver = ENTRANTS.get(n);
      var first = new Stint(driver.car(), 1, "MEDIUM", false, 2, 1, Math.min(stop(n), last(driver)));
      return last(driver) <= stop(n) ? List.of(first).stream()
          : List.of(first, new Stint(driver.car(), 2, "HARD", true, 0, stop(n) + 1, last(driver))).stream();
    }).toList();
  }

  private static List<PitStop> pitStops(List<Lap> laps) {
    return laps.stream().map(Lap::timed).filter(lap -> lap.pitIn() != null)
        .map(lap -> new PitStop(lap.car(), 1, lap.number(), lap.pitIn(), lap.pitIn() + PIT_LOSS, PIT_LOSS)).toList();
  }

  /** By laps, then by time. */
  private static List<ComputedResult> results(List<Lap> laps) {
    var last = ENTRANTS.stream().map(driver -> lapOf(laps, driver.car(), last(driver)).timed())
        .sorted(Comparator.comparing(TimedLap::number).reversed().thenComparing(TimedLap::end)).toList();
    return IntStream.range(0, last.size()).mapToObj(n -> {
      var car = last.get(n);
      int best = laps.stream().map(Lap::timed).filter(lap -> lap.car() == car.car() && lap.time() != null).mapToInt(TimedLap::time).min().orElseThrow();
      return new ComputedResult(n + 1, car.car(), car.number(), best, car.end() - START, null, null, null);
    }).toList();
  }

  // --- weather, race control

  private static List<WeatherSample> weather() {
    return IntStream.range(0, 155).mapToObj(minute -> new WeatherSample(minute * 60_000, 18.5 - minute * 0.02, 24.0 - minute * 0.05, 41.0,
        951.2, 1.2 + minute % 5 * 0.3, (200 + minute) % 360, minute > 120 && minute < 130)).toList();
  }

  private static Lap lapOf(List<Lap> laps, int car, int number) {
    return laps.stream().filter(lap -> lap.timed().car() == car && lap.timed().number() == number).findFirst().orElseThrow();
  }

  private static List<StatusChange> trackStatus(List<Lap> laps) {
    return List.of(new StatusChange(0, "1", "AllClear"), new StatusChange(lapOf(laps, RETIRED, LAST_LAP_OF_RETIRED).start() + 20_000, "2", "Yellow"),
        new StatusChange(lapOf(laps, RETIRED, LAST_LAP_OF_RETIRED).timed().end(), "1", "AllClear"),
        new StatusChange(lapOf(laps, 1, 30).start(), "4", "SCDeployed"), new StatusChange(lapOf(laps, 1, 33).timed().end(), "1", "AllClear"));
  }

  private static List<RaceControlMessage> raceControl() {
    var laps = laps();
    int yellow = lapOf(laps, RETIRED, LAST_LAP_OF_RETIRED).start() + 20_000;
    int safetyCar = lapOf(laps, 1, 30).start();
    return List.of(message(START, 1, "Flag", "GREEN", "Track", null, null, "GREEN LIGHT - PIT EXIT OPEN"),
        message(START + 1_000_000, 9, "Other", null, null, null, 23, "CAR 23 (ALB) TIME 1:36.120 DELETED - TRACK LIMITS AT TURN 4 LAP 9"),
        message(yellow, 12, "Flag", "YELLOW", "Sector", 7, null, "YELLOW IN TRACK SECTOR 7"),
        message(yellow + 40_000, 13, "Flag", "CLEAR", "Sector", 7, null, "CLEAR IN TRACK SECTOR 7"),
        message(safetyCar, 30, "SafetyCar", null, null, null, null, "SAFETY CAR DEPLOYED"),
        message(safetyCar + 300_000, 33, "SafetyCar", null, null, null, null, "SAFETY CAR IN THIS LAP"),
        message(safetyCar + 900_000, 40, "Flag", "BLUE", "Driver", null, 43, "WAVED BLUE FLAG FOR CAR 43 (COL) TIMED AT 21:13:20"),
        message(end(laps), 57, "Flag", "CHEQUERED", "Track", null, null, "CHEQUERED FLAG"));
  }

  private static RaceControlMessage message(int at, int lap, String category, String flag, String scope, Integer sector, Integer car, String text) {
    return new RaceControlMessage(at, BEGAN.plusMillis(at), lap, category, flag, scope, sector, car, null, null, text);
  }

  // --- the circuit, and two laps around it

  private static double x(double turn) {
    double a = turn * 2 * Math.PI;
    return 9_000 * Math.cos(a) + 1_600 * Math.cos(3 * a);
  }

  private static double y(double turn) {
    double a = turn * 2 * Math.PI;
    return 5_200 * Math.sin(a) - 1_500 * Math.sin(2 * a);
  }

  private static Point point(int i) {
    double turn = (double) i / OUTLINE;
    return new Point((int) Math.round(x(turn)), (int) Math.round(y(turn)));
  }

  private static List<Marker> markers() {
    var markers = new ArrayList<Marker>();
    for (int n = 0; n < 9; n++) markers.add(marker(Kind.CORNER, n + 1, (n + 0.5) / 9, 40.0 * n));
    for (int n = 0; n < 12; n++) markers.add(marker(Kind.MARSHAL_SECTOR, n + 1, n / 12.0, null));
    for (int n = 0; n < 12; n++) markers.add(marker(Kind.MARSHAL_LIGHT, n + 1, (n + 0.3) / 12, 0.0));
    return markers;
  }

  private static Marker marker(Kind kind, int number, double turn, Double angle) {
    return new Marker(kind, number, "", x(turn), y(turn), angle, null);
  }

  private static List<TelemetryBlock> telemetry(List<Lap> laps, Channel channel) {
    return List.of(drive(lapOf(laps, 4, TELEMETRY_LAP), channel, 1.0), drive(lapOf(laps, 81, TELEMETRY_LAP), channel, 1.15));
  }

  /** Slow where it bends. @param bold how much less one slows down there */
  private static TelemetryBlock drive(Lap lap, Channel channel, double bold) {
    int steps = 4_000;
    var seconds = new double[steps + 1];
    var speed = new double[steps + 1];
    for (int i = 0; i <= steps; i++) speed[i] = speed((double) i / steps, bold);
    for (int i = 1; i <= steps; i++) {
      double way = Math.hypot(x((double) i / steps) - x((i - 1.0) / steps), y((double) i / steps) - y((i - 1.0) / steps));
      seconds[i] = seconds[i - 1] + way / (speed[i] + speed[i - 1]);
    }
    double stretch = lap.timed().time() / seconds[steps];
    double kmh = 2 * 0.1 * 3.6 * 1000 / stretch / 2;
    var at = IntStream.iterate(-500, t -> t <= lap.timed().time() + 500, t -> t + (channel == Channel.CAR ? 240 : 220)).toArray();
    var values = new int[channel.columns()][at.length];
    for (int s = 0, i = 0; s < at.length; s++) {
      while (i < steps && seconds[i] * stretch < at[s]) i++;
      double turn = (double) i / steps;
      int slope = (int) Math.signum(speed[Math.min(steps, i + 20)] - speed[Math.max(0, i - 20)]);
      int v = (int) Math.round(speed[i] * 2 * kmh);
      int[] row = channel == Channel.CAR
          ? new int[] {8_000 + v * 12, v, Math.min(8, 1 + v / 40), slope < 0 ? 0 : 100, slope < 0 ? 100 : 0, v > 290 ? 12 : 0}
          : new int[] {0, (int) Math.round(x(turn)), (int) Math.round(y(turn)), 0};
      for (int c = 0; c < row.length; c++) values[c][s] = row[c];
    }
    return Packing.pack(lap.timed().car(), lap.timed().number(),
        new Samples(channel, IntStream.of(at).map(t -> lap.start() + t).toArray(), values));
  }

  private static double speed(double turn, double bold) {
    return 320 - 230 / bold * Math.pow(Math.abs(Math.sin(turn * Math.PI * 9)), 6);
  }
}

package dev.paddock.f1.web;

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
  private static final int RETIRED = 18;
  private static final int LAST_LAP_OF_RETIRED = 12;
  private static final Instant BEGAN = Instant.parse("2025-11-23T03:00:00Z");

  /** In the order of the grid. */
  private static final List<Entrant> ENTRANTS = """
      1 VER Max Verstappen 4781D7 Red Bull Racing
      4 NOR Lando Norris F47600 McLaren
      81 PIA Oscar Piastri F47600 McLaren
      63 RUS George Russell 00D7B6 Mercedes
      12 ANT Kimi Antonelli 00D7B6 Mercedes
      16 LEC Charles Leclerc ED1131 Ferrari
      44 HAM Lewis Hamilton ED1131 Ferrari
      55 SAI Carlos Sainz 1868DB Williams
      23 ALB Alexander Albon 1868DB Williams
      6 HAD Isack Hadjar 6C98FF Racing Bulls
      30 LAW Liam Lawson 6C98FF Racing Bulls
      27 HUL Nico Hulkenberg 01C00E Kick Sauber
      5 BOR Gabriel Bortoleto 01C00E Kick Sauber
      31 OCO Esteban Ocon 9C9FA2 Haas F1 Team
      87 BEA Oliver Bearman 9C9FA2 Haas F1 Team
      14 ALO Fernando Alonso 229971 Aston Martin
      18 STR Lance Stroll 229971 Aston Martin
      22 TSU Yuki Tsunoda 4781D7 Red Bull Racing
      10 GAS Pierre Gasly 00A1E8 Alpine
      43 COL Franco Colapinto 00A1E8 Alpine
      """.lines().map(line -> line.split(" ", 6))
      .map(word -> new Entrant(Integer.parseInt(word[0]), word[1], word[2], word[3], word[5], word[4])).toList();

  private InventedRace() {}

  /** Stores it as an import would have. */
  public static void fill(Pool pool, String raceId) {
    var sessionId = raceId + "-R";
    var store = new SessionDataStore();
    var laps = laps();
    List<SessionData> all = List.of(new SessionData.Entrants(ENTRANTS), new SessionData.Laps(laps), new SessionData.Stints(stints()),
        new SessionData.PitStops(pitStops(laps)), new SessionData.Weather(weather()), new SessionData.RaceControl(raceControl()),
        new SessionData.Results(results(laps)),
        new SessionData.TrackStatus(trackStatus(laps),
            List.of(new StatusChange(START, "Started", ""), new StatusChange(end(laps), "Finished", ""))));
    pool.withTransaction(tx -> {
      Future<?> done = Future.succeededFuture();
      for (var data : all) done = done.compose(v -> store.replace(tx, sessionId, data));
      for (var channel : Channel.values()) {
        done = done.compose(v -> new TelemetryStore().replace(tx, sessionId, channel, telemetry(laps, channel)));
      }
      return done.compose(v -> new CircuitStore().save(tx, InventedCircuit.CIRCUIT, "multiviewer", BEGAN))
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
      int best = laps.stream().map(Lap::timed).filter(lap -> lap.car() == car.car() && lap.time() != null).mapToInt(TimedLap::time)
          .min().orElseThrow();
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
    var stopped = lapOf(laps, RETIRED, LAST_LAP_OF_RETIRED);
    return List.of(new StatusChange(0, "1", "AllClear"), new StatusChange(stopped.start() + 20_000, "2", "Yellow"),
        new StatusChange(stopped.timed().end(), "1", "AllClear"), new StatusChange(lapOf(laps, 1, 30).start(), "4", "SCDeployed"),
        new StatusChange(lapOf(laps, 1, 33).timed().end(), "1", "AllClear"));
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

  private static RaceControlMessage message(int at, int lap, String category, String flag, String scope, Integer sector, Integer car,
      String text) {
    return new RaceControlMessage(at, BEGAN.plusMillis(at), lap, category, flag, scope, sector, car, null, null, text);
  }

  private static List<TelemetryBlock> telemetry(List<Lap> laps, Channel channel) {
    return List.of(InventedCircuit.drive(lapOf(laps, 4, TELEMETRY_LAP), channel, 1.0),
        InventedCircuit.drive(lapOf(laps, 81, TELEMETRY_LAP), channel, 1.15));
  }
}

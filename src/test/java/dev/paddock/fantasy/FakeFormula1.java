package dev.paddock.fantasy;

import dev.paddock.bus.Bus;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.f1.contract.Formula1.Car;
import dev.paddock.f1.contract.Formula1.Race;
import dev.paddock.f1.contract.Formula1.Result;
import dev.paddock.f1.contract.Formula1.Round;
import dev.paddock.f1.contract.Formula1.SessionKind;
import dev.paddock.f1.contract.Formula1.Status;
import dev.paddock.fantasy.rules.RaceLock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** A season of invented races that knows the latest version of each result. */
public final class FakeFormula1 {
  public static final Instant START = Instant.parse("2025-03-15T12:00:00Z");
  public static final List<String> DRIVERS = IntStream.rangeClosed(1, 20).mapToObj(i -> "driver_%02d".formatted(i)).toList();

  /** Whom an administrator has taken out. */
  public final Set<String> removed = ConcurrentHashMap.newKeySet();

  private final int rounds;
  private final Map<String, Result> latest = new ConcurrentHashMap<>();
  private final List<Result> all = new CopyOnWriteArrayList<>();

  public FakeFormula1(int rounds) {
    this.rounds = rounds;
  }

  public FakeFormula1 answerOn(Bus bus) {
    bus.answer(Formula1.ROUND, asked -> Future.succeededFuture(round(asked.session()))).await();
    bus.answer(Formula1.ENTRIES, asked -> Future.succeededFuture(new Formula1.Entries(asked.year(), DRIVERS.stream()
        .map(driver -> new Formula1.Entry(driver, driver, Optional.of("constructor" + DRIVERS.indexOf(driver) / 2), Optional.empty(), !removed.contains(driver)))
        .toList()))).await();
    bus.answer(Formula1.HISTORY, asked -> Future.succeededFuture(history(asked.raceId()))).await();
    bus.answer(Formula1.SEASON, asked -> Future.succeededFuture(
        new Formula1.Season(asked.year(), IntStream.rangeClosed(1, rounds).mapToObj(FakeFormula1::race).toList()))).await();
    return this;
  }

  private Formula1.History history(String raceId) {
    var race = IntStream.rangeClosed(1, rounds).mapToObj(FakeFormula1::race).filter(r -> r.raceId().equals(raceId)).findFirst();
    return new Formula1.History(race, all.stream().filter(result -> result.sessionId().startsWith(raceId + "-"))
        .map(result -> new Formula1.Version(result, result.version() > 1 ? "amended" : "final", "jolpica", START,
            result.version() > 1 ? List.of(new Formula1.Change("driver_01", "position", "2", "1")) : List.of(),
            Optional.empty())).toList());
  }

  public static String raceId(int round) {
    return "2025-round%02d".formatted(round);
  }

  private static Race race(int round) {
    var start = START.plus(Duration.ofDays(7L * round));
    return new Race(raceId(round), 2025, round, "Round " + round + " Grand Prix", start, start.minus(Duration.ofDays(1)));
  }

  /** When a round's line-ups lock. */
  public static RaceLock lock(int round) {
    return new RaceLock(raceId(round), 2025, round, race(round).lockAt(), false);
  }

  private Round round(String sessionId) {
    var raceId = sessionId.substring(0, sessionId.lastIndexOf('-'));
    var sessions = new TreeMap<>(latest).values().stream().filter(result -> result.sessionId().startsWith(raceId + "-")).toList();
    return new Round(race(Integer.parseInt(raceId.substring(raceId.length() - 2))), sessions);
  }

  /** The drivers in this finishing order, from a grid in the order of their names; the others retire. */
  public Result publish(int round, SessionKind kind, int version, List<String> classified) {
    var cars = new ArrayList<Car>();
    for (var driver : classified) cars.add(car(driver, cars.size() + 1, Status.CLASSIFIED));
    for (var driver : DRIVERS) if (!classified.contains(driver)) cars.add(car(driver, cars.size() + 1, Status.RETIRED));
    var result = new Result(raceId(round) + "-" + switch (kind) {
      case QUALIFYING -> "Q";
      case SPRINT -> "S";
      case RACE -> "R";
    }, kind, version, List.copyOf(cars));
    latest.put(result.sessionId(), result);
    all.add(result);
    return result;
  }

  public Result publish(int round, SessionKind kind, int version, long seed) {
    var order = new ArrayList<>(DRIVERS);
    Collections.shuffle(order, new Random(seed));
    return publish(round, kind, version, order.subList(0, 17));
  }

  private static Car car(String driver, int position, Status status) {
    return new Car(driver, "constructor" + DRIVERS.indexOf(driver) / 2, position, status, Optional.of(DRIVERS.indexOf(driver) + 1),
        Optional.of(new Formula1.Lap(position, 90_000 + DRIVERS.indexOf(driver))));
  }
}

package dev.paddock.horse;

import dev.paddock.TestDatabase;
import dev.paddock.bus.Bus;
import dev.paddock.bus.Message;
import dev.paddock.db.Outbox;
import dev.paddock.db.Pools;
import dev.paddock.horse.contract.Horses;
import dev.paddock.horse.contract.Horses.RacesLookedAt;
import dev.paddock.horse.rules.RaceCard;
import dev.paddock.horse.rules.RaceCard.Meeting;
import dev.paddock.horse.rules.RaceCard.Race;
import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.horse.rules.Sighting.Dividend;
import dev.paddock.horse.store.CardStore;
import dev.paddock.horse.store.RaceStore;
import dev.paddock.horse.store.RaceWrites;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.DueWork;
import dev.paddock.schedule.contract.Scheduling.Steer;
import dev.paddock.schedule.contract.Scheduling.Steered;
import dev.paddock.schedule.contract.Scheduling.Worked;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The races of a meeting at Ellerslie, told by a provider, on a real database. */
abstract class Ellerslie {
  static final Instant START = Instant.parse("2026-11-22T01:05:00Z");
  static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");
  static final Dividend WIN = new Dividend("Pool Win", "1", "final", 3_400);

  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.of(vertx);
  final Pools pools = Pools.open(vertx, TestDatabase.fresh(), new Pools.Sizes(4, 2, Duration.ofSeconds(30)));
  final Clock clock = new Clock();
  final ScriptedHorses source = new ScriptedHorses(clock, 3);
  final Turns turns = new Turns(pools.transactions(), clock);
  final Followed followed = new Followed(source, "horse", AUCKLAND, true, Duration.ofHours(12));
  final List<Message> told = new CopyOnWriteArrayList<>();
  final List<RacesLookedAt> counted = new CopyOnWriteArrayList<>();
  final List<Steer> steered = new CopyOnWriteArrayList<>();

  /** A clock that the test sets. */
  static final class Clock implements Timers {
    volatile Instant now = START.minus(Duration.ofHours(3));

    @Override public Instant instant() {
      return now;
    }

    @Override public Wakeup wakeAt(Instant when, Supplier<? extends CompletionStage<?>> task) {
      throw new UnsupportedOperationException("polls are woken by the scheduler");
    }
  }

  @BeforeEach void open() {
    bus.on(Horses.RACE_CHANGED, told::add).await();
    bus.on(Horses.RACE_FINAL, told::add).await();
    bus.on(Horses.RACE_AMENDED, told::add).await();
    bus.on(Horses.LOOKED_AT, counted::add).await();
    bus.answer(Scheduling.STEER, steer -> {
      steered.add(steer);
      return Future.succeededFuture(new Steered.Done(Optional.empty()));
    }).await();
    var stores = new PollVerticle.Stores(new RaceStore(pools.reads(), pools.transactions()), new RaceWrites(), new CardStore());
    vertx.deployVerticle(new PollVerticle(bus, clock, turns, stores, Outbox.CLOSED, List.of(followed))).await();
    PollVerticle.cardPlans(List.of(followed)).forEach(plan -> turns.plans.put(plan.subject(), plan));
  }

  @AfterEach void close() {
    pools.close().await();
    vertx.close().await();
  }

  void onTheCard(String... ids) {
    card(IntStream.range(0, ids.length).mapToObj(n -> race(ids[n], n + 1, START)).toArray(Race[]::new));
    discover();
    turns.log.clear();
  }

  static Race race(String id, int number, Instant start) {
    return new Race(id, number, "Race " + number, start, 1_400, RaceStatus.OPEN, Optional.of("Good 4"), Optional.of("fine"));
  }

  void card(Race... races) {
    source.card(LocalDate.of(2026, 11, 22), new RaceCard(List.of(new Meeting("m", "Ellerslie", LocalDate.of(2026, 11, 22),
        "thoroughbred", "NZ", "Ellerslie", List.of(races))), Optional.of(clock.now)));
  }

  void discover() {
    due("horse.day", "horse-day:tabnz");
  }

  void pollAt(Instant when, int... races) {
    clock.now = when;
    due("horse.poll", (races.length == 0 ? IntStream.of(1) : IntStream.of(races)).mapToObj(id -> "horse:" + id).toArray(String[]::new));
  }

  void due(String kind, String... subjects) {
    var claims = List.of(subjects).stream().map(turns::claim).toList();
    bus.<DueWork, Worked>ask(Scheduling.due(kind), new DueWork(claims), Duration.ofSeconds(10)).await();
  }

  Row one(String sql) {
    return pools.reads().query(sql).execute().await().iterator().next();
  }

  List<String> column(String sql) {
    return StreamSupport.stream(pools.reads().query(sql).execute().await().spliterator(), false).map(row -> row.getString(0)).toList();
  }
}

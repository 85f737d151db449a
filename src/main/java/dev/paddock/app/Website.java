package dev.paddock.app;

import dev.paddock.bus.Bus;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.RaceReads;
import dev.paddock.f1.store.ResultStore;
import dev.paddock.f1.web.RaceOperations;
import dev.paddock.f1.web.Races;
import dev.paddock.f1.web.Races.Effect;
import dev.paddock.f1.web.SessionOperations;
import dev.paddock.f1.web.StoredRaces;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fetch.web.ProviderOperations;
import dev.paddock.horse.Followed;
import dev.paddock.horse.store.HorseReads;
import dev.paddock.horse.web.HorseOperations;
import dev.paddock.horse.web.StoredRaceBook;
import dev.paddock.schedule.store.PgAgenda;
import dev.paddock.schedule.web.AgendaOperations;
import dev.paddock.web.Answer;
import dev.paddock.web.Gate;
import dev.paddock.web.HttpVerticle.Site;
import dev.paddock.web.Operation;
import dev.paddock.web.Shown;
import dev.paddock.web.Status;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the house shows: the operations of every room, put together for {@link dev.paddock.web.HttpVerticle}. */
final class Website {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Bus bus;
  private final SqlClient reads;
  private final InstantSource clock;
  private final String mode;

  /** @param mode demo or run */
  Website(Bus bus, SqlClient reads, InstantSource clock, String mode) {
    this.bus = bus;
    this.reads = reads;
    this.clock = clock;
    this.mode = mode;
  }

  /**
   * What the game adds.
   *
   * @param operations on teams, rankings and notifications
   * @param effect     what the correction that made a session's version did
   * @param overview   its part of the status
   */
  record Game(List<Operation> operations, BiFunction<String, Integer, Future<Effect>> effect, Supplier<Future<Overview.Game>> overview) {}

  /**
   * @param others   operations of the other rooms
   * @param pages    outside of the contract: health and metrics
   */
  Site site(Settings.Http http, Game game, List<Operation> others, Map<String, Supplier<Future<Answer>>> pages, Gate gate) {
    var agenda = new PgAgenda(reads);
    var races = new RaceReads(reads);
    var stored = new StoredRaces(races, new ResultStore(reads), new CalendarStore(reads), sessionId -> agenda.next("result:" + sessionId),
        this::locks);
    var horses = new HorseReads(reads);
    var book = new StoredRaceBook(horses);
    Shown.of(bus, "f1", sessionId -> result(stored, sessionId)).await();
    Shown.of(bus, "horse", subject -> book.race(Followed.outsideId(subject))).await();
    var operations = new ArrayList<>(new RaceOperations(stored, game.effect, clock).list());
    operations.addAll(new SessionOperations(Export.stored(reads)).list());
    operations.addAll(new AgendaOperations(agenda, clock).list());
    operations.addAll(new HorseOperations(book, clock).list());
    operations.addAll(game.operations);
    operations.addAll(others);
    operations.addAll(ProviderOperations.of(bus).list());
    operations.add(Status.operation(new Overview(mode, clock, bus, races, agenda, game.overview, horses::followed)));
    return new Site(http.host(), http.port(), List.copyOf(operations), pages, gate, clock);
  }

  private Future<Map<String, Instant>> locks(int season) {
    return bus.ask(Fantasy.LOCKS, new Fantasy.GetLocks(season), PATIENCE)
        .map(found -> found.locks().stream().collect(Collectors.toUnmodifiableMap(Fantasy.Lock::raceId, Fantasy.Lock::lockAt)));
  }

  private static Future<Optional<Races.Results>> result(Races races, String sessionId) {
    int dash = sessionId.lastIndexOf('-');
    return races.results(sessionId.substring(0, dash), sessionId.substring(dash + 1), Optional.empty());
  }
}

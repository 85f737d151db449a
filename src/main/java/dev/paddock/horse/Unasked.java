package dev.paddock.horse;

import static dev.paddock.schedule.contract.Scheduling.PUT_PLAN;
import static dev.paddock.schedule.contract.Scheduling.STEER;

import dev.paddock.bus.Bus;
import dev.paddock.horse.contract.Horses.Taken;
import dev.paddock.horse.contract.Horses.Told;
import dev.paddock.horse.rules.Judgement;
import dev.paddock.horse.rules.Sighting;
import dev.paddock.horse.store.RaceStore;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.PutPlan;
import dev.paddock.schedule.contract.Scheduling.Steer;
import dev.paddock.schedule.contract.Scheduling.Steered;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** What a provider tells without being asked: entered like the answer to a poll, or a reason to poll at once. */
final class Unasked {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Bus bus;
  private final RaceStore races;
  private final Register register;
  private final Map<String, Followed> providers;
  private final LongConsumer entered;

  /** @param entered of a race whose next poll must not trust its memo */
  Unasked(Bus bus, RaceStore races, Register register, Map<String, Followed> providers, LongConsumer entered) {
    this.bus = bus;
    this.races = races;
    this.register = register;
    this.providers = providers;
    this.entered = entered;
  }

  Future<Taken> take(Told told) {
    var from = providers.get(told.provider());
    if (from == null) return Future.succeededFuture(new Taken.NoSuchRace());
    return races.find(told.provider(), told.raceId()).compose(found -> {
      if (found.isEmpty()) return Future.succeededFuture(new Taken.NoSuchRace());
      if (told.body().isEmpty()) return pollNow(found.get());
      var sighting = from.source().told(told.raceId(), told.body().get());
      if (sighting.isEmpty()) return Future.succeededFuture(
          new Taken.Malformed("not what " + told.provider() + " answers about race " + told.raceId()));
      return enter(from, found.get(), sighting.get());
    });
  }

  private Future<Taken> enter(Followed from, long raceId, Sighting sighting) {
    return races.transaction(tx -> register.enter(tx, from, List.of(new Register.Seen(raceId, sighting, 0))))
        .compose(entered -> tellOutside(entered.telling()).map(entered.rulings()))
        .compose(rulings -> {
          var ruling = rulings.get(raceId);
          if (ruling == null) return Future.succeededFuture(new Taken.NoSuchRace());
          register.tell(raceId, ruling.judgement());
          return switch (ruling.judgement()) {
            case Judgement.Same() -> Future.succeededFuture(new Taken.Applied(false));
            case Judgement.Refused(var why, var newer) -> Future.succeededFuture(new Taken.Malformed(why));
            case Judgement.Changed changed -> followOn(raceId, changed);
          };
        });
  }

  /** Another start or another result is another plan: the poll that follows at once makes it. */
  private Future<Taken> followOn(long raceId, Judgement.Changed changed) {
    entered.accept(raceId);
    boolean replan = changed.kind() != Judgement.Kind.LIVE || changed.diff().race();
    return (replan ? pollNow(raceId) : Future.succeededFuture()).transform(steered -> Future.succeededFuture(new Taken.Applied(true)));
  }

  /** What is written down is told, now or when somebody looks after what was left. */
  private Future<?> tellOutside(List<Plan> telling) {
    return Future.join(telling.stream().map(plan -> bus.ask(PUT_PLAN, new PutPlan(plan), PATIENCE)).toList())
        .transform(put -> Future.succeededFuture());
  }

  private Future<Taken> pollNow(long raceId) {
    return bus.ask(STEER, new Steer.Now(Followed.subject(raceId)), PATIENCE).map(steered -> switch (steered) {
      case Steered.Done done -> new Taken.PolledNow();
      case Steered.NoSuchSubject none -> new Taken.NoSuchRace();
      case Steered.NoSuchCadence none -> new Taken.NoSuchRace();
    });
  }
}

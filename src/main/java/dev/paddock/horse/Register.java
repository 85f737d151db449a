package dev.paddock.horse;

import dev.paddock.bus.Address;
import dev.paddock.bus.Bus;
import dev.paddock.db.Outbox;
import dev.paddock.db.Outbox.Event;
import dev.paddock.horse.contract.Horses;
import dev.paddock.horse.contract.Horses.RaceAmended;
import dev.paddock.horse.contract.Horses.RaceChanged;
import dev.paddock.horse.contract.Horses.RaceFinal;
import dev.paddock.horse.rules.Judgement;
import dev.paddock.horse.rules.Judgement.Kind;
import dev.paddock.horse.rules.KnownRace;
import dev.paddock.horse.rules.Sighting;
import dev.paddock.horse.store.RaceStore;
import dev.paddock.horse.store.RaceWrites;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges what was seen by what is known, and enters what changed. */
final class Register {
  private final Bus bus;
  private final RaceStore races;
  private final RaceWrites writes;
  private final Outbox outbox;
  private final Timers timers;

  Register(Bus bus, RaceStore races, RaceWrites writes, Outbox outbox, Timers timers) {
    this.bus = bus;
    this.races = races;
    this.writes = writes;
    this.outbox = outbox;
    this.timers = timers;
  }

  /** @param against how many newer answers in a row were refused before this one */
  record Seen(long raceId, Sighting sighting, int against) {}

  /** @param known before this answer */
  record Ruling(KnownRace known, Judgement judgement) {}

  /** @param rulings by race; one that does not exist any more is missing; @param telling plans that tell those outside of it */
  record Entered(Map<Long, Ruling> rulings, List<Plan> telling) {}

  Future<Entered> enter(SqlConnection tx, Followed from, List<Seen> seen) {
    var now = timers.instant();
    return races.known(tx, seen.stream().map(Seen::raceId).toList()).compose(known -> {
      var rulings = new HashMap<Long, Ruling>();
      var changed = new ArrayList<RaceWrites.Changed>();
      for (var one : seen) {
        var race = known.get(one.raceId);
        if (race == null) continue;
        var judgement = Judgement.of(race, one.sighting, from.dividends(), one.against, now);
        rulings.put(one.raceId, new Ruling(race, judgement));
        if (judgement instanceof Judgement.Changed(var next, var diff, var kind))
          changed.add(new RaceWrites.Changed(one.raceId, race.start(), next, diff, kind));
      }
      if (changed.isEmpty()) return Future.succeededFuture(new Entered(rulings, List.of()));
      return writes.write(tx, changed, now).compose(v -> outbox.put(tx, now, outside(changed)))
          .map(telling -> new Entered(rulings, telling));
    });
  }

  /** What those outside are told, in the words of the facts. */
  private static List<Event> outside(List<RaceWrites.Changed> changed) {
    return changed.stream().flatMap(c -> Stream.concat(weighty(c.kind()).stream(), Stream.of(Horses.RACE_CHANGED))
        .map(fact -> new Event(fact.name(), Followed.outside(c.id()), c.race().revision()))).toList();
  }

  private static Optional<Address> weighty(Kind kind) {
    return switch (kind) {
      case FINAL -> Optional.of(Horses.RACE_FINAL);
      case AMENDED -> Optional.of(Horses.RACE_AMENDED);
      case LIVE, STATUS, RESULT -> Optional.empty();
    };
  }

  /** To be called when it is committed. */
  void tell(long raceId, Judgement judgement) {
    if (!(judgement instanceof Judgement.Changed(var race, var diff, var kind))) return;
    switch (kind) {
      case FINAL -> bus.tell(Horses.RACE_FINAL, new RaceFinal(raceId, race.revision()));
      case AMENDED -> bus.tell(Horses.RACE_AMENDED, new RaceAmended(raceId, race.revision()));
      case LIVE, STATUS, RESULT -> {}
    }
    bus.tell(Horses.RACE_CHANGED, new RaceChanged(raceId, race.revision()));
  }
}

package dev.paddock.notify;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.db.EachClaim;
import dev.paddock.db.Letters.Letter;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.contract.Fantasy.FoundLock;
import dev.paddock.fantasy.contract.Fantasy.Lock;
import dev.paddock.fantasy.contract.Fantasy.Ready;
import dev.paddock.fantasy.contract.Fantasy.SeasonLocks;
import dev.paddock.kernel.Timers;
import dev.paddock.notify.contract.Notifying;
import dev.paddock.notify.rules.Kind;
import dev.paddock.notify.rules.Preferences;
import dev.paddock.notify.store.PgLetters;
import dev.paddock.notify.store.Readers.Reader;
import dev.paddock.notify.store.Reminders;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.PutPlan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reminds users with a team of a lock, at the hours before it that they have chosen, and warns of what keeps a line-up from scoring.
 * Every race has work of its own, hourly in the last three days, some hundreds of users a slot; a lock that moves takes it along. A
 * reminder is written once for its race, day and hour, whoever writes it. Event loop, no state.
 */
public final class ReminderVerticle extends VerticleBase {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration NEXT = Duration.ofMillis(20);
  private static final Duration AHEAD = Duration.ofHours(Preferences.HOURS_AT_MOST + 2);
  private static final int A_SLOT = 500;

  private final Bus bus;
  private final Timers timers;
  private final Reminders reminders;
  private final PgLetters letters;
  private final Closing closing;
  private final boolean goesOn;

  /** @param goesOn whether another season follows: else the watch ends with the last lock of this one */
  public ReminderVerticle(Bus bus, Timers timers, Reminders reminders, PgLetters letters, Closing closing, boolean goesOn) {
    this.bus = bus;
    this.timers = timers;
    this.reminders = reminders;
    this.letters = letters;
    this.closing = closing;
    this.goesOn = goesOn;
  }

  @Override public Future<?> start() {
    return bus.answer(Scheduling.due(Notifying.LOCKS), due -> EachClaim.inTurn(due, this::watch))
        .compose(watching -> bus.answer(Scheduling.due(Notifying.REMINDER), due -> EachClaim.inTurn(due, this::remind)))
        .compose(reminding -> bus.onHere(Fantasy.LOCK_MOVED, moved -> bus.ask(Scheduling.PUT_PLAN,
            new PutPlan(Notifying.reminder(moved.raceId(), moved.to())), PATIENCE)));
  }

  /** Races that lock soon get their work; those that have it keep it, at the lock as it is now. */
  private Future<SlotEnded> watch(Claim claim) {
    var now = timers.instant();
    return Future.all(locks(now), reminders.isAnybodyThere()).compose(both -> {
      var open = both.<List<Lock>>resultAt(0).stream().filter(lock -> lock.open(now)).toList();
      boolean over = !goesOn && open.isEmpty() && !both.<List<Lock>>resultAt(0).isEmpty();
      if (over) return closing.close(claim, new Ending.Stop("no lock lies ahead"));
      var soon = open.stream().filter(lock -> both.<Boolean>resultAt(1) && lock.lockAt().isBefore(now.plus(AHEAD))).toList();
      return closing.close(claim, tx -> Future.succeededFuture(new Closure(new Ending.Next(false, soon.size() + " races lock soon"),
          soon.stream().map(lock -> Notifying.reminder(lock.raceId(), lock.lockAt())).toList())));
    });
  }

  private Future<List<Lock>> locks(Instant now) {
    return bus.ask(Fantasy.LOCKS, new Fantasy.GetLocks(now.plus(AHEAD).atOffset(ZoneOffset.UTC).getYear()), PATIENCE)
        .map(SeasonLocks::locks);
  }

  private Future<SlotEnded> remind(Claim claim) {
    var raceId = claim.plan().subject().substring("reminder:".length());
    return bus.ask(Fantasy.LOCK, new Fantasy.GetLock(raceId), PATIENCE).compose(found -> switch (found) {
      case FoundLock.Found(var lock) when lock.open(timers.instant()) -> remind(claim, lock);
      case FoundLock.Found(var lock) -> closing.close(claim, new Ending.Stop(lock.cancelled() ? "called off" : "locked"));
      case FoundLock.NoSuchRace() -> closing.close(claim, new Ending.Stop("no such race"));
    });
  }

  private Future<SlotEnded> remind(Claim claim, Lock lock) {
    var left = Duration.between(timers.instant(), lock.lockAt());
    int hours = Math.toIntExact((left.toSeconds() + 3599) / 3600);
    long after = claim.memo().isEmpty() ? 0 : Long.parseLong(claim.memo());
    return reminders.whoWants(after, hours, A_SLOT).compose(readers -> due(readers, lock, left)
        .compose(due -> letters(due, lock, left))
        .compose(written -> closing.close(claim, tx -> letters.putAll(tx, timers.instant(), written).map(follows -> {
          var note = written.size() + " reminded";
          return readers.size() < A_SLOT ? new Closure(new Ending.Next(!written.isEmpty(), note), follows, Optional.empty(),
              Optional.of(""))
              : new Closure(new Ending.Defer(timers.instant().plus(NEXT), note), follows, Optional.empty(),
                  Optional.of(Long.toString(readers.getLast().user())));
        }))));
  }

  /** By key of the letter, those who have not been told. */
  private Future<Map<String, Reader>> due(List<Reader> readers, Lock lock, Duration left) {
    var due = new LinkedHashMap<String, Reader>();
    readers.forEach(reader -> reader.preferences().reminder(left).ifPresent(hour -> due.put(key(lock, hour, reader), reader)));
    return due.isEmpty() ? Future.succeededFuture(due) : reminders.written(due.keySet()).map(written -> {
      due.keySet().removeAll(written);
      return due;
    });
  }

  private static String key(Lock lock, int hour, Reader reader) {
    return "deadline:" + lock.raceId() + ":" + lock.lockAt().atOffset(ZoneOffset.UTC).toLocalDate() + ":" + hour + ":" + reader.user();
  }

  /** To those of them who have a team. */
  private Future<List<Letter>> letters(Map<String, Reader> due, Lock lock, Duration left) {
    if (due.isEmpty()) return Future.succeededFuture(List.of());
    var players = due.values().stream().map(Reader::user).toList();
    return bus.ask(Fantasy.READY, new Fantasy.GetReady(lock.raceId(), lock.season(), players), PATIENCE)
        .compose(ready -> name(lock).map(race -> due.entrySet().stream().filter(one -> ready.teams().containsKey(one.getValue().user()))
            .map(one -> letter(one.getKey(), one.getValue(), ready, race, lock, left)).toList()));
  }

  private Future<String> name(Lock lock) {
    return bus.ask(Formula1.SEASON, new Formula1.GetSeason(lock.season()), PATIENCE).map(season -> season.races().stream()
        .filter(race -> race.raceId().equals(lock.raceId())).findFirst().map(Formula1.Race::name).orElse(lock.raceId()));
  }

  private static Letter letter(String key, Reader reader, Ready ready, String race, Lock lock, Duration left) {
    return new Letter(key, reader.user(), Kind.DEADLINE.word(), ReminderText.title(race, left),
        ReminderText.body(lock.lockAt(), reader.zone(), ready.teams().get(reader.user())), Optional.of("/races/" + lock.raceId()));
  }
}

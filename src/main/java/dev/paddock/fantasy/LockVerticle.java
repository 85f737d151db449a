package dev.paddock.fantasy;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.Letters.Letter;
import dev.paddock.db.Letters;
import dev.paddock.db.Undertaking;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.rules.RaceLock;
import dev.paddock.fantasy.store.LockKeeping.Moved;
import dev.paddock.fantasy.store.LockKeeping;
import dev.paddock.fantasy.store.LockReads;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.schedule.contract.Scheduling.Worked;
import dev.paddock.schedule.contract.Scheduling;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the locks as the calendar has them: when the calendar was synchronised, and every few minutes in case nobody heard of that.
 * Whose line-up a moved lock concerns is told by letter. Event loop, no state.
 */
public final class LockVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(LockVerticle.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String WATCH = "fantasy.lock.watch";
  /** Owners that are told in one transaction. */
  private static final int TOGETHER = 500;
  private static final String ANNOUNCE = "fantasy.lock.announce";

  private final Bus bus;
  private final Timers timers;
  private final Commits commits;
  private final LockReads reads;
  private final LockKeeping keeping;
  private final Optional<Integer> season;

  /** How effects are committed, and how users are told. */
  public record Commits(Closing closing, Undertaking undertaking, Letters letters) {}

  /** @param season that is followed; empty: the year that it is */
  public LockVerticle(Bus bus, Timers timers, Commits commits, LockReads reads, LockKeeping keeping, Optional<Integer> season) {
    this.bus = bus;
    this.timers = timers;
    this.commits = commits;
    this.reads = reads;
    this.keeping = keeping;
    this.season = season;
  }

  /** What must be planned where time passes by itself. */
  public static Plan plan() {
    return new Plan("locks:f1", WATCH, "f1-phase", Instant.parse("2020-01-01T00:00:00Z"), Optional.empty());
  }

  @Override public Future<?> start() {
    return Future.all(List.of(
        bus.answer(Fantasy.LOCK, asked -> reads.race(asked.raceId()).map(found -> found
            .<Fantasy.FoundLock>map(lock -> new Fantasy.FoundLock.Found(told(lock))).orElseGet(Fantasy.FoundLock.NoSuchRace::new))),
        bus.answer(Fantasy.LOCKS, asked -> reads.season(asked.season()).map(locks -> new Fantasy.SeasonLocks(asked.season(),
            locks.races().stream().map(LockVerticle::told).toList()))),
        bus.answer(Scheduling.due(WATCH), due -> watch(due.claims().getFirst()).map(ended -> new Worked(List.of(ended)))),
        bus.answer(Scheduling.due(ANNOUNCE), due -> announce(due.claims().getFirst()).map(ended -> new Worked(List.of(ended)))),
        bus.onHere(Formula1.CALENDAR_CHANGED, changed -> follow(changed.year())))).onSuccess(open -> follow(year()));
  }

  private static Fantasy.Lock told(RaceLock lock) {
    return new Fantasy.Lock(lock.raceId(), lock.season(), lock.round(), lock.lockAt(), lock.cancelled());
  }

  private void follow(int year) {
    calendar(year).compose(races -> commits.undertaking().commit(tx -> keep(tx, year, races)
            .map(moved -> new Undertaking.Effect<>(moved, announcements(moved)))))
        .onSuccess(this::tell).onFailure(failure -> log.error("locks of {}: {}", year, failure.toString()));
  }

  private Future<SlotEnded> watch(Claim claim) {
    var found = new ArrayList<Moved>();
    return calendar(year()).compose(races -> commits.closing().close(claim, tx -> keep(tx, year(), races).map(moved -> {
      found.addAll(moved);
      return new Closing.Closure(new Ending.Next(!moved.isEmpty(), moved.size() + " moved"), announcements(moved));
    }))).onSuccess(ended -> tell(found));
  }

  private Future<List<RaceLock>> calendar(int year) {
    return bus.ask(Formula1.SEASON, new Formula1.GetSeason(year), PATIENCE).map(found -> found.races().stream()
        .map(race -> new RaceLock(race.raceId(), race.season(), race.round(), race.lockAt(), false)).toList());
  }

  /** A season that nobody knows races of has none to call off. */
  private Future<List<Moved>> keep(SqlConnection tx, int year, List<RaceLock> races) {
    return races.isEmpty() ? Future.succeededFuture(List.of()) : keeping.keep(tx, year, races, timers.instant());
  }

  private List<Plan> announcements(List<Moved> moved) {
    return moved.stream().map(move -> new Plan("lock-moved:" + move.race().raceId() + ":" + move.race().lockAt(), ANNOUNCE, "once",
        timers.instant(), Optional.empty())).toList();
  }

  private void tell(List<Moved> moved) {
    moved.forEach(move -> {
      log.info("line-ups of {} lock at {}, not at {}", move.race().raceId(), move.race().lockAt(), move.from());
      bus.tell(Fantasy.LOCK_MOVED, new Fantasy.LockMoved(move.race().raceId(), move.from(), move.race().lockAt()));
    });
  }

  private Future<SlotEnded> announce(Claim claim) {
    var subject = claim.plan().subject().split(":", 3);
    var raceId = subject[1];
    long after = claim.memo().isEmpty() ? 0 : Long.parseLong(claim.memo());
    return commits.closing().close(claim, tx -> keeping.owners(tx, Integer.parseInt(raceId.substring(0, 4)), after, TOGETHER)
        .compose(owners -> commits.letters().putAll(tx, timers.instant(),
                owners.stream().map(owner -> letter(claim.plan().subject(), raceId, subject[2], owner)).toList())
            .map(follows -> owners.size() < TOGETHER ? new Closing.Closure(new Ending.Next(false, owners.size() + " told"), follows)
                : new Closing.Closure(new Ending.Defer(timers.instant(), owners.size() + " told"), follows, Optional.empty(),
                    Optional.of(Long.toString(owners.getLast()))))));
  }

  private static Letter letter(String subject, String raceId, String lockAt, long owner) {
    return new Letter(subject + ":" + owner, owner, "deadline", "Line-ups of " + raceId + " lock at another time",
        "The first scored session of " + raceId + " was moved: line-ups can be saved until " + lockAt + ".",
        Optional.of("/races/" + raceId));
  }

  private int year() {
    return season.orElseGet(() -> timers.instant().atOffset(ZoneOffset.UTC).getYear());
  }
}

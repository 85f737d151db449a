package dev.paddock.schedule;

import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.store.WorkStore;
import dev.paddock.schedule.store.WorkStore.Claimed;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the hand: claims what is due within the horizon, as soon as anything is. It keeps in mind when the next work that nobody holds
 * is due, from what it is told and from the table, and asks only then. One question at a time. Lives on one event loop.
 */
final class Claiming {
  private static final Logger LOG = LoggerFactory.getLogger(Claiming.class);

  /** About a minute, with the usual lease: a claim may have come about long after its question was given up. */
  private static final int BEATS_A_COMPARISON = 90;

  private final Vertx vertx;
  private final Timers timers;
  private final WorkStore work;
  private final Membership membership;
  private final Hand hand;
  private final Underway underway;
  private final SchedulerOptions options;
  private final Runnable filled;
  private final Alarm alarm;

  private Instant nextFree = Instant.MAX;
  private Optional<Promise<Void>> looking = Optional.empty();
  private boolean again;
  private int beats;
  private boolean inDoubt;
  private boolean away;
  private boolean stopped;

  /** @param filled called when the hand has changed */
  Claiming(Vertx vertx, Timers timers, WorkStore work, Membership membership, Hand hand, Underway underway, SchedulerOptions options,
      Runnable filled) {
    this.vertx = vertx;
    this.timers = timers;
    this.work = work;
    this.membership = membership;
    this.hand = hand;
    this.underway = underway;
    this.options = options;
    this.filled = filled;
    this.alarm = new Alarm(timers, this::look);
  }

  void stop() {
    stopped = true;
    alarm.cancel();
  }

  /** Work that nobody holds is due then. */
  void free(Instant at) {
    if (at.isBefore(nextFree)) nextFree = at;
    arm();
  }

  /** What the table says at a heartbeat; also the moment to settle doubts. */
  void beat(Optional<Instant> free) {
    if (++beats % BEATS_A_COMPARISON == 0) inDoubt = true;
    if (inDoubt) look();
    free.ifPresent(this::free);
  }

  /** The table may say that we hold what we do not hold, or the other way round: compare before anything is claimed. */
  void doubt() {
    inDoubt = true;
  }

  void arm() {
    if (stopped || nextFree.equals(Instant.MAX) || room() == 0) return;
    alarm.at(nextFree.minus(options.horizon()).plus(hesitation()));
  }

  /** When nothing is left to claim that is due now. */
  Future<Void> settled() {
    return looking.map(Promise::future).orElseGet(() ->
        !stopped && room() > 0 && !nextFree.isAfter(timers.instant()) ? look() : Future.succeededFuture());
  }

  /** Claims what there is. The answer comes when it has been done: while the database is away, that takes a while. */
  Future<Void> look() {
    if (stopped) return Future.succeededFuture();
    if (looking.isPresent()) again = true;
    else {
      looking = Optional.of(Promise.promise());
      claim();
    }
    return looking.get().future();
  }

  private void claim() {
    if (stopped || room() == 0) {
      over();
      return;
    }
    again = false;
    var before = nextFree;
    nextFree = Instant.MAX;
    membership.certain().compose(sure -> inDoubt ? compare() : Future.succeededFuture()).compose(compared -> {
      var limit = Math.min(SchedulerOptions.CLAIM_AT_MOST, room());
      long incarnation = membership.incarnation();
      return work.claim(incarnation, timers.instant().plus(options.horizon()), limit)
          .timeout(SchedulerOptions.SILENCE.toMillis(), TimeUnit.MILLISECONDS)
          .onSuccess(claimed -> take(claimed, incarnation, limit));
    }).onComplete(done -> {
      if (done.failed()) {
        if (!away) LOG.warn("cannot claim work: {}", done.cause().toString());
        away = true;
        inDoubt = true;
        if (before.isBefore(nextFree)) nextFree = before;
        vertx.setTimer(SchedulerOptions.AGAIN.toMillis(), rings -> claim());
        return;
      }
      away = false;
      if (again) claim();
      else over();
    });
  }

  private void take(Claimed claimed, long incarnation, int limit) {
    claimed.nextFree().filter(at -> at.isBefore(nextFree)).ifPresent(at -> nextFree = at);
    if (incarnation != membership.incarnation()) again = true; // it was lost on the way
    else claimed.claims().forEach(hand::hold);
    if (claimed.claims().size() == limit) { // there may be more of it
      again = true;
      claimed.claims().stream().map(Claim::dueAt).max(Instant::compareTo).filter(at -> at.isBefore(nextFree)).ifPresent(at -> nextFree = at);
    }
    filled.run();
  }

  private void over() {
    var done = looking;
    looking = Optional.empty();
    filled.run();
    done.ifPresent(Promise::complete);
  }

  /** What the table says is ours and we know nothing of goes back; what we hold and the table does not know of is dropped. */
  private Future<Void> compare() {
    inDoubt = false;
    var before = known();
    return work.ours(membership.incarnation()).timeout(SchedulerOptions.SILENCE.toMillis(), TimeUnit.MILLISECONDS).compose(ours -> {
      hand.retain(ours);
      var unknown = new HashMap<>(ours);
      // what ended while we asked was known before, what was kept meanwhile is known now
      before.forEach(unknown::remove);
      known().forEach(unknown::remove);
      return unknown.isEmpty() ? Future.<Void>succeededFuture() : work.release(unknown)
          .onSuccess(v -> LOG.info("gave back {} claims that were in doubt", unknown.size()));
    }).onFailure(away -> inDoubt = true);
  }

  private Map<String, Long> known() {
    var epochs = new HashMap<String, Long>();
    hand.all().forEach(claim -> epochs.put(claim.plan().subject(), claim.epoch()));
    underway.all().forEach(claim -> epochs.put(claim.plan().subject(), claim.epoch()));
    return epochs;
  }

  private int room() {
    return Math.max(0, options.holdAtMost() - hand.size());
  }

  /** None for what is due already or for empty hands; up to half a second for full ones. */
  private Duration hesitation() {
    return SchedulerOptions.HESITATION.multipliedBy(hand.size()).dividedBy(hand.size() + 200L);
  }
}

package dev.paddock.schedule;

import static dev.paddock.schedule.contract.Scheduling.CANCEL_PLAN;
import static dev.paddock.schedule.contract.Scheduling.PUT_PLAN;
import static dev.paddock.schedule.contract.Scheduling.SLOT_ENDED;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Cancelled;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.DueWork;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Planned;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.schedule.store.WorkStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one scheduler. It sleeps until the next slot, claims what is due, asks whoever does that kind of work, and sleeps again.
 * It knows nothing of races. Event loop, exactly one instance: its fields need no locks.
 */
public final class SchedulerVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(SchedulerVerticle.class);

  /** A worker that has not answered by then is taken for lost: its slots are tried again. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration FAREWELL = Duration.ofSeconds(3);
  private static final int CLAIM_AT_MOST = 64;

  private final Bus bus;
  private final Timers timers;
  private final WorkStore work;
  private final Closing closing;
  private final Duration lease;
  private final Duration patience;

  private Timers.Wakeup wakeup = () -> {};
  private Instant wakesAt = Instant.MAX;
  private final Set<Future<?>> underWay = new HashSet<>();
  private final Set<Claim> held = new HashSet<>();
  private boolean stopping;

  /** @param lease how long a claim outlives a dead node; renewed three times as often */
  public SchedulerVerticle(Bus bus, Timers timers, WorkStore work, Closing closing, Duration lease) {
    this(bus, timers, work, closing, lease, PATIENCE);
  }

  SchedulerVerticle(Bus bus, Timers timers, WorkStore work, Closing closing, Duration lease, Duration patience) {
    this.bus = bus;
    this.timers = timers;
    this.work = work;
    this.closing = closing;
    this.lease = lease;
    this.patience = patience;
  }

  @Override public Future<?> start() {
    return bus.answer(PUT_PLAN, put -> work.put(put.plan(), timers.instant()).compose(changed -> arm().map(new Planned(changed))))
        .compose(v -> bus.answer(CANCEL_PLAN, cancel -> work.cancel(cancel.subject()).map(Cancelled::new)))
        .compose(v -> work.release())
        .onSuccess(left -> {
          if (left > 0) LOG.info("took back {} claims that an earlier run left behind", left);
          vertx.setPeriodic(lease.toMillis() / 3, tick -> patrol());
        })
        .compose(left -> arm());
  }

  /** No new work; what is under way may end, but not for longer than 3 s; then the claims go back. */
  @Override public Future<?> stop() {
    stopping = true;
    wakeup.cancel();
    return Future.join(List.copyOf(underWay)).timeout(FAREWELL.toMillis(), TimeUnit.MILLISECONDS).transform(ended -> work.release());
  }

  /** Somebody planned something: look again. A hint may be lost, a patrol stands behind it. */
  public void hint() {
    context.runOnContext(v -> arm());
  }

  /** Keeps the claims that are worked on alive and finds what nobody told us of: plans of other nodes, claims that were let go. */
  private void patrol() {
    if (stopping) return;
    work.renew(lease, held.stream().map(claim -> claim.plan().subject()).distinct().toList())
        .compose(renewed -> arm()).onFailure(t -> LOG.warn("patrol: {}", t.toString()));
  }

  private Future<Void> arm() {
    if (stopping) return Future.succeededFuture();
    return work.nextDue().map(due -> {
      due.filter(at -> at.isBefore(wakesAt)).ifPresent(this::wakeAt);
      return null;
    });
  }

  private void wakeAt(Instant at) {
    wakeup.cancel();
    wakesAt = at;
    wakeup = timers.wakeAt(at, () -> wake().toCompletionStage());
  }

  private Future<?> wake() {
    wakesAt = Instant.MAX;
    if (stopping) return Future.succeededFuture();
    Future<?> turn = work.claim(timers.instant(), lease, CLAIM_AT_MOST)
        .compose(this::handOut)
        .onFailure(t -> LOG.error("cannot claim work: {}", t.toString()))
        .transform(done -> arm());
    underWay.add(turn);
    return turn.andThen(over -> underWay.remove(turn));
  }

  private Future<?> handOut(List<Claim> claims) {
    if (claims.isEmpty() || stopping) return Future.succeededFuture();
    arm(); // what is due next must not wait for what we hold now
    var byKind = claims.stream().collect(groupingBy(claim -> claim.plan().kind(), LinkedHashMap::new, toList()));
    return Future.join(byKind.entrySet().stream().map(e -> ask(e.getKey(), e.getValue())).toList());
  }

  private Future<Void> ask(String kind, List<Claim> claims) {
    held.addAll(claims);
    return bus.ask(Scheduling.due(kind), new DueWork(claims), patience)
        .compose(worked -> {
          worked.ended().forEach(ended -> bus.tell(SLOT_ENDED, ended));
          var ended = worked.ended().stream().map(SlotEnded::subject).collect(toSet());
          var left = claims.stream().filter(claim -> !ended.contains(claim.plan().subject())).toList();
          return left.isEmpty() ? Future.<Void>succeededFuture() : retryLater(left, kind + " failed");
        })
        .recover(silent -> retryLater(claims, "no answer from " + kind + ": " + silent.getMessage()))
        .andThen(over -> claims.forEach(held::remove));
  }

  /**
   * No answer must never mean no next attempt. Claims that were closed although their answer got lost are fenced, and stay closed.
   * One that cannot be closed now, because the database is away, is no longer renewed: it is free again when its lease ends.
   */
  private Future<Void> retryLater(List<Claim> claims, String why) {
    LOG.warn("{}: {}", claims.stream().map(claim -> claim.plan().subject()).toList(), why);
    return Future.join(claims.stream()
            .map(claim -> closing.close(claim, new Ending.Retry(why)).onSuccess(ended -> bus.tell(SLOT_ENDED, ended))).toList())
        .transform(done -> Future.succeededFuture());
  }
}

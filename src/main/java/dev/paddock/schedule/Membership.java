package dev.paddock.schedule;

import dev.paddock.schedule.store.NodeStore;
import dev.paddock.schedule.store.NodeStore.Beat;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * That this node lives, and which others do not. It knows by its own monotonic clock until when its claims are certainly its own:
 * as long as it is not certain, it hands out nothing. Lives on one event loop.
 */
final class Membership {
  private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

  private final Vertx vertx;
  private final LongSupplier nanos;
  private final NodeStore nodes;
  private final Duration lease;
  private final Duration period;
  private final Watcher watcher;

  private long incarnation;
  private long certainUntil;
  private Promise<Void> sure = Promise.promise();
  private boolean left;
  private boolean away;

  /** Who wants to know. */
  interface Watcher {
    /** At regular times, while this node lives. */
    void alive(Beat beat);

    /** Work of a dead node is free now. */
    void tookOver(int claims);

    /** This node was taken for dead: what it held is others'. */
    void lost();
  }

  /** @param nanos monotonic and of this machine, whatever time the work has */
  Membership(Vertx vertx, LongSupplier nanos, NodeStore nodes, Duration lease, Watcher watcher) {
    this.vertx = vertx;
    this.nanos = nanos;
    this.nodes = nodes;
    this.lease = lease;
    this.period = lease.dividedBy(3);
    this.watcher = watcher;
  }

  /** Begins to live, and takes back what an earlier process held here. */
  Future<Void> begin() {
    return nodes.takeBack().onSuccess(left -> {
      if (left > 0) LOG.info("took back {} claims that an earlier run left behind", left);
    }).compose(taken -> join()).onSuccess(joined -> in(period));
  }

  /** Gives everything back. */
  Future<?> leave() {
    left = true;
    return nodes.leave(incarnation);
  }

  /** Who owns our claims. */
  long incarnation() {
    return incarnation;
  }

  long nanos() {
    return nanos.getAsLong();
  }

  /** As soon as it is certain that our claims are ours: now, as a rule. */
  Future<Void> certain() {
    return isCertain() ? Future.succeededFuture() : sure.future();
  }

  private boolean isCertain() {
    return nanos.getAsLong() - certainUntil < 0;
  }

  private Future<Void> join() {
    long asked = nanos.getAsLong();
    return nodes.join(lease).map(given -> {
      incarnation = given;
      renewed(asked);
      return null;
    });
  }

  // From before the question was sent: whatever happened on the way, the database's lease ends later.
  private void renewed(long asked) {
    certainUntil = asked + lease.toNanos();
    var waited = sure;
    sure = Promise.promise();
    if (isCertain()) waited.complete();
    else sure.future().onComplete(waited);
  }

  private void in(Duration wait) {
    if (!left) vertx.setTimer(Math.max(1, wait.toMillis()), rings -> beat());
  }

  private void beat() {
    if (left) return;
    long asked = nanos.getAsLong();
    nodes.beat(incarnation, lease).timeout(lease.toMillis(), TimeUnit.MILLISECONDS)
        .compose(beat -> left ? Future.succeededFuture(period) : beat.alive() ? looked(asked, beat) : reborn().map(SchedulerOptions.AGAIN))
        .onSuccess(next -> {
          if (away) LOG.info("the database is back");
          away = false;
          in(next);
        })
        .onFailure(failure -> {
          if (!away) LOG.warn("no sign of life can be given: {}", failure.toString());
          away = true;
          certainUntil = nanos.getAsLong(); // what was asked now could not be committed, and would be asked again
          in(SchedulerOptions.AGAIN);
        });
  }

  /** Answers when to beat next: as usual, or when a lease ends that somebody has not renewed in his time. */
  private Future<Duration> looked(long asked, Beat beat) {
    renewed(asked);
    watcher.alive(beat);
    var next = beat.soonest().map(end -> end.plusMillis(5)).filter(end -> end.compareTo(period) < 0).orElse(period);
    if (beat.dead().isEmpty()) return Future.succeededFuture(next);
    return nodes.takeOver(beat.dead()).timeout(lease.toMillis(), TimeUnit.MILLISECONDS).map(freed -> {
      LOG.warn("took over {} claims of dead nodes", freed);
      watcher.tookOver(freed);
      return next;
    });
  }

  private Future<Void> reborn() {
    LOG.warn("this node was taken for dead; it forgets what it held and begins anew");
    certainUntil = nanos.getAsLong();
    watcher.lost();
    return left ? Future.succeededFuture() : join();
  }
}

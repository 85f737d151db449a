package dev.paddock.schedule;

import static dev.paddock.schedule.contract.Scheduling.CANCEL_PLAN;
import static dev.paddock.schedule.contract.Scheduling.PUT_PLAN;
import static dev.paddock.schedule.contract.Scheduling.SLOT_ENDED;
import static dev.paddock.schedule.contract.Scheduling.SLOT_STUCK;
import static dev.paddock.schedule.contract.Scheduling.STEER;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Cancelled;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.DueWork;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Planned;
import dev.paddock.schedule.contract.Scheduling.SlotStuck;
import dev.paddock.schedule.contract.Scheduling.Steered;
import dev.paddock.schedule.rules.Cadence;
import dev.paddock.schedule.rules.Course;
import dev.paddock.schedule.rules.Course.Attempt;
import dev.paddock.schedule.store.NodeStore;
import dev.paddock.schedule.store.NodeStore.Beat;
import dev.paddock.schedule.store.Notice;
import dev.paddock.schedule.store.PgClosing.Closed;
import dev.paddock.schedule.store.WorkStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one scheduler. It claims work some time ahead, holds it until its instant, asks whoever does that kind of work, and goes on with
 * what is due again soon. It knows nothing of races. Event loop, exactly one instance a node: its fields need no locks.
 */
public final class SchedulerVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(SchedulerVerticle.class);
  private static final Duration FAREWELL = Duration.ofSeconds(3);

  private final Bus bus;
  private final Timers timers;
  private final LongSupplier nanos;
  private final WorkStore work;
  private final NodeStore nodes;
  private final Closing closing;
  private final Function<String, Cadence> cadences;
  private final SchedulerOptions options;

  private final Hand hand = new Hand();
  private final Underway underway = new Underway();
  private final Set<Future<?>> turns = new HashSet<>();
  private Membership membership;
  private Claiming claiming;
  private Alarm due;
  private boolean stopping;

  /** @param nanos monotonic and of this machine, whatever time the work has: it measures leases and waits */
  public SchedulerVerticle(Bus bus, Timers timers, LongSupplier nanos, WorkStore work, NodeStore nodes, Closing closing,
      Function<String, Cadence> cadences, SchedulerOptions options) {
    this.bus = bus;
    this.timers = timers;
    this.nanos = nanos;
    this.work = work;
    this.nodes = nodes;
    this.closing = closing;
    this.cadences = cadences;
    this.options = options;
  }

  @Override public Future<?> start() {
    membership = new Membership(vertx, nanos, nodes, options.lease(), new Watch());
    claiming = new Claiming(vertx, timers, work, membership, hand, underway, options, this::arm);
    due = new Alarm(timers, this::turn);
    return bus.answer(PUT_PLAN, put -> work.put(put.plan(), timers.instant()).map(planned -> {
          planned.dueAt().ifPresent(claiming::free);
          return new Planned(planned.changed());
        }))
        .compose(v -> bus.answer(CANCEL_PLAN, cancel -> work.cancel(cancel.subject()).map(Cancelled::new)))
        .compose(v -> bus.answer(STEER, steer -> work.steer(steer, timers.instant()).onSuccess(steered -> {
          if (steered instanceof Steered.Done(var nextAt)) nextAt.ifPresent(claiming::free);
        })))
        .compose(v -> membership.begin())
        .compose(v -> claiming.look());
  }

  /** No new work; what is under way may end, but not for longer than 3 s; then everything goes back. */
  @Override public Future<?> stop() {
    stopping = true;
    due.cancel();
    claiming.stop();
    return Future.join(List.copyOf(turns)).timeout(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
        .transform(ended -> membership.leave().timeout(FAREWELL.toMillis(), TimeUnit.MILLISECONDS))
        .onFailure(away -> LOG.warn("nothing could be given back: the lease will end: {}", away.toString()))
        .transform(left -> Future.succeededFuture());
  }

  /** Nothing is known of what was said meanwhile: looks at the table again. Any thread. */
  public void resync() {
    context.runOnContext(v -> {
      claiming.doubt();
      claiming.look();
    });
  }

  /** Somebody planned something: see {@link Notice}. A hint may be lost, a heartbeat stands behind it. Any thread. */
  public void heard(String payload) {
    context.runOnContext(v -> Notice.parse(payload).ifPresentOrElse(notice -> {
      hand.drop(notice.subject(), notice.epoch());
      notice.dueAt().ifPresent(claiming::free);
    }, claiming::look));
  }

  /** Slots were ended. Any thread. */
  public void closed(List<Closed> all) {
    context.runOnContext(v -> {
      for (var closed : all) {
        bus.tell(SLOT_ENDED, closed.ended());
        // a claim that is not under way any more was lost, or given up: it is not ours to go on with
        if (!underway.end(closed.ended()) && closed.kept().isPresent()) claiming.doubt();
        else closed.kept().ifPresentOrElse(hand::hold, () -> closed.ended().nextAt().ifPresent(claiming::free));
        closed.planned().ifPresent(claiming::free);
      }
      arm();
    });
  }

  private void arm() {
    if (stopping) return;
    hand.next().ifPresent(due::at);
    claiming.arm();
  }

  /** Hands out what is due. Virtual time stands still until nothing is left to do at this instant. */
  private Future<?> turn() {
    if (stopping) return Future.succeededFuture();
    Future<?> turn = membership.certain().compose(sure -> {
      var groups = hand.take(timers.instant());
      arm(); // what is due next must not wait for what is handed out now
      return Future.join(groups.entrySet().stream().map(group -> ask(group.getKey().kind(), group.getValue())).toList());
    }).transform(asked -> claiming.settled()).compose(settled -> anythingDue() ? turn() : Future.succeededFuture());
    turns.add(turn);
    return turn.andThen(over -> turns.remove(turn));
  }

  private boolean anythingDue() {
    return !stopping && hand.next().filter(at -> !at.isAfter(timers.instant())).isPresent();
  }

  private Future<?> ask(String kind, List<Claim> claims) {
    if (stopping) return Future.succeededFuture();
    var longest = Duration.ZERO;
    for (var claim : claims) {
      var patience = patience(claim);
      underway.begin(claim, nanos.getAsLong(), patience);
      if (patience.compareTo(longest) > 0) longest = patience;
    }
    return bus.ask(Scheduling.due(kind), new DueWork(claims), longest).transform(answer -> {
      claims.stream().filter(claim -> underway.isOverdue(claim, nanos.getAsLong())).forEach(this::stuck);
      return retry(claims.stream().filter(underway::has).toList(),
          answer.succeeded() ? kind + " failed" : "no answer from " + kind + ": " + answer.cause().getMessage());
    });
  }

  /** Two further slots: longer than that a subject is never out of sight. */
  private Duration patience(Claim claim) {
    var plan = claim.plan();
    var course = new Course(cadences.apply(plan.cadence()), plan.anchor(), plan.until(), plan.spacing());
    var stuck = Duration.between(claim.dueAt(), course.stuckAt(new Attempt(claim.slotAt(), claim.dueAt(), claim.attempt())));
    return stuck.compareTo(options.patience()) < 0 ? stuck : options.patience();
  }

  /** No answer must never mean no next attempt. Claims that were closed although their answer got lost are fenced, and stay closed. */
  private Future<?> retry(List<Claim> claims, String why) {
    if (claims.isEmpty()) return Future.succeededFuture();
    LOG.warn("{}: {}", named(claims), why);
    return Future.join(claims.stream().map(claim -> closing.close(claim, new Ending.Retry(why))).toList())
        .recover(failure -> {
          // some could not even be closed, or are no longer ours: whatever the table says of them, we do not hold them
          var lost = claims.stream().filter(underway::end).toList();
          if (!lost.isEmpty()) LOG.warn("{} given up: {}", named(lost), failure.toString());
          claiming.doubt();
          return Future.succeededFuture();
        });
  }

  private static String named(List<Claim> claims) {
    var first = claims.getFirst().plan().subject() + " due " + claims.getFirst().dueAt();
    return claims.size() == 1 ? first : first + " and " + (claims.size() - 1) + " more";
  }

  /** One that is handed out with many others must not wait for the slowest of them. */
  private void patrol() {
    var overdue = underway.overdue(nanos.getAsLong());
    overdue.forEach(claim -> {
      underway.begin(claim, nanos.getAsLong(), options.patience()); // for as long as it takes to close it
      stuck(claim);
    });
    retry(overdue, "no answer for too long");
  }

  private void stuck(Claim claim) {
    bus.tell(SLOT_STUCK, new SlotStuck(claim.plan().subject(), claim.plan().kind(), claim.dueAt()));
  }

  private final class Watch implements Membership.Watcher {
    @Override public void alive(Beat beat) {
      if (stopping) return;
      patrol();
      claiming.beat(beat.nextFree());
    }

    @Override public void tookOver(int claims) {
      claiming.look();
    }

    @Override public void lost() {
      hand.clear();
      underway.clear();
      claiming.look();
    }
  }
}

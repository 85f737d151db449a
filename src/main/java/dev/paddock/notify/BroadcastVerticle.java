package dev.paddock.notify;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.db.EachClaim;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.contract.Fantasy.Delta;
import dev.paddock.kernel.Timers;
import dev.paddock.notify.contract.Notifying;
import dev.paddock.notify.rules.Kind;
import dev.paddock.notify.store.Errands;
import dev.paddock.notify.store.Notifications.Notification;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Finds out whom a notification for everybody is taken to: those who have chosen mail or webhook for it and whom it concerns, some
 * hundreds a slot. How far it has come is committed with the work that follows; killed, it goes on there. Event loop, no state.
 */
public final class BroadcastVerticle extends VerticleBase {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration NEXT = Duration.ofMillis(20);
  private static final int A_SLOT = 500;

  private final Bus bus;
  private final Timers timers;
  private final Errands errands;
  private final Closing closing;

  public BroadcastVerticle(Bus bus, Timers timers, Errands errands, Closing closing) {
    this.bus = bus;
    this.timers = timers;
    this.errands = errands;
    this.closing = closing;
  }

  @Override public Future<?> start() {
    return bus.answer(Scheduling.due(Notifying.BROADCAST), due -> EachClaim.inTurn(due, this::go));
  }

  private Future<SlotEnded> go(Claim claim) {
    var id = Long.parseLong(claim.plan().subject().substring("broadcast:".length()));
    return errands.broadcast(id).compose(found -> found.isEmpty() ? closing.close(claim, new Ending.Stop("it is gone"))
        : go(claim, found.get()));
  }

  private Future<SlotEnded> go(Claim claim, Notification notification) {
    long after = claim.memo().isEmpty() ? 0 : Long.parseLong(claim.memo());
    return errands.whoWants(Kind.of(notification.kind()), after, A_SLOT).compose(users -> concerned(notification, users)
        .compose(some -> closing.close(claim, tx -> Future.succeededFuture(closure(notification, users, some)))));
  }

  private Closure closure(Notification notification, List<Long> users, List<Long> concerned) {
    var now = timers.instant();
    var note = concerned.size() + " of " + users.size() + " are told by mail or webhook";
    var ending = users.size() < A_SLOT ? new Ending.Stop(note) : new Ending.Defer(now.plus(NEXT), note);
    return new Closure(ending, concerned.stream().map(user -> Notifying.letter(notification.id(), user, now)).toList(),
        Optional.empty(), users.isEmpty() ? Optional.empty() : Optional.of(Long.toString(users.getLast())));
  }

  /** A correction concerns those whose teams it changed. */
  private Future<List<Long>> concerned(Notification notification, List<Long> users) {
    if (users.isEmpty() || notification.correction().isEmpty()) return Future.succeededFuture(users);
    var correction = notification.correction().get();
    return bus.ask(Fantasy.DELTAS, new Fantasy.GetDeltas(correction.season(), correction.sessionId(), correction.version(), users), PATIENCE)
        .map(deltas -> users.stream().filter(user -> deltas.of(user).stream().anyMatch(Delta::changed)).toList());
  }
}

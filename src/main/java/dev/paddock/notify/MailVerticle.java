package dev.paddock.notify;

import dev.paddock.bus.Bus;
import dev.paddock.db.EachClaim;
import dev.paddock.kernel.Timers;
import dev.paddock.notify.Postman.Undeliverable;
import dev.paddock.notify.contract.Notifying;
import dev.paddock.notify.rules.Redelivery;
import dev.paddock.notify.store.Mails;
import dev.paddock.notify.store.Mails.Waiting;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.DueWork;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.schedule.contract.Scheduling.Worked;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the mail that waits: what came of it is committed with the end of its slot. Killed between the two, a mail goes out again, under
 * the same Message-ID; that is the only way in which one goes out twice. Event loop, no state.
 */
public final class MailVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(MailVerticle.class);
  private static final int ABREAST = 8;

  /** The scheduler waits for two minutes; what is begun by then has ended before. */
  private static final Duration IN_TIME = Duration.ofSeconds(40);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int WHY_AT_MOST = 200;

  private final Bus bus;
  private final Timers timers;
  private final Mails mails;
  private final Postman postman;
  private final Redelivery redelivery;

  public MailVerticle(Bus bus, Timers timers, Mails mails, Postman postman, Redelivery redelivery) {
    this.bus = bus;
    this.timers = timers;
    this.mails = mails;
    this.postman = postman;
    this.redelivery = redelivery;
  }

  @Override public Future<?> start() {
    return bus.answer(Scheduling.due(Notifying.MAIL), this::send);
  }

  private Future<Worked> send(DueWork due) {
    var until = timers.instant().plus(IN_TIME);
    return EachClaim.abreast(due, ABREAST, claim -> timers.instant().isBefore(until) ? send(claim)
        : mails.putBack(claim, timers.instant().plus(PAUSE)));
  }

  private Future<SlotEnded> send(Claim claim) {
    var id = Long.parseLong(claim.plan().subject().substring("mail:".length()));
    return mails.waiting(id).compose(found -> found.isEmpty() ? mails.nothing(claim)
        : postman.carry(found.get()).compose(sent -> mails.sent(claim, found.get(), timers.instant()),
            failed -> failed(claim, found.get(), failed)));
  }

  private Future<SlotEnded> failed(Claim claim, Waiting mail, Throwable why) {
    var again = why instanceof Undeliverable ? Optional.<Instant>empty()
        : redelivery.again(mail.attempts() + 1, timers.instant());
    var reason = reason(why);
    if (again.isEmpty()) LOG.warn("mail {} is given up: {}", mail.id(), reason);
    return mails.failed(claim, mail, reason, again, timers.instant());
  }

  private static String reason(Throwable why) {
    var message = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage().lines().findFirst().orElse("");
    return message.length() <= WHY_AT_MOST ? message : message.substring(0, WHY_AT_MOST);
  }
}

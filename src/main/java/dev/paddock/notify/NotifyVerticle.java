package dev.paddock.notify;

import dev.paddock.bus.Bus;
import dev.paddock.db.EachClaim;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.f1.contract.Formula1.Round;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.contract.Fantasy.Impact;
import dev.paddock.kernel.Timers;
import dev.paddock.notify.contract.Notifying;
import dev.paddock.notify.store.Notifications;
import dev.paddock.notify.store.Notifications.Draft;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/** Tells everybody of a correction, once: a row for all of them, whatever their number. Event loop, no state. */
public final class NotifyVerticle extends VerticleBase {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Bus bus;
  private final Timers timers;
  private final Notifications notifications;

  public NotifyVerticle(Bus bus, Timers timers, Notifications notifications) {
    this.bus = bus;
    this.timers = timers;
    this.notifications = notifications;
  }

  @Override public Future<?> start() {
    return bus.answer(Scheduling.due(Notifying.CORRECTION), due -> EachClaim.inTurn(due, this::tell));
  }

  private Future<SlotEnded> tell(Claim claim) {
    var asked = Asked.of(claim.plan().subject());
    return bus.ask(Fantasy.IMPACT, new Fantasy.GetImpact(asked.sessionId, asked.version), PATIENCE)
        .compose(impact -> bus.ask(Formula1.ROUND, new Formula1.GetRound(asked.sessionId), PATIENCE)
            .compose(round -> notifications.commit(claim, draft(asked, impact, round))))
        .map(committed -> {
          committed.notification().ifPresent(id -> bus.tell(Notifying.USER_CREATED, new Notifying.UserNotified(id, committed.users())));
          return committed.ended();
        });
  }

  private Draft draft(Asked asked, Impact impact, Round round) {
    var race = round.race();
    var title = "Results updated: " + race.name() + " (" + CorrectionText.session(asked.sessionId, round) + ")";
    return new Draft("correction:" + asked.sessionId + ":" + asked.version, race.season(), race.raceId(), asked.sessionId,
        asked.version, title, CorrectionText.body(impact), impact.before(), impact.after(), impact.players(), timers.instant());
  }

  /** What {@link Notifying#correction} wrote into a subject. */
  private record Asked(String sessionId, int version) {
    static Asked of(String subject) {
      var parts = subject.split(":");
      return new Asked(parts[1], Integer.parseInt(parts[2]));
    }
  }
}

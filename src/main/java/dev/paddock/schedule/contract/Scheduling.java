package dev.paddock.schedule.contract;

import dev.paddock.bus.Address;
import dev.paddock.bus.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Everything that other features may know of the scheduler: plans go in, due work comes out. */
public interface Scheduling {
  Address.Ask<PutPlan, Planned> PUT_PLAN = new Address.Ask<>("schedule.plan.put", PutPlan.class, Planned.class);
  Address.Ask<CancelPlan, Cancelled> CANCEL_PLAN = new Address.Ask<>("schedule.plan.cancel", CancelPlan.class, Cancelled.class);
  Address.Fact<SlotEnded> SLOT_ENDED = new Address.Fact<>("schedule.slot.ended", SlotEnded.class);

  /** Where the due work of a kind is asked for: {@code schedule.work.due.<kind>}. */
  static Address.Ask<DueWork, Worked> due(String kind) {
    return new Address.Ask<>("schedule.work.due." + kind, DueWork.class, Worked.class);
  }

  /**
   * What shall be done when: the slots of {@code cadence} counted from {@code anchor}, none after {@code until}.
   *
   * @param subject what the work is about, unique, such as {@code result:2025-las-vegas-R}
   * @param kind    who does it, such as {@code f1.result}
   */
  record Plan(String subject, String kind, String cadence, Instant anchor, Optional<Instant> until) implements Message {}

  record PutPlan(Plan plan) implements Message {}

  /** @param changed false when the plan was there already, as asked */
  record Planned(boolean changed) implements Message {}

  record CancelPlan(String subject) implements Message {}

  record Cancelled(boolean existed) implements Message {}

  /**
   * A slot that this node holds.
   *
   * @param slotAt  the cadence's slot
   * @param dueAt   when this attempt was due: the slot, or the instant of a retry of it
   * @param attempt failed attempts of this slot so far
   * @param epoch   the fencing token: a claim taken over by another node can no longer write
   */
  record Claim(Plan plan, Instant slotAt, Instant dueAt, int attempt, long epoch) implements Message {}

  /** One subject, or several of a kind that are due together. */
  record DueWork(List<Claim> claims) implements Message {}

  /** The claims that were closed, each in the transaction of its effect. One that is missing was lost to another node. */
  record Worked(List<SlotEnded> ended) implements Message {}

  /** A slot is over, and logged. @param endedAt when its effect was committed, {@code dueAt} or a little later */
  record SlotEnded(String subject, String kind, Instant dueAt, Instant endedAt,
      Ending ending, Optional<Instant> nextAt) implements Message {}

  /** How a slot ended, and so how its subject goes on. */
  sealed interface Ending extends Message {
    /** For the log, one line. */
    String note();

    /** In a word: changed, done, retry, deferred or stopped. */
    default String outcome() {
      return switch (this) {
        case Next next -> next.changed() ? "changed" : "done";
        case Follow follow -> follow.changed() ? "changed" : "done";
        case Retry retry -> "retry";
        case Defer defer -> "deferred";
        case Stop stop -> "stopped";
      };
    }

    /** Done; on to the cadence's next slot. */
    record Next(boolean changed, String note) implements Ending {}

    /** Done; on under another cadence or from another anchor. */
    record Follow(String cadence, Instant anchor, boolean changed, String note) implements Ending {}

    /** Failed: again as the cadence's retry rule says, then at its next slot. */
    record Retry(String note) implements Ending {}

    /** Not allowed yet (a quota): again at {@code until}, not counted as a failure. */
    record Defer(Instant until, String note) implements Ending {}

    /** Nothing more to do for this subject. */
    record Stop(String note) implements Ending {}
  }
}

package dev.paddock.schedule.contract;

import dev.paddock.bus.Address;
import dev.paddock.bus.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Everything that other features may know of the scheduler: plans go in, due work comes out. */
public interface Scheduling {
  Address.Ask<PutPlan, Planned> PUT_PLAN = new Address.Ask<>("schedule.plan.put", PutPlan.class, Planned.class);
  Address.Ask<CancelPlan, Cancelled> CANCEL_PLAN = new Address.Ask<>("schedule.plan.cancel", CancelPlan.class, Cancelled.class);
  Address.Ask<Steer, Steered> STEER = new Address.Ask<>("schedule.plan.steer", Steer.class, Steered.class);
  Address.Fact<SlotEnded> SLOT_ENDED = new Address.Fact<>("schedule.slot.ended", SlotEnded.class);
  Address.Fact<SlotStuck> SLOT_STUCK = new Address.Fact<>("schedule.slot.stuck", SlotStuck.class);

  /** Where the due work of a kind is asked for: {@code schedule.work.due.<kind>}. */
  static Address.Ask<DueWork, Worked> due(String kind) {
    return new Address.Ask<>("schedule.work.due." + kind, DueWork.class, Worked.class);
  }

  /**
   * What shall be done when: the slots of {@code cadence} counted from {@code anchor}, none after {@code until}.
   *
   * @param subject what the work is about, unique, such as {@code result:2025-las-vegas-R}
   * @param kind    who does it, such as {@code f1.result}
   * @param group   what is handed out together when it is due in the same second, such as a provider; "" where that does not matter
   * @param spacing two slots are at least that far apart, whatever the cadence says: how often its source has something new at most
   */
  record Plan(String subject, String kind, String cadence, Instant anchor, Optional<Instant> until, String group, Duration spacing)
      implements Message {
    public Plan(String subject, String kind, String cadence, Instant anchor, Optional<Instant> until) {
      this(subject, kind, cadence, anchor, until, "", Duration.ZERO);
    }
  }

  record PutPlan(Plan plan) implements Message {}

  /** @param changed false when the plan was there already, as asked */
  record Planned(boolean changed) implements Message {}

  record CancelPlan(String subject) implements Message {}

  record Cancelled(boolean existed) implements Message {}

  /** What an operator may do to a plan. */
  sealed interface Steer extends Message {
    String subject();

    /** Due at once, once; then on as planned. */
    record Now(String subject) implements Steer {}

    /** Not due until it is resumed. */
    record Pause(String subject) implements Steer {}

    /** On with the next slot. */
    record Resume(String subject) implements Steer {}

    /** On under another cadence, from the same anchor. */
    record Change(String subject, String cadence) implements Steer {}
  }

  /**
   * The same as somebody ordered it: it is written down.
   *
   * @param actor  as the audit log names him; {@code action} likewise
   * @param detail a JSON object
   */
  record Ordered(Steer steer, String actor, String action, String detail) implements Message {}

  sealed interface Steered extends Message {
    /** @param nextAt empty: at rest or paused */
    record Done(Optional<Instant> nextAt) implements Steered {}

    record NoSuchSubject() implements Steered {}

    record NoSuchCadence(String cadence) implements Steered {}
  }

  /**
   * A slot that this node holds.
   *
   * @param slotAt  the cadence's slot
   * @param dueAt   when this attempt was due: the slot, or the instant of a retry of it
   * @param attempt failed attempts in a row so far
   * @param epoch   the fencing token: a claim taken over by another node can no longer write
   * @param memo    what the one who did the last slot of this subject left for the next; "" at first
   */
  record Claim(Plan plan, Instant slotAt, Instant dueAt, int attempt, long epoch, String memo) implements Message {}

  /** One subject, or several of one kind and group that are due in the same second. */
  record DueWork(List<Claim> claims) implements Message {}

  /** The claims that were closed, each in the transaction of its effect. One that is missing was lost to another node. */
  record Worked(List<SlotEnded> ended) implements Message {}

  /** A slot is over, and logged. @param endedAt when its effect was committed, {@code dueAt} or a little later */
  record SlotEnded(String subject, String kind, Instant dueAt, Instant endedAt,
      Ending ending, Optional<Instant> nextAt) implements Message {}

  /** Nobody has answered for a slot for so long that it is given up, and tried again. */
  record SlotStuck(String subject, String kind, Instant dueAt) implements Message {}

  /**
   * The request that a slot made, for the log.
   *
   * @param sent         when its first byte left
   * @param received     when its last byte arrived, or when it failed
   * @param providerTime what the provider says its answer is of; its clock, not ours
   * @param status       HTTP status; 0: no answer
   * @param bytes        of the body, as received
   */
  record Asked(Instant sent, Instant received, Optional<Instant> providerTime, int status, int bytes) implements Message {}

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

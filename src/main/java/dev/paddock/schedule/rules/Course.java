package dev.paddock.schedule.rules;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How a plan goes on: from its beginning, after a slot that was done, after one that failed.
 * Missed slots are caught up by one attempt, never replayed one by one; the others are named as skipped.
 */
public final class Course {
  /** More skipped slots than this are not listed one by one. */
  static final int SKIPPED_AT_MOST = 500;

  private Course() {}

  /**
   * The next attempt.
   *
   * @param slotAt  the cadence's slot it belongs to
   * @param dueAt   when it is due; later than the slot when it is a retry or a catch-up
   * @param attempt failed attempts of that slot so far
   */
  public record Attempt(Instant slotAt, Instant dueAt, int attempt) {}

  /** Where a plan begins: its next slot, or at once when slots have already passed. Empty: no slot before {@code until}. */
  public static Optional<Attempt> begin(Cadence cadence, Instant anchor, Optional<Instant> until, Instant now) {
    return cadence.atOrBefore(anchor, now).filter(notAfter(until)).map(missed -> new Attempt(missed, missed.equals(now) ? missed : now, 0))
        .or(() -> next(cadence, anchor, until, now));
  }

  /** The first slot after both the one just done and now. */
  public static Optional<Attempt> next(Cadence cadence, Instant anchor, Optional<Instant> until, Instant now) {
    return cadence.after(anchor, now).filter(notAfter(until)).map(slot -> new Attempt(slot, slot, 0));
  }

  /**
   * After a failure: {@code retryEvery} later, at most {@code retryTimes} times, unless the cadence's next slot comes first;
   * then that slot. A plan whose cadence has no further slot keeps trying: what failed is never forgotten.
   */
  public static Optional<Attempt> retry(Cadence cadence, Instant anchor, Optional<Instant> until, Attempt failed, Instant now) {
    var next = next(cadence, anchor, until, now);
    var again = failed.dueAt().plus(cadence.retryEvery());
    if (!again.isAfter(now)) again = now.plus(cadence.retryEvery());
    var retry = new Attempt(failed.slotAt(), again, failed.attempt() + 1);
    if (until.isPresent() && again.isAfter(until.get())) return next;
    if (next.isEmpty()) return Optional.of(retry);
    boolean triesLeft = failed.attempt() < cadence.retryTimes();
    return triesLeft && !next.get().dueAt().isBefore(again) ? Optional.of(retry) : next;
  }

  /** The slots that passed while {@code done} waited or ran: they were not polled and are not replayed. */
  public static List<Instant> skipped(Cadence cadence, Instant anchor, Attempt done, Instant now) {
    return cadence.between(anchor, done.dueAt().isAfter(done.slotAt()) ? done.dueAt() : done.slotAt(), now, SKIPPED_AT_MOST).toList();
  }

  private static Predicate<Instant> notAfter(Optional<Instant> until) {
    return slot -> until.isEmpty() || !slot.isAfter(until.get());
  }
}

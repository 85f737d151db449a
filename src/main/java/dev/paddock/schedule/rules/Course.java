package dev.paddock.schedule.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a plan goes on: from its beginning, after a slot that was done, after one that failed.
 * Missed slots are caught up by one attempt, never replayed one by one; the others are named as skipped.
 *
 * @param until   no slot after it; empty: without end
 * @param spacing how far apart two slots are at least: the next one is the first that is so far from the last attempt
 */
public record Course(Cadence cadence, Instant anchor, Optional<Instant> until, Duration spacing) {
  /** More skipped slots than this are not listed one by one. */
  static final int SKIPPED_AT_MOST = 500;

  private static final Duration STUCK_AT_FIRST = Duration.ofSeconds(10);
  private static final Duration STUCK_AT_LAST = Duration.ofMinutes(2);

  public Course(Cadence cadence, Instant anchor, Optional<Instant> until) {
    this(cadence, anchor, until, Duration.ZERO);
  }

  public Course {
    if (spacing.isNegative()) throw new IllegalArgumentException("a spacing must not be negative: " + spacing);
  }

  /**
   * The next attempt.
   *
   * @param slotAt  the cadence's slot it belongs to
   * @param dueAt   when it is due; later than the slot when it is a retry or a catch-up
   * @param attempt failed attempts in a row so far
   */
  public record Attempt(Instant slotAt, Instant dueAt, int attempt) {}

  /** A slot that was not polled and is not replayed. */
  public record Skipped(Instant slotAt, String reason) {}

  /** Where a plan begins: its next slot, or at once when slots have already passed. Empty: no slot before {@code until}. */
  public Optional<Attempt> begin(Instant now) {
    return cadence.atOrBefore(anchor, now).filter(this::inTime).map(missed -> new Attempt(missed, now, 0))
        .or(() -> upcoming(now).map(Course::at));
  }

  /** After one that was done: the first slot that is after now and {@code spacing} after the instant at which that one was due. */
  public Optional<Attempt> next(Attempt done, Instant now) {
    return spaced(done.dueAt(), now).filter(this::inTime).map(Course::at);
  }

  /**
   * After a failure: at the back-off, at most {@code times} times, unless the next slot comes first; then that slot. Close to the
   * anchor: at the back-off or at the next slot, whichever is later, and the failures in a row are counted on from slot to slot.
   * What failed brought nothing: the spacing does not delay its retry. A plan whose cadence has no further slot keeps trying:
   * what failed is never forgotten.
   */
  public Optional<Attempt> retry(Attempt failed, Instant now) {
    var next = upcoming(later(failed.dueAt(), now)).map(Course::at);
    var backOff = cadence.retry().backOff(failed.attempt());
    var again = failed.dueAt().plus(backOff);
    if (!again.isAfter(now)) again = now.plus(backOff);
    if (!inTime(again)) return next;
    var retry = new Attempt(newest(failed, now), again, failed.attempt() + 1);
    if (next.isEmpty()) return Optional.of(retry);
    var slot = next.get().slotAt();
    if (isClose(now)) return Optional.of(new Attempt(slot, later(slot, again), retry.attempt()));
    var triesLeft = failed.attempt() < cadence.retry().times();
    return triesLeft && !slot.isBefore(again) ? Optional.of(retry) : next;
  }

  /**
   * After one that was not allowed yet: at {@code until}, and not counted as a failure.
   * A source may answer "come back at once": then after a second, so that no two attempts are due at the same instant.
   */
  public Attempt defer(Attempt deferred, Instant until, Instant now) {
    return new Attempt(newest(deferred, now), until.isAfter(now) ? until : now.plusSeconds(1), deferred.attempt());
  }

  /** The slots that passed while {@code done} waited or ran, except those that the spacing leaves out anyway. */
  public List<Skipped> skipped(Attempt done, Instant now) {
    var waited = done.attempt() > 0 ? "backing off after failures in a row: " + done.attempt() : "deferred";
    var skipped = new ArrayList<Skipped>();
    pass(skipped, done.slotAt(), done.dueAt().minusNanos(1), waited + ", until " + done.dueAt());
    pass(skipped, done.dueAt(), now, "missed: caught up by the slot of " + done.slotAt());
    return List.copyOf(skipped);
  }

  /**
   * When an attempt that has not ended is stuck: when two further slots have passed since it was due,
   * at least 10 s and at most 2 min after it.
   */
  public Instant stuckAt(Attempt attempt) {
    var first = attempt.dueAt().plus(STUCK_AT_FIRST);
    var last = attempt.dueAt().plus(STUCK_AT_LAST);
    return cadence.after(anchor, attempt.dueAt()).flatMap(slot -> cadence.after(anchor, slot))
        .map(second -> second.isBefore(first) ? first : second).filter(second -> second.isBefore(last)).orElse(last);
  }

  /** What is tried again stands for the newest slot that has come: those before it were named as skipped when it ended. */
  private Instant newest(Attempt ended, Instant now) {
    return cadence.atOrBefore(anchor, now).orElse(ended.slotAt());
  }

  private void pass(List<Skipped> skipped, Instant from, Instant to, String reason) {
    for (var slot = spaced(from, from); slot.isPresent() && !slot.get().isAfter(to) && skipped.size() < SKIPPED_AT_MOST;
        slot = spaced(slot.get(), slot.get())) {
      skipped.add(new Skipped(slot.get(), reason));
    }
  }

  /** The first slot after both and at least the spacing after {@code last}. A clock that was set back repeats no slot. */
  private Optional<Instant> spaced(Instant last, Instant now) {
    var tooSoon = spacing.isZero() ? last : last.plus(spacing).minusNanos(1);
    return cadence.after(anchor, later(tooSoon, now));
  }

  private Optional<Instant> upcoming(Instant now) {
    return cadence.after(anchor, now).filter(this::inTime);
  }

  private boolean isClose(Instant now) {
    return now.isBefore(anchor) && !now.isBefore(anchor.minus(cadence.retry().close()));
  }

  private boolean inTime(Instant at) {
    return until.isEmpty() || !at.isAfter(until.get());
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Attempt at(Instant slot) {
    return new Attempt(slot, slot, 0);
  }
}

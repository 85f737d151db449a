package dev.paddock.schedule.store;

import dev.paddock.db.Closing.Closure;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.schedule.rules.Course.Attempt;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A slot that is over, before it is written.
 *
 * @param keep the next slot is so near that the claim goes on with it
 */
record Over(Claim claim, Instant started, Instant ended, Closure closure, GoesOn on, boolean keep) {
  /** A note is one line of the log; longer reasons are cut. */
  private static final int NOTE_LENGTH = 500;

  String subject() {
    return claim.plan().subject();
  }

  Optional<Instant> nextAt() {
    return on.next().map(Attempt::dueAt);
  }

  /** @param paused meanwhile: nothing comes next until it is resumed */
  SlotEnded told(boolean paused) {
    return new SlotEnded(subject(), claim.plan().kind(), claim.dueAt(), ended, closure.ending(), paused ? Optional.empty() : nextAt());
  }

  /** The claim of the next slot, under the same epoch. */
  Optional<Claim> kept(boolean paused) {
    if (!keep || paused) return Optional.empty();
    var plan = claim.plan();
    var next = on.next().orElseThrow();
    return Optional.of(new Claim(new Plan(plan.subject(), plan.kind(), on.cadence(), on.anchor(), plan.until(), plan.group(), plan.spacing()),
        next.slotAt(), next.dueAt(), next.attempt(), claim.epoch(), closure.memo().orElse(claim.memo())));
  }

  String outcome() {
    return closure.ending().outcome().toUpperCase(Locale.ROOT);
  }

  String note() {
    return line(closure.ending());
  }

  private static String line(Ending ending) {
    var note = ending.note();
    var line = plain(note) ? note : note.replaceAll("[\\s\\x00]+", " ").strip();
    return line.length() <= NOTE_LENGTH ? line : line.substring(0, NOTE_LENGTH - 1) + "…";
  }

  // Most are: a look at each character is cheaper than an expression, thousands of times a second.
  private static boolean plain(String note) {
    for (int i = 0; i < note.length(); i++) {
      char c = note.charAt(i);
      if (c == 0 || Character.isWhitespace(c) && (c != ' ' || i == 0 || i == note.length() - 1 || note.charAt(i - 1) == ' ')) return false;
    }
    return true;
  }
}

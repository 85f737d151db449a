package dev.paddock.schedule.store;

import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.rules.Cadence;
import dev.paddock.schedule.rules.Course;
import dev.paddock.schedule.rules.Course.Attempt;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Where a subject goes on after a slot, and which slots passed meanwhile. In microseconds, as the database keeps it. */
record GoesOn(String cadence, Instant anchor, Optional<Attempt> next, List<Instant> skipped) {
  GoesOn {
    anchor = anchor.truncatedTo(ChronoUnit.MICROS);
    next = next.map(n -> new Attempt(n.slotAt().truncatedTo(ChronoUnit.MICROS), n.dueAt().truncatedTo(ChronoUnit.MICROS), n.attempt()));
  }

  static GoesOn after(Claim claim, Ending ending, Function<String, Cadence> cadences, Instant time) {
    // the clock may have been set back a little meanwhile: a slot that is over does not come again
    var now = time.isBefore(claim.dueAt()) ? claim.dueAt() : time;
    var plan = claim.plan();
    var cadence = cadences.apply(plan.cadence());
    var done = new Attempt(claim.slotAt(), claim.dueAt(), claim.attempt());
    var skipped = Course.skipped(cadence, plan.anchor(), done, now);
    return switch (ending) {
      case Ending.Next(var changed, var note) ->
          new GoesOn(plan.cadence(), plan.anchor(), Course.next(cadence, plan.anchor(), plan.until(), now), skipped);
      case Ending.Follow(var other, var anchor, var changed, var note) ->
          new GoesOn(other, anchor, Course.next(cadences.apply(other), anchor, plan.until(), now), skipped);
      case Ending.Retry(var note) ->
          new GoesOn(plan.cadence(), plan.anchor(), Course.retry(cadence, plan.anchor(), plan.until(), done, now), skipped);
      case Ending.Defer(var until, var note) ->
          new GoesOn(plan.cadence(), plan.anchor(), Optional.of(new Attempt(claim.slotAt(), later(until, now), claim.attempt())), List.of());
      case Ending.Stop(var note) -> new GoesOn(plan.cadence(), plan.anchor(), Optional.empty(), List.of());
    };
  }

  /** A source may answer "come back at once": then after a second, so that no two attempts are due at the same instant. */
  private static Instant later(Instant until, Instant now) {
    return until.isAfter(now) ? until : now.plusSeconds(1);
  }
}

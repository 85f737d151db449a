package dev.paddock.schedule.store;

import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.rules.Cadence;
import dev.paddock.schedule.rules.Course;
import dev.paddock.schedule.rules.Course.Attempt;
import dev.paddock.schedule.rules.Course.Skipped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Where a subject goes on after a slot, and which slots passed meanwhile. In microseconds, as the database keeps it. */
record GoesOn(String cadence, Instant anchor, Optional<Attempt> next, List<Skipped> skipped) {
  GoesOn {
    anchor = anchor.truncatedTo(ChronoUnit.MICROS);
    next = next.map(n -> new Attempt(n.slotAt().truncatedTo(ChronoUnit.MICROS), n.dueAt().truncatedTo(ChronoUnit.MICROS), n.attempt()));
  }

  static GoesOn after(Claim claim, Ending ending, Function<String, Cadence> cadences, Instant now) {
    var plan = claim.plan();
    var course = course(plan, plan.cadence(), plan.anchor(), cadences);
    var done = new Attempt(claim.slotAt(), claim.dueAt(), claim.attempt());
    var skipped = course.skipped(done, now);
    return switch (ending) {
      case Ending.Next(var changed, var note) -> new GoesOn(plan.cadence(), plan.anchor(), course.next(done, now), skipped);
      case Ending.Follow(var other, var anchor, var changed, var note) ->
          new GoesOn(other, anchor, course(plan, other, anchor, cadences).next(done, now), skipped);
      case Ending.Retry(var note) -> new GoesOn(plan.cadence(), plan.anchor(), course.retry(done, now), skipped);
      case Ending.Defer(var until, var note) ->
          new GoesOn(plan.cadence(), plan.anchor(), Optional.of(course.defer(done, until, now)), skipped);
      case Ending.Stop(var note) -> new GoesOn(plan.cadence(), plan.anchor(), Optional.empty(), List.of());
    };
  }

  static Course course(Plan plan, String cadence, Instant anchor, Function<String, Cadence> cadences) {
    return new Course(cadences.apply(cadence), anchor, plan.until(), plan.spacing());
  }
}

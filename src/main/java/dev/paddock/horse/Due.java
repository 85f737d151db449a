package dev.paddock.horse;

import dev.paddock.db.Closing.Closure;
import dev.paddock.fetch.contract.Fetching.Exchange;
import dev.paddock.horse.provider.HorseSource.Wanted;
import dev.paddock.horse.rules.KnownRace;
import dev.paddock.horse.rules.Memo;
import dev.paddock.horse.rules.Pace;
import dev.paddock.horse.rules.Pace.Standing;
import dev.paddock.horse.rules.Seen;
import dev.paddock.horse.rules.Sighting;
import dev.paddock.horse.rules.Sighting.Shape;
import dev.paddock.schedule.contract.Scheduling.Asked;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A race whose turn it is: its slot, what the last look left, and how the slot may end. */
record Due(Followed from, Claim claim, long raceId, Memo memo) {

  /** What is asked of the source. A result that is being confirmed is wanted in full. */
  Wanted wanted(Instant now) {
    var seen = memo.seen();
    var asIfUnseen = confirming() ? new Seen(seen.status(), Instant.EPOCH, seen.statusHash(), seen.cardHash()) : seen;
    var start = memo.standing().start();
    return new Wanted(memo.raceId(), memo.meetingId(), start, now.plus(Pace.worth(start, now)), asIfUnseen);
  }

  /** Whether the race must be read although the answer is like the last one. */
  boolean mustRead(Instant now) {
    boolean replanned = Pace.countsFromStart(claim.plan().cadence()) && !memo.standing().start().equals(claim.plan().anchor());
    return replanned || memo.readAt().filter(at -> !at.isAfter(now)).isPresent();
  }

  /** What is left for the next look when the race stands as it did. */
  Memo stands(Standing standing, Seen seen, Sighting sighting) {
    boolean confirms = standing.isFinal() && memo.standing().isFinal() && confirming() && sighting.shape() == Shape.FULL
        && newer(sighting) && !claim.dueAt().isBefore(memo.confirmedAt().plus(Pace.APART));
    return new Memo(memo.raceId(), memo.meetingId(), seen, standing.confirmed(memo.standing().confirmed() + (confirms ? 1 : 0)),
        confirms ? claim.dueAt() : memo.confirmedAt(), confirms ? sighting.providerTime() : memo.confirmedBy(),
        memo.newsAt(), memo.frozen(), 0, memo.readAt());
  }

  /** What is left for the next look after a change. */
  Memo moved(KnownRace race, Seen seen, Optional<Instant> readAt, Instant now) {
    return new Memo(memo.raceId(), memo.meetingId(), seen, Standing.of(race, 0, now), now, race.live().providerTime(), now,
        false, 0, readAt);
  }

  Pace pace(Standing standing, boolean resultMoved, Instant now) {
    return Pace.after(plan(), standing, resultMoved, now);
  }

  /** How the slot ends after a look that was believed. */
  Closure ends(Pace pace, boolean changed, String note, Memo left, Optional<Asked> asked) {
    return switch (pace) {
      case Pace.Keep() -> closure(new Ending.Next(changed, note), List.of(), left, asked);
      case Pace.Follow(var cadence, var anchor) -> closure(new Ending.Follow(cadence, anchor, changed, note), List.of(),
          cadence.equals(Pace.CONFIRMING) ? left.confirmedFrom(anchor) : left, asked);
      case Pace.Anew(var start) ->
          closure(new Ending.Stop(note + ": followed anew from " + start), List.of(from.plan(raceId, start)), left, asked);
      case Pace.Stop(var why) -> closure(new Ending.Stop(note + ": " + why), List.of(), left, asked);
    };
  }

  /** How the slot ends after one that brought nothing; the last of a race is said so. */
  Closure failed(Ending ending, Optional<Asked> asked, Optional<Memo> left, Instant now) {
    boolean isLast = !memo.standing().isFinal() && Pace.ends(plan(), now);
    return new Closure(isLast ? new Ending.Stop(ending.note() + ": " + Pace.NEVER_FINAL) : ending, List.of(), asked, left.map(Memo::write));
  }

  static Asked asked(Exchange exchange, Optional<Instant> providerTime) {
    return new Asked(exchange.sent(), exchange.received(), providerTime, exchange.status(), exchange.bytes());
  }

  /** A provider that hangs says the same again and again, of the same instant. */
  private boolean newer(Sighting sighting) {
    return memo.confirmedBy().isEmpty() || sighting.providerTime().map(at -> at.isAfter(memo.confirmedBy().get())).orElse(true);
  }

  private boolean confirming() {
    return claim.plan().cadence().equals(Pace.CONFIRMING);
  }

  private Pace.Plan plan() {
    var plan = claim.plan();
    return new Pace.Plan(plan.cadence(), from.profile(), plan.anchor(), plan.until().orElseGet(() -> plan.anchor().plus(from.giveUp())));
  }

  private Closure closure(Ending ending, List<Plan> also, Memo left, Optional<Asked> asked) {
    return new Closure(ending, also, asked, Optional.of(left.write()).filter(text -> !text.equals(claim.memo())));
  }
}

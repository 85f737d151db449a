package dev.paddock.horse.rules;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How a race is followed on after a look at it. */
public sealed interface Pace {
  /** The usual profile, to the end; and the close one, which follows a race that left the gate minute by minute. */
  String USUAL = "horse";
  String CLOSE = "horse-close";
  String RUNNING = "horse-run";
  String CONFIRMING = "horse-final";

  /** Clean looks that confirm a final result, and how far apart they are. */
  int CONFIRMATIONS = 2;
  Duration APART = Duration.ofMinutes(5);

  /** After the start slots are at most that far apart: the last before the end is the one to say so. */
  Duration LAST_SLOT = Duration.ofMinutes(5);

  /** A race past its start of which nothing changes for that long is not quiet: its provider is frozen. */
  Duration FROZEN = Duration.ofMinutes(30);

  /** Why a race is followed no more whose end nobody told. */
  String NEVER_FINAL = "never became final";

  /** On to the cadence's next slot. */
  record Keep() implements Pace {}

  /** @param anchor on a full second, so that races that are due together are asked about together */
  record Follow(String cadence, Instant anchor) implements Pace {}

  /** Moved so far that it is followed as if it were new. */
  record Anew(Instant start) implements Pace {}

  record Stop(String why) implements Pace {}

  /**
   * The plan that the look belongs to.
   *
   * @param profile  of the provider: what a race is followed by that is open again
   * @param until    when it is given up
   */
  record Plan(String cadence, String profile, Instant anchor, Instant until) {}

  /**
   * Where a race stands, as far as that decides.
   *
   * @param leftTheGate its start was seen, or anything that comes after it
   * @param confirmed   clean looks since the result was final or amended
   */
  record Standing(RaceStatus status, boolean isFinal, Instant start, boolean leftTheGate, int confirmed) {
    public Standing confirmed(int times) {
      return new Standing(status, isFinal, start, leftTheGate, times);
    }

    public static Standing of(KnownRace race, int confirmed, Instant now) {
      return of(race.status(), race.start(), race.live().actualStart(), race.finalAt().isPresent(), confirmed, now);
    }

    /** @param wasFinal whether its result was final once */
    public static Standing of(RaceStatus status, Instant start, Optional<Instant> off, boolean wasFinal, int confirmed, Instant now) {
      return new Standing(status, status == RaceStatus.FINAL && wasFinal, start, leftTheGate(status, off, now), confirmed);
    }

    private static boolean leftTheGate(RaceStatus status, Optional<Instant> off, Instant now) {
      return switch (status) {
        case LIVE, INTERIM, FINAL -> true;
        case CLOSED -> off.filter(jumped -> !jumped.isAfter(now)).isPresent();
        case SCHEDULED, OPEN, ABANDONED, POSTPONED, UNKNOWN -> false;
      };
    }
  }

  /** @param resultMoved whether this look found another result than the one before */
  static Pace after(Plan plan, Standing race, boolean resultMoved, Instant now) {
    if (race.status() == RaceStatus.ABANDONED) return new Stop("abandoned");
    if (race.isFinal()) return confirming(plan, race, resultMoved, now);
    if (ends(plan, now) && !race.start().isAfter(plan.until())) return new Stop(NEVER_FINAL);
    if (plan.cadence().equals(CONFIRMING)) return new Follow(plan.profile().equals(CLOSE) ? RUNNING : plan.profile(), race.start());
    if (plan.cadence().equals(RUNNING)) return new Keep();
    if (!race.start().equals(plan.anchor())) return moved(plan, race.start());
    if (plan.cadence().equals(CLOSE) && race.leftTheGate()) return new Follow(RUNNING, now.truncatedTo(ChronoUnit.SECONDS));
    return new Keep();
  }

  /** Whether the race's start is what this plan's slots are counted from. */
  static boolean countsFromStart(String cadence) {
    return !cadence.equals(RUNNING) && !cadence.equals(CONFIRMING);
  }

  /** Whether no further slot comes before the race is given up. */
  static boolean ends(Plan plan, Instant now) {
    return now.plus(LAST_SLOT).isAfter(plan.until());
  }

  /** Half of the time until it is given up must be left after the new start; otherwise it is planned anew, with an end of its own. */
  private static Pace moved(Plan plan, Instant start) {
    var half = Duration.between(plan.anchor(), plan.until()).dividedBy(2);
    return start.plus(half).isAfter(plan.until()) ? new Anew(start) : new Follow(plan.cadence(), start);
  }

  /** Looks that did not confirm, because the provider hung or did not tell all, begin again. */
  private static Pace confirming(Plan plan, Standing race, boolean resultMoved, Instant now) {
    if (resultMoved || !plan.cadence().equals(CONFIRMING)) return new Follow(CONFIRMING, now.truncatedTo(ChronoUnit.SECONDS));
    if (race.confirmed() >= CONFIRMATIONS) return new Stop("final, confirmed " + race.confirmed() + " times");
    if (now.isBefore(plan.anchor().plus(APART.multipliedBy(CONFIRMATIONS)))) return new Keep();
    return ends(plan, now) ? new Stop("final, but confirmed " + race.confirmed() + " times only") : new Follow(CONFIRMING, now);
  }

  /** How long an answer is worth waiting for: until the next one would be asked for, a minute at most. */
  static Duration worth(Instant start, Instant now) {
    var distance = Duration.between(now, start);
    return distance.compareTo(Duration.ofMinutes(5)) > 0 || distance.isNegative() ? Duration.ofMinutes(1) : Duration.ofSeconds(15);
  }

  /** Empty while there is news, or before the start. */
  static Optional<Duration> frozenFor(Instant start, Instant newsAt, Instant now) {
    var since = newsAt.isAfter(start) ? newsAt : start;
    var silent = Duration.between(since, now);
    return silent.compareTo(FROZEN) >= 0 ? Optional.of(silent) : Optional.empty();
  }
}
